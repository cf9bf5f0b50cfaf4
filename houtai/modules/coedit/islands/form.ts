/** Puts what is still on its way into the form when it is sent, however it is sent. Gives back how to stop that. */
export function onSend(form: HTMLFormElement, fill: () => void, restore: () => void): () => void {
  const sent = () => {
    fill();
    // The browser has read the form by then; Wagtail's own sending in the background has, too.
    window.setTimeout(restore, 0);
  };
  const plain = form.submit;
  form.addEventListener("submit", sent, true);
  // Sending by script makes no event.
  form.submit = () => {
    sent();
    plain.call(form);
  };
  return () => {
    form.removeEventListener("submit", sent, true);
    form.submit = plain;
  };
}

/** The text that a field brings although its object has a room: of an older version, or of a form that was refused. */
export function broughtText(constant: string): string | null {
  if (!constant.startsWith('{"room"')) return null;
  const { text } = JSON.parse(constant) as { text?: unknown };
  return typeof text === "string" ? text : null;
}
