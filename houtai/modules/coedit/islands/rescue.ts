import { make } from "./dom.ts";
import type { Texts } from "./texts.ts";

/** Shows words that could not be kept, to be copied. They are nowhere else: only the buttons put them away. */
export function offerWords(words: string, sentence: string, texts: Texts): void {
  let left = false;
  const field = make("textarea", { readonly: true, rows: "8", "aria-label": sentence });
  field.value = words;
  const copy = make("button", { type: "button", class: "button" }, texts.copy);
  const close = make("button", { type: "button", class: "button button-secondary" }, texts.close);
  const box = make("dialog", { class: "h-coedit-rescue", "aria-label": sentence }, make("p", {}, sentence), field, make("div", { class: "h-coedit-ask__buttons" }, copy, close));
  field.hidden = copy.hidden = words.trim() === "";
  copy.addEventListener("click", () => {
    field.select();
    void navigator.clipboard?.writeText(words).then(() => (copy.textContent = texts.copied));
  });
  close.addEventListener("click", () => {
    left = true;
    box.close();
  });
  box.addEventListener("close", () => (left || field.hidden ? box.remove() : box.showModal()));
  document.body.append(box);
  box.showModal();
}
