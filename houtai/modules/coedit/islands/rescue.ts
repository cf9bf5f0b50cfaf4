import { make } from "./dom.ts";
import type { Texts } from "./texts.ts";

/** Shows words that could not be kept, to be copied. */
export function offerWords(words: string, sentence: string, texts: Texts): void {
  if (words.trim() === "") return;
  const field = make("textarea", { readonly: true, rows: "8", "aria-label": sentence });
  field.value = words;
  const copy = make("button", { type: "button", class: "button" }, texts.copy);
  const close = make("button", { type: "button", class: "button button-secondary" }, texts.close);
  const box = make("dialog", { class: "h-coedit-rescue", "aria-label": sentence }, make("p", {}, sentence), field, make("div", { class: "h-coedit-ask__buttons" }, copy, close));
  copy.addEventListener("click", () => {
    field.select();
    void navigator.clipboard?.writeText(words).then(() => (copy.textContent = texts.copied));
  });
  close.addEventListener("click", () => box.close());
  box.addEventListener("close", () => box.remove());
  document.body.append(box);
  box.showModal();
}
