import { Extension } from "@tiptap/core";
import { type EditorState, Plugin, type Transaction } from "@tiptap/pm/state";
import { Decoration, DecorationSet, type EditorView } from "@tiptap/pm/view";
import { ySyncPluginKey } from "@tiptap/y-tiptap";
import type { Whose } from "./schema_marks.ts";
import { asSuggestion, PILCROW, remove, sameBase } from "./suggest.ts";

declare module "@tiptap/core" {
  interface Storage {
    suggesting: { on: boolean };
  }
}

interface Choices {
  by: () => string;
  now: () => Date;
  /** Called when something was asked for that cannot be suggested. */
  refuse: () => void;
}

const CHECKED = "suggested";

export const settled = (change: Transaction): Transaction => change.setMeta(CHECKED, true);

/** While it is on, whatever would change the text becomes a suggestion; what cannot be one does not happen. */
export const Suggesting = Extension.create<Choices, { on: boolean }>({
  name: "suggesting",
  priority: 2000,
  addOptions: () => ({ by: () => "", now: () => new Date(), refuse: () => {} }),
  addStorage: () => ({ on: false }),
  dispatchTransaction({ transaction, next }) {
    if (!this.storage.on || !transaction.docChanged || isFree(transaction)) return next(transaction);
    const told = asSuggestion(transaction, this.editor.state, mine(this.options));
    if (told) next(settled(told));
    else {
      this.options.refuse();
      // The browser may have changed the page already; drawing the state again takes that back.
      this.editor.view.updateState(this.editor.state);
    }
  },
  addProseMirrorPlugins() {
    const { options, storage, editor } = this;
    const tell = (change: Transaction) => editor.view.dispatch(settled(change));
    return [
      new Plugin({
        // Other plugins repair tables and the like behind one's back.
        filterTransaction: (change, state) => !storage.on || !change.docChanged || isFree(change) || sameBase(state.doc, change.doc),
        props: {
          handleTextInput: (view, from, to, text) => {
            if (!storage.on) return false;
            view.dispatch(view.state.tr.insertText(text, from, to));
            return true;
          },
          handleKeyDown: (view, event) => storage.on && !event.isComposing && key(view, event, mine(options), tell),
          decorations: ({ doc }) => breaks(doc),
        },
      }),
    ];
  },
});

const isFree = (change: Transaction): boolean => Boolean(change.getMeta(CHECKED)) || change.getMeta(ySyncPluginKey) !== undefined;

/** Not a UUID: browsers make those over https only. */
const newId = (): string => crypto.getRandomValues(new Uint32Array(1))[0]!.toString(16).padStart(8, "0");

const mine = ({ by, now }: Choices): Whose => ({ id: newId(), by: by(), at: now().toISOString() });

function key(view: EditorView, event: KeyboardEvent, whose: Whose, tell: (change: Transaction) => void): boolean {
  const { state } = view;
  if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
    view.dispatch(state.tr.insertText(state.selection.$from.parent.type.spec.code ? "\n" : PILCROW));
    return true;
  }
  const back = event.key === "Backspace";
  if (!back && event.key !== "Delete") return false;
  const { empty, from, to } = state.selection;
  if (!empty) view.dispatch(state.tr.deleteSelection());
  else {
    const stretch = next(state, back, event.ctrlKey || event.altKey);
    if (stretch) tell(remove(state, ...stretch, back ? stretch[0] : stretch[1], whose));
    else view.dispatch(back ? state.tr.setSelection(state.selection) : state.tr);
  }
  return from <= to;
}

/** The next letter or word that is not struck out yet, before or behind the cursor. */
function next({ selection, doc }: EditorState, back: boolean, word: boolean): [number, number] | null {
  const { $from } = selection;
  const start = $from.start();
  let edge = $from.pos;
  for (let node = side(doc.resolve(edge), back); node?.isText && node.marks.some(({ type }) => type.name === "deletion"); node = side(doc.resolve(edge), back)) {
    edge += back ? -node.nodeSize : node.nodeSize;
  }
  // Other inline pieces count one place each, so that offsets stay right.
  const text = back ? doc.textBetween(start, edge, undefined, "\ufffc") : doc.textBetween(edge, $from.end(), undefined, "\ufffc");
  const parts = [...new Intl.Segmenter(undefined, { granularity: word ? "word" : "grapheme" }).segment(text)];
  const part = back ? parts.at(-1) : parts[0];
  if (!part || part.segment === "\ufffc") return null;
  return back ? [edge - part.segment.length, edge] : [edge, edge + part.segment.length];
}

const side = ($place: { nodeBefore: ReturnType<EditorState["doc"]["nodeAt"]>; nodeAfter: ReturnType<EditorState["doc"]["nodeAt"]> }, back: boolean) => (back ? $place.nodeBefore : $place.nodeAfter);

function breaks(doc: EditorState["doc"]): DecorationSet {
  const found: Decoration[] = [];
  doc.descendants((node, from) => {
    if (!node.isText || !node.marks.some(({ type }) => type.name === "insertion")) return;
    for (let at = node.text!.indexOf(PILCROW); at !== -1; at = node.text!.indexOf(PILCROW, at + 1)) {
      found.push(Decoration.inline(from + at, from + at + 1, { class: "h-coedit-break" }));
    }
  });
  return found.length > 0 ? DecorationSet.create(doc, found) : DecorationSet.empty;
}
