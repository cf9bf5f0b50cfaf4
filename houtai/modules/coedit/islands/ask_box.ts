import { keepInside, lift, make, placeBeside } from "./dom.ts";

interface Below {
  element: HTMLElement;
  key: (event: KeyboardEvent) => boolean;
}

export interface Question {
  label: string;
  value: string;
  apply: string;
  cancel: string;
  /** A second button, for taking away what is there. */
  remove?: string;
  /** Answers that are offered; others may be given too. */
  offers?: readonly string[];
  /** A list below the field, which may answer in its place by calling `done`. */
  list?: (field: HTMLInputElement, done: () => void) => Below;
  /** Says what is wrong with an answer, or nothing. */
  wrong?: (value: string) => string;
}

/** Asks for one line of text beside an element. Answers null when nothing is to be done, "" to remove. */
export function ask(anchor: DOMRect, home: HTMLElement, question: Question): Promise<string | null> {
  const field = make("input", { type: "text", "aria-label": question.label, autocomplete: "off", spellcheck: "false" });
  const said = make("p", { class: "h-coedit-ask__error", role: "alert" });
  const button = (text: string) => make("button", { type: "button", class: "button button-small" }, text);
  const apply = button(question.apply);
  const remove = button(question.remove ?? "");
  const cancel = button(question.cancel);
  remove.hidden = !question.remove;
  for (const quiet of [remove, cancel]) quiet.classList.add("button-secondary");
  const box = make("dialog", { class: "h-coedit-ask", "aria-label": question.label });
  box.append(make("label", {}, question.label, field), said, make("div", { class: "h-coedit-ask__buttons" }, apply, remove, cancel));
  keepInside(box);
  if (question.offers) {
    const offers = make("datalist", { id: "h-coedit-offers" }, ...question.offers.map((value) => make("option", { value })));
    field.setAttribute("list", offers.id);
    box.append(offers);
  }
  field.value = question.value;
  home.append(box);
  lift(box);
  // A list in it grows as somebody types.
  const grown = new ResizeObserver(() => placeBeside(box, anchor));
  placeBeside(box, anchor);
  grown.observe(box);
  field.focus();
  field.select();
  return new Promise((answer) => {
    const leave = (value: string | null) => {
      document.removeEventListener("pointerdown", outside, true);
      grown.disconnect();
      box.remove();
      answer(value);
    };
    const outside = (event: Event) => box.contains(event.target as Node) || leave(null);
    const send = () => {
      said.textContent = question.wrong?.(field.value) ?? "";
      if (!said.textContent) leave(field.value.trim());
    };
    const list = question.list?.(field, () => leave(null));
    if (list) said.before(list.element);
    document.addEventListener("pointerdown", outside, true);
    apply.addEventListener("click", send);
    remove.addEventListener("click", () => leave(""));
    cancel.addEventListener("click", () => leave(null));
    box.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Escape") leave(null);
      if (event.target === field && list?.key(event)) return;
      if (event.key !== "Enter" || event.isComposing || event.target !== field) return;
      event.preventDefault();
      send();
    });
  });
}
