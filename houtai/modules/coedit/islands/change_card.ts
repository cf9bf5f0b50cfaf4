import type { Change } from "./changes.ts";
import { make } from "./dom.ts";
import type { Options } from "./options.ts";
import { put } from "./texts.ts";

const SHOWN = 160;

export interface Doing {
  show: (id: string) => void;
  /** Null for what they may not. */
  accept: ((id: string) => void) | null;
  reject: ((id: string) => void) | null;
}

/** One suggestion in the list: who made it and when, what would come and go. */
export function changeCard({ id, at, added, removed }: Change, name: string, { language, texts }: Options, doing: Doing): HTMLElement {
  const words = make("button", { type: "button", class: "h-coedit-change__words", "aria-label": put(texts.changeShow, short(added || removed)) });
  if (removed) words.append(make("del", {}, short(removed)));
  if (added) words.append(make("ins", {}, short(added)));
  words.addEventListener("click", () => doing.show(id));
  const when = new Date(at);
  const time = Number.isNaN(when.getTime()) ? "" : when.toLocaleString(language, { dateStyle: "short", timeStyle: "short" });
  const head = make("div", { class: "h-coedit-thread__who" }, make("strong", {}, name), make("time", { datetime: at }, time));
  const buttons = make("div", { class: "h-coedit-thread__buttons" });
  for (const [text, quiet, does] of [[texts.accept, false, doing.accept], [texts.reject, true, doing.reject]] as const) {
    if (!does) continue;
    const button = make("button", { type: "button", class: `button button-small${quiet ? " button-secondary" : ""}` }, text);
    button.addEventListener("click", () => does(id));
    buttons.append(button);
  }
  return make("article", { class: "h-coedit-thread h-coedit-change", "data-change": id, "aria-label": put(texts.changeBy, name) }, head, words, buttons);
}

const short = (text: string): string => ([...text].length > SHOWN ? `${[...text].slice(0, SHOWN).join("")}…` : text);
