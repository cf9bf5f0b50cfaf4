import type { Editor } from "@tiptap/core";
import { redoDepth, undoDepth } from "@tiptap/pm/history";
import { ask } from "./ask_box.ts";
import type { ChangeList } from "./change_list.ts";
import type { Comments } from "./comments.ts";
import { askLink } from "./linking.ts";
import type { FindBar } from "./find_bar.ts";
import type { Options } from "./options.ts";
import { takePicture } from "./pictures.ts";
import type { Room } from "./room.ts";
import { anySuggestion, settle } from "./settle.ts";
import { settled } from "./suggesting.ts";
import { goBack, undoOf } from "./sync.ts";

const FREE = new Set(["suggesting", "writers", "undo", "redo", "acceptAll", "rejectAll", "comment", "comments", "changes", "find"]);

/** What the buttons and menus around the text can do. */
export class Desk {
  editor!: Editor;
  /** Takes a sentence to tell the writer. */
  tell: (text: string) => void = () => {};
  hasSuggestions = false;
  comments: Comments | null = null;
  list: ChangeList | null = null;
  finder: FindBar | null = null;

  readonly options: Options;
  readonly room: Room | null;
  readonly id: string;
  readonly home: HTMLElement;

  constructor(options: Options, room: Room | null, id: string, home: HTMLElement) {
    this.options = options;
    this.room = room;
    this.id = id;
    this.home = home;
  }

  get over(): boolean {
    return !this.editor || this.editor.isDestroyed;
  }

  get suggesting(): boolean {
    return this.editor.storage.suggesting.on;
  }

  look(): void {
    this.hasSuggestions = this.room !== null && anySuggestion(this.editor.state.doc);
  }

  mayOnlySuggest(name: string): boolean {
    return this.suggesting && !FREE.has(name);
  }

  suggest(on = !this.suggesting): void {
    this.editor.storage.suggesting.on = on;
    this.home.classList.toggle("is-suggesting", on);
    this.editor.commands.focus();
  }

  settle(accept: boolean, ids: string[], focus = true): void {
    this.editor.view.dispatch(settled(settle(this.editor.state, accept, ({ id }) => ids.includes(id))));
    if (focus) this.editor.commands.focus();
  }

  settleAll(accept: boolean): void {
    this.editor.view.dispatch(settled(settle(this.editor.state, accept, () => true)));
    this.editor.commands.focus();
  }

  showWriters(): void {
    const { writers } = this.editor.storage;
    writers.show(!writers.on);
  }

  /** Shows the comments, or puts them away; what stands in their place goes. */
  showComments(): void {
    const covered = this.list?.shown ?? false;
    this.list?.hide();
    if (!covered || !this.comments?.shown) this.comments?.toggle();
  }

  canUndo(way: "undo" | "redo"): boolean {
    const { state } = this.editor;
    if (!this.editor.isEditable) return false;
    if (!this.room) return (way === "undo" ? undoDepth(state) : redoDepth(state)) > 0;
    const { undoManager } = undoOf(this.editor);
    return (way === "undo" ? undoManager.undoStack : undoManager.redoStack).length > 0;
  }

  goBack(way: "undo" | "redo"): void {
    if (!this.room) this.editor.chain().focus()[way]().run();
    else {
      goBack(this.editor, way, this.room.role === "suggest") || this.tell(this.options.texts.noSuggestion);
      this.editor.commands.focus();
    }
  }

  askLink(anchor: DOMRect): Promise<void> {
    return askLink(this, anchor);
  }

  choosePicture(): void {
    const field = document.createElement("input");
    field.type = "file";
    field.accept = "image/*";
    field.multiple = true;
    field.addEventListener("change", () => {
      for (const file of field.files ?? []) void takePicture(this.editor, file, this.editor.state.selection.to, this.options, (text) => this.tell(text));
    });
    field.click();
  }

  async describe(place: number, anchor: HTMLElement): Promise<void> {
    const { editor, options: { texts } } = this;
    const before = String(editor.state.doc.nodeAt(place)?.attrs["alt"] ?? "");
    const alt = await ask(anchor.getBoundingClientRect(), this.home, { label: texts.alt, value: before, apply: texts.apply, cancel: texts.cancel });
    if (alt === null || this.over || !editor.isEditable || editor.state.doc.nodeAt(place)?.type.name !== "figure") return;
    editor.view.dispatch(editor.state.tr.setNodeAttribute(place, "alt", alt));
  }
}
