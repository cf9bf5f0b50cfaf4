import type { Node } from "@tiptap/pm/model";
import { TextSelection } from "@tiptap/pm/state";
import type { Button } from "./buttons.ts";
import { changeCard } from "./change_card.ts";
import { beside, changes, type Change } from "./changes.ts";
import type { Desk } from "./desk.ts";
import { keepInside, make } from "./dom.ts";
import { put, type Key } from "./texts.ts";

/** Where a page leads that wants the list to be open. */
const PLACE = "#suggestions";

export const CHANGES: Button = {
  text: "changes",
  active: (_editor, { list }) => list?.shown ?? false,
  count: ({ list }) => list?.all.length ?? 0,
  shown: ({ list, hasSuggestions }) => hasSuggestions || (list?.shown ?? false),
  enabled: () => true,
  run: ({ list }) => list?.toggle(),
};

/** The panel beside the text that lists its suggestions. While it is shown it stands in the place of the comments. */
export class ChangeList {
  readonly element: HTMLElement;
  all: Change[] = [];
  private doc: Node | null = null;
  private role = "";
  private readonly title = make("h3");
  private readonly settling = make("div", { class: "h-coedit-thread__buttons" });
  private readonly none: HTMLElement;
  private readonly list = make("div", { class: "h-coedit-threads" });
  private readonly follow = (): void => void (location.hash === PLACE && this.open());

  private readonly desk: Desk;

  constructor(desk: Desk) {
    this.desk = desk;
    const { texts } = desk.options;
    const button = (text: Key, name: string, does: () => void) => {
      const made = make("button", { type: "button", class: name }, texts[text]);
      made.addEventListener("click", does);
      return made;
    };
    const steps = make("div", { role: "group" }, button("changeBefore", "h-coedit-comments__tab", () => this.go(-1)), button("changeNext", "h-coedit-comments__tab", () => this.go(1)));
    this.settling.append(button("acceptAll", "button button-small", () => desk.settleAll(true)), button("rejectAll", "button button-small button-secondary", () => desk.settleAll(false)));
    this.none = make("p", { class: "h-coedit-comments__none" }, texts.changesNone);
    this.element = make("aside", { class: "h-coedit-comments h-coedit-changes", "aria-label": texts.changes }, make("div", { class: "h-coedit-comments__head" }, this.title, steps), this.settling, this.none, this.list);
    this.element.hidden = true;
    keepInside(this.element);
    this.element.addEventListener("keydown", (event) => event.key === "Escape" && this.toggle());
    window.addEventListener("hashchange", this.follow);
    this.follow();
  }

  get shown(): boolean {
    return !this.element.hidden;
  }

  toggle(): void {
    if (!this.shown) return this.open();
    this.hide();
    this.desk.editor.commands.focus();
  }

  hide(): void {
    this.element.hidden = true;
  }

  close(): void {
    window.removeEventListener("hashchange", this.follow);
  }

  /** Puts the caret at the next suggestion, or at the one before. */
  go(step: 1 | -1): boolean {
    const found = beside(changes(this.desk.editor.state.doc), this.desk.editor.state.selection.from, step);
    if (found) this.show(found);
    return true;
  }

  refresh(): void {
    const { editor, room } = this.desk;
    const { doc } = editor.state;
    if (this.doc === doc && this.role === room?.role) return;
    this.doc = doc;
    this.role = room?.role ?? "";
    this.all = changes(doc);
    if (this.shown) this.draw();
  }

  private open(): void {
    this.element.hidden = false;
    this.doc = null;
    if (this.desk.editor) this.refresh();
    this.element.scrollIntoView({ block: "nearest" });
  }

  private draw(): void {
    const { options, room } = this.desk;
    const writes = room?.role === "write";
    const held = this.element.contains(document.activeElement) ? (document.activeElement!.closest<HTMLElement>("[data-change]")?.dataset["change"] ?? null) : null;
    this.title.textContent = put(options.texts.changesOpen, this.all.length);
    this.none.hidden = this.all.length > 0;
    this.settling.hidden = !writes || this.all.length === 0;
    this.list.replaceChildren(...this.all.map((change) => {
      const own = room?.role === "suggest" && change.by === room.you?.key;
      const settle = (accept: boolean) => () => this.settle(accept, change);
      return changeCard(change, room?.company.name(change.by) ?? options.texts.somebody, options, { show: () => this.show(change), accept: writes ? settle(true) : null, reject: writes || own ? settle(false) : null });
    }));
    if (held) this.list.querySelector<HTMLElement>(`[data-change="${CSS.escape(held)}"] button`)?.focus();
  }

  /** Whoever goes through the list goes on with the next one. */
  private settle(accept: boolean, { id }: Change): void {
    const at = this.all.findIndex((one) => one.id === id);
    this.desk.settle(accept, [id], false);
    this.refresh();
    const rest = this.list.querySelectorAll<HTMLElement>(".h-coedit-change__words");
    (rest[Math.min(at, rest.length - 1)] ?? this.desk.editor.view.dom).focus();
  }

  private show({ from }: Change): void {
    const { editor } = this.desk;
    const { state, view } = editor;
    view.dispatch(state.tr.setSelection(TextSelection.near(state.doc.resolve(Math.min(from, state.doc.content.size)))).scrollIntoView());
    editor.commands.focus();
  }
}
