import { Extension, type Editor } from "@tiptap/core";
import { type EditorState, Plugin, PluginKey } from "@tiptap/pm/state";
import { lift, make, placeBeside } from "./dom.ts";

export interface Choice {
  name: string;
  note?: string;
  mark?: Node;
  take: (editor: Editor, from: number, to: number) => void;
}

export interface MenuKind {
  /** Finds the sign and what was typed behind it in the text before the cursor; the first group is the latter. */
  sign: RegExp;
  label: string;
  none: string;
  /** Said where looking failed. */
  failed: string;
  find: (typed: string) => Promise<Choice[]> | Choice[];
  allowed: (editor: Editor) => boolean;
}

let count = 0;

/** A list beside the cursor that a sign in the text opens, by keyboard or pointer. */
class Menu {
  private readonly list: HTMLElement;
  private readonly id = `h-coedit-menu-${(count += 1)}`;
  private choices: Choice[] = [];
  private chosen = 0;
  private from = 0;
  private typed: string | null = null;
  private left = -1;
  private turn = 0;

  private readonly editor: Editor;
  private readonly kind: MenuKind;

  constructor(editor: Editor, kind: MenuKind, home: HTMLElement) {
    this.editor = editor;
    this.kind = kind;
    this.list = make("ul", { class: "h-coedit-menu", role: "listbox", id: this.id, "aria-label": kind.label });
    this.list.hidden = true;
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    home.append(this.list);
  }

  get open(): boolean {
    return !this.list.hidden;
  }

  async update(state: EditorState): Promise<void> {
    const found = this.kind.allowed(this.editor) ? this.look(state) : null;
    if (!found) this.left = -1;
    if (!found || found.from === this.left) return this.close();
    if (this.open && found.typed === this.typed && found.from === this.from) return;
    ({ from: this.from, typed: this.typed } = found);
    const turn = (this.turn += 1);
    const choices = await Promise.resolve(this.kind.find(found.typed)).catch(() => null);
    if (turn !== this.turn || this.editor.isDestroyed) return;
    this.choices = choices ?? [];
    this.chosen = 0;
    // Somebody who writes a slash and goes on means the slash.
    if (choices?.length === 0 && found.typed.length > 3) this.close();
    else this.draw(choices ? this.kind.none : this.kind.failed);
  }

  key(event: KeyboardEvent): boolean {
    if (!this.open || event.isComposing || event.keyCode === 229) return false;
    const { length } = this.choices;
    if (event.key === "Escape") {
      this.left = this.from;
      this.close();
      event.stopPropagation();
      return true;
    }
    if (length === 0) return false;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      this.chosen = (this.chosen + (event.key === "ArrowDown" ? 1 : length - 1)) % length;
      this.mark();
      return true;
    }
    if (event.key !== "Enter" && event.key !== "Tab") return false;
    this.take(this.chosen);
    return true;
  }

  close(): void {
    this.turn += 1;
    this.typed = null;
    if (!this.open) return;
    lift(this.list, false);
    this.list.hidden = true;
    for (const name of ["aria-controls", "aria-expanded", "aria-activedescendant", "aria-haspopup"]) this.editor.view.dom.removeAttribute(name);
  }

  destroy(): void {
    this.list.remove();
  }

  private look({ selection, doc }: EditorState): { from: number; typed: string } | null {
    const { $from, empty } = selection;
    if (!empty || !$from.parent.isTextblock || $from.parent.type.name === "codeBlock") return null;
    const before = doc.textBetween($from.start(), $from.pos, undefined, "\ufffc");
    const typed = this.kind.sign.exec(before)?.[1];
    return typed === undefined ? null : { from: $from.pos - typed.length - 1, typed };
  }

  private draw(none: string): void {
    const items = this.choices.map(({ name, note, mark }, at) => {
      const item = make("li", { role: "option", id: `${this.id}-${at}` }, ...(mark ? [mark] : []), make("span", {}, name), ...(note ? [make("small", {}, note)] : []));
      item.addEventListener("click", () => this.take(at));
      return item;
    });
    this.list.replaceChildren(...(items.length > 0 ? items : [make("li", { class: "is-none" }, none)]));
    this.list.hidden = false;
    lift(this.list);
    const { dom } = this.editor.view;
    dom.setAttribute("aria-controls", this.id);
    dom.setAttribute("aria-haspopup", "listbox");
    placeBeside(this.list, this.editor.view.coordsAtPos(this.from));
    this.mark();
  }

  private mark(): void {
    for (const [at, item] of [...this.list.querySelectorAll("[role=option]")].entries()) {
      item.setAttribute("aria-selected", String(at === this.chosen));
      if (at !== this.chosen) continue;
      this.editor.view.dom.setAttribute("aria-activedescendant", item.id);
      item.scrollIntoView({ block: "nearest" });
    }
  }

  private take(at: number): void {
    const { from } = this;
    this.close();
    this.choices[at]?.take(this.editor, from, this.editor.state.selection.from);
  }
}

export const Menus = Extension.create<{ kinds: MenuKind[]; home: HTMLElement | null }>({
  name: "menus",
  priority: 1500,
  addOptions: () => ({ kinds: [], home: null }),
  addProseMirrorPlugins() {
    const { editor } = this;
    return this.options.kinds.map((kind, at) => {
      let menu: Menu | null = null;
      return new Plugin({
        key: new PluginKey(`menu${at}`),
        props: {
          handleKeyDown: (_view, event) => menu?.key(event) ?? false,
          handleDOMEvents: { blur: () => menu?.close() },
        },
        view: () => {
          menu = new Menu(editor, kind, this.options.home ?? document.body);
          return {
            update: ({ state, composing }, before) => {
              if (!composing && (!state.selection.eq(before.selection) || state.doc !== before.doc)) void menu?.update(state);
            },
            destroy: () => menu?.destroy(),
          };
        },
      });
    });
  },
});
