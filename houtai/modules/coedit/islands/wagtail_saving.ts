/** Milliseconds after which a press waits no longer. */
const LONGEST = 10_000;

/**
 * Wagtail saves a new object in the background half a second after a change, whether somebody presses Save meanwhile or
 * not, and both would make one. So the press waits for it, and goes on with what it made. Gives back how to stop that.
 */
export function oneAtATime(form: HTMLFormElement, longest = LONGEST): () => void {
  let saving = false;
  let held: HTMLElement | null | undefined;
  let patience = 0;
  const began = (event: Event) => {
    saving ||= !event.defaultPrevented;
  };
  const pressed = (event: Event) => {
    if (!saving || !form.action.endsWith("/add/")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    held = (event as SubmitEvent).submitter;
    patience = window.setTimeout(done, longest);
  };
  const done = () => {
    saving = false;
    window.clearTimeout(patience);
    if (held === undefined) return;
    const button = held;
    held = undefined;
    // Wagtail has greyed it out at the press, and so its name would not be sent.
    if (button && "disabled" in button) button.disabled = false;
    form.requestSubmit(button);
  };
  const listened: [string, (event: Event) => void][] = [["w-autosave:save", began], ["submit", pressed], ["w-autosave:success", done], ["w-autosave:error", done]];
  for (const [name, hears] of listened) form.addEventListener(name, hears, { capture: name === "submit" });
  return () => {
    for (const [name, hears] of listened) form.removeEventListener(name, hears, { capture: name === "submit" });
  };
}
