import type { Desk } from "./desk.ts";
import { make } from "./dom.ts";
import { suggestions, type Suggestion } from "./settle.ts";
import { put } from "./texts.ts";

/** Says below the text who made the suggestion at the cursor and when, and lets it be accepted or rejected. */
export class SuggestBar {
  private readonly words = make("span");
  private readonly accept: HTMLButtonElement;
  private readonly reject: HTMLButtonElement;
  readonly element: HTMLElement;
  private ids: string[] = [];

  private readonly desk: Desk;

  constructor(desk: Desk) {
    this.desk = desk;
    const { texts } = desk.options;
    this.accept = make("button", { type: "button", class: "button button-small" }, texts.accept);
    this.reject = make("button", { type: "button", class: "button button-small button-secondary" }, texts.reject);
    this.element = make("div", { class: "h-coedit-suggestion", role: "group" }, this.words, this.accept, this.reject);
    this.element.hidden = true;
    this.accept.addEventListener("click", () => desk.settle(true, this.ids));
    this.reject.addEventListener("click", () => desk.settle(false, this.ids));
    this.element.addEventListener("mousedown", (event) => event.preventDefault());
  }

  /** Whoever writes is left alone: it comes when the cursor is put somewhere. */
  refresh(written: boolean): void {
    const { editor, room } = this.desk;
    const { from, empty } = editor.state.selection;
    const here = empty && !written && editor.isFocused ? suggestions(editor.state.doc).filter((one) => one.from <= from && from <= one.to) : [];
    this.ids = here.map(({ id }) => id);
    this.element.hidden = here.length === 0;
    if (here.length === 0) return;
    const own = here.every(({ by }) => by === room?.you?.key);
    this.words.textContent = here.map((one) => this.tell(one)).join(" · ");
    this.accept.hidden = room?.role !== "write";
    this.reject.hidden = room?.role !== "write" && !(own && room?.role === "suggest");
  }

  private tell({ kind, by, at }: Suggestion): string {
    const { options, room } = this.desk;
    const name = room?.company.name(by) ?? options.texts.somebody;
    const when = new Date(at);
    const said = Number.isNaN(when.getTime()) ? "" : ` (${when.toLocaleString(options.language, { dateStyle: "short", timeStyle: "short" })})`;
    return put(kind === "insertion" ? options.texts.suggestsInsertion : options.texts.suggestsDeletion, name) + said;
  }
}
