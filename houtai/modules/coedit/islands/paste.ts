import { Extension, type Editor } from "@tiptap/core";
import { DOMSerializer, type Fragment, type Node, type Schema, Slice } from "@tiptap/pm/model";
import { Plugin, type Transaction } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { foreign, takeIn } from "./fetching.ts";
import type { Options } from "./options.ts";
import { highest, withNotesJoined } from "./notes.ts";
import { fits, mayFit, wordsOf } from "./paste_limits.ts";
import { fileOf } from "./paste_pictures.ts";
import { isOurs, OWN, tidy, withoutNotes, withoutPictures, type Tidied } from "./paste_tidy.ts";
import { placePictures } from "./pictures.ts";

interface Choices {
  options: Options | null;
  tell: (text: string) => void;
}

/** Text of other programs with its headings, lists, tables and pictures. */
export const Paste = Extension.create<Choices>({
  name: "pasting",
  addOptions: () => ({ options: null, tell: () => {} }),
  addProseMirrorPlugins() {
    const { editor } = this;
    if (!this.options.options) return [];
    const { props } = new Pasting(editor, this.options.options, this.options.tell);
    const pasted = (changes: readonly Transaction[]) => !editor.storage.suggesting.on && changes.some((change) => change.docChanged && change.getMeta("paste"));
    return [new Plugin({ props, appendTransaction: (changes, _before, state) => (pasted(changes) ? withNotesJoined(state) : null) })];
  },
});

/** One paste after the other; ProseMirror asks in turn for its HTML, its slice and what becomes of it. */
class Pasting {
  private readonly editor: Editor;
  private readonly options: Options;
  private readonly tell: (text: string) => void;
  private rtf = "";
  private dropping = false;
  private mayCome = false;
  private large = false;
  private last: (Tidied & { prefix: string }) | null = null;

  constructor(editor: Editor, options: Options, tell: (text: string) => void) {
    this.editor = editor;
    this.options = options;
    this.tell = tell;
  }

  get props() {
    return {
      handleDOMEvents: {
        paste: (_view: EditorView, event: ClipboardEvent) => this.begin(event, event.clipboardData, false),
        drop: (_view: EditorView, event: DragEvent) => this.begin(event, event.dataTransfer, true),
      },
      clipboardSerializer: new Copying(this.editor.schema),
      transformPastedHTML: (html: string) => this.read(html),
      transformPasted: (slice: Slice, view: EditorView) => (this.last ? keepFirst(closed(slice), view) : slice),
      handleDrop: (_view: EditorView, _event: DragEvent, slice: Slice, moved: boolean) => !moved && this.refuse(slice),
      handlePaste: (view: EditorView, _event: ClipboardEvent, slice: Slice) => this.take(view, slice),
    };
  }

  /** Stops what is too much before it is read at all. */
  private begin(event: Event, data: DataTransfer | null, dropping: boolean): boolean {
    this.last = null;
    this.large = false;
    this.dropping = dropping;
    this.rtf = data?.getData("text/rtf") ?? "";
    if (!data) return false;
    const [html, plain] = [data.getData("text/html"), data.getData("text/plain")];
    if (fits(wordsOf(html, plain)) && (html || mayFit(plain))) return false;
    event.preventDefault();
    this.tell(this.options.texts.pasteLarge);
    return true;
  }

  private read(html: string): string {
    if (isOurs(html)) return html;
    const prefix = `#pasted-${crypto.getRandomValues(new Uint32Array(2)).join("")}-`;
    const { suggesting } = this.editor.storage;
    const whole = tidy(html, this.rtf, prefix, highest(this.editor.state.doc));
    this.large = !whole;
    if (!whole) {
      this.tell(this.options.texts.pasteLarge);
      return "";
    }
    const tidied = suggesting.on ? withoutNotes(whole) : whole;
    this.mayCome = !this.dropping && !suggesting.on && this.options.upload !== "";
    this.last = { ...(this.mayCome ? tidied : withoutPictures(tidied, prefix)), prefix };
    if (this.last.lost > 0) this.tell(this.options.texts.pasteLost);
    return this.last.html;
  }

  private refuse(slice: Slice): boolean {
    if (this.large) return true;
    if (fits(JSON.stringify(slice.toJSON()), true)) return false;
    this.tell(this.options.texts.pasteLarge);
    return true;
  }

  private take(view: EditorView, slice: Slice): boolean {
    const { last: pasted } = this;
    this.last = null;
    if (this.refuse(slice)) return true;
    const elsewhere = pasted && this.mayCome && this.options.fetch ? foreign(slice.content) : [];
    if (!pasted || pasted.pictures.length === 0) {
      // ProseMirror puts the text in when this is over.
      if (elsewhere.length > 0) setTimeout(() => void takeIn(this.editor, elsewhere, this.options, this.tell));
      return false;
    }
    const places = put(view, slice, pasted.prefix);
    void send(this.editor, places, pasted.pictures, this.options, this.tell).then(() => takeIn(this.editor, elsewhere, this.options, this.tell));
    return true;
  }
}

/** Marks what is copied as of this editor. */
class Copying extends DOMSerializer {
  constructor(schema: Schema) {
    const { nodes, marks } = DOMSerializer.fromSchema(schema);
    super(nodes, marks);
  }

  override serializeFragment(fragment: Fragment, options?: { document?: Document }, target?: HTMLElement | DocumentFragment): HTMLElement | DocumentFragment {
    const made = super.serializeFragment(fragment, options, target);
    if (!target) made.firstElementChild?.setAttribute(OWN, "");
    return made;
  }
}

/** What stands after the caret belongs into no note. */
function closed(slice: Slice): Slice {
  const last = slice.content.lastChild;
  return last?.type.name === "orderedList" && highest(last) > 0 ? new Slice(slice.content, slice.openStart, 0) : slice;
}

/** A first paragraph with an alignment takes the place of an empty one instead of being poured into it. */
function keepFirst(slice: Slice, { state: { selection } }: EditorView): Slice {
  const { parent } = selection.$from;
  const first = slice.content.firstChild;
  const aligned = slice.openStart === 1 && first?.type.name === "paragraph" && first.attrs["align"];
  return aligned && parent.type.name === "paragraph" && parent.content.size === 0 ? new Slice(slice.content, 0, 0) : slice;
}

/** Puts in the text without the pictures that came along, and says by their numbers where these belong. */
function put(view: EditorView, slice: Slice, prefix: string): Map<number, number> {
  const change = view.state.tr.replaceSelection(slice);
  const found: [Node, number, number][] = [];
  change.doc.descendants((node, at) => {
    const source = String(node.attrs["src"] ?? "");
    if (node.type.name === "figure" && source.startsWith(prefix)) found.push([node, at, Number(source.slice(prefix.length))]);
  });
  const before = change.steps.length;
  const { paragraph } = view.state.schema.nodes;
  for (const [node, at] of [...found].reverse()) {
    if (node.content.size > 0) change.replaceWith(at, at + node.nodeSize, paragraph!.create(null, node.content));
    else change.delete(at, at + node.nodeSize);
  }
  const later = change.mapping.slice(before);
  view.dispatch(change.scrollIntoView().setMeta("paste", true).setMeta("uiEvent", "paste"));
  return new Map(found.map(([, at, which]) => [which, later.map(at, -1)]));
}

/** One after the other, in the order of the text. */
async function send(editor: Editor, places: Map<number, number>, pictures: string[], options: Options, fail: (text: string) => void): Promise<void> {
  const numbers = [...places.keys()];
  const placed = placePictures(editor, [...places.values()], options, fail);
  for (const [at, picture] of placed.entries()) await picture.take(() => fileOf(pictures[numbers[at]!]!, `picture-${numbers[at]! + 1}`));
}
