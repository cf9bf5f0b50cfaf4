import { closeHistory } from "@tiptap/pm/history";
import { TextSelection } from "@tiptap/pm/state";
import type { Button } from "./buttons.ts";
import type { Desk } from "./desk.ts";
import { keepInside, make } from "./dom.ts";
import { nearest, replaced } from "./matches.ts";
import { undoOf } from "./sync.ts";
import { put, type Key } from "./texts.ts";

export const FIND: Button = { text: "find", keys: "Mod-f", active: (_editor, { finder }) => finder?.shown ?? false, enabled: () => true, run: ({ finder }) => finder?.open() };

const LONGEST = 100;

/** Above the text: looks for words in it, and puts others in their place. */
export class FindBar {
  readonly element: HTMLElement;
  private readonly words: HTMLInputElement;
  private readonly other: HTMLInputElement;
  private readonly cased: HTMLInputElement;
  private readonly count = make("span", { class: "h-coedit-find__count", role: "status" });
  private readonly replacing: HTMLElement;

  private readonly desk: Desk;

  constructor(desk: Desk) {
    this.desk = desk;
    const { texts } = desk.options;
    const field = (text: Key) => make("input", { type: "text", "aria-label": texts[text], placeholder: texts[text], autocomplete: "off", spellcheck: "false" });
    const button = (text: Key, does: () => void) => {
      const made = make("button", { type: "button", class: "button button-small button-secondary" }, texts[text]);
      made.addEventListener("click", does);
      return made;
    };
    [this.words, this.other] = [field("findWords"), field("findOther")];
    this.cased = make("input", { type: "checkbox" });
    this.replacing = make("div", { class: "h-coedit-find__row" }, this.other, button("replace", () => this.replace()), button("replaceAll", () => this.replaceAll()));
    const finding = make("div", { class: "h-coedit-find__row" }, this.words, this.count, button("findBefore", () => this.go(-1)), button("findNext", () => this.go(1)), make("label", {}, this.cased, texts.findCase), button("close", () => this.close()));
    this.element = make("div", { class: "h-coedit-find", role: "search", "aria-label": texts.find }, finding, this.replacing);
    this.element.hidden = true;
    keepInside(this.element);
    this.words.addEventListener("input", () => this.seek());
    this.cased.addEventListener("change", () => this.seek());
    this.element.addEventListener("keydown", (event) => this.key(event));
  }

  get shown(): boolean {
    return !this.element.hidden;
  }

  /** With what is selected, if that is a few words. */
  open(): void {
    const { state } = this.desk.editor;
    const { $from, $to, from, to } = state.selection;
    const selected = $from.sameParent($to) ? state.doc.textBetween(from, to) : "";
    if (selected && selected.length <= LONGEST) this.words.value = selected;
    this.element.hidden = false;
    this.seek();
    this.words.focus();
    this.words.select();
  }

  refresh(): void {
    if (!this.shown) return;
    const { editor, options } = this.desk;
    const { words, found, at } = editor.storage.finding.sought();
    this.count.textContent = words === "" ? "" : found.length === 0 ? options.texts.findNone : `${at + 1} / ${found.length}`;
    this.replacing.hidden = !editor.isEditable;
  }

  private close(): void {
    this.element.hidden = true;
    this.desk.editor.storage.finding.seek({ words: "", at: -1 });
    this.desk.editor.commands.focus();
  }

  private seek(place = this.desk.editor.state.selection.from): void {
    const { finding } = this.desk.editor.storage;
    finding.seek({ words: this.words.value, cased: this.cased.checked, at: 0 });
    this.look(nearest(finding.sought().found, place));
  }

  private go(step: 1 | -1): void {
    const { found, at } = this.desk.editor.storage.finding.sought();
    if (found.length > 0) this.look((at + step + found.length) % found.length);
  }

  private look(at: number): void {
    const { state, view, storage } = this.desk.editor;
    storage.finding.seek({ at });
    const match = storage.finding.sought().found[at];
    this.refresh();
    if (!match) return;
    view.dispatch(view.state.tr.setSelection(TextSelection.create(state.doc, match.from, match.to)));
    view.dom.querySelector(".h-coedit-found.is-active")?.scrollIntoView({ block: "center" });
  }

  private replace(): void {
    const { editor } = this.desk;
    const { found, at } = editor.storage.finding.sought();
    const match = found[at];
    if (!match || !editor.isEditable) return;
    editor.view.dispatch(replaced(editor.state, [match], this.other.value));
    this.seek(match.from + this.other.value.length);
  }

  /** What is taken back at once. Each suggestion is one of its own, to be settled by itself. */
  private replaceAll(): void {
    const { desk, desk: { editor, options } } = this;
    const { found } = editor.storage.finding.sought();
    if (found.length === 0 || !editor.isEditable) return;
    const manager = desk.room ? undoOf(editor).undoManager : null;
    manager?.stopCapturing();
    if (desk.suggesting) for (const match of [...found].reverse()) editor.view.dispatch(replaced(editor.state, [match], this.other.value));
    else editor.view.dispatch(manager ? replaced(editor.state, found, this.other.value) : closeHistory(replaced(editor.state, found, this.other.value)));
    manager?.stopCapturing();
    this.refresh();
    this.count.textContent = put(options.texts.findReplaced, found.length);
  }

  private key(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const { target } = event;
    if (event.key === "Escape") this.close();
    else if (event.key === "Enter" && target === this.words) this.go(event.shiftKey ? -1 : 1);
    else if (event.key === "Enter" && target === this.other) this.replace();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
