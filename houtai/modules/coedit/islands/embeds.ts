import { type Editor, Extension } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { closeHistory } from "@tiptap/pm/history";
import { Plugin, Selection, type Transaction } from "@tiptap/pm/state";
import { playerAt } from "./players.ts";
import { undoOf } from "./sync.ts";

/** An address of a known provider that is pasted alone into an empty paragraph plays there; undo leaves a link. */
export const Embeds = Extension.create<{ shared: boolean }>({
  name: "embeds",
  priority: 1200,
  addOptions: () => ({ shared: false }),
  addProseMirrorPlugins() {
    const { editor, options } = this;
    return [
      new Plugin({
        props: {
          handlePaste: (view, event) => {
            const text = event.clipboardData?.getData("text/plain").trim() ?? "";
            const found = playerAt(text);
            const { $from, empty } = view.state.selection;
            if (!found || !empty || !isBare($from.parent) || $from.depth !== 1 || editor.storage.suggesting.on) return false;
            view.dispatch(view.state.tr.insert($from.pos, linkTo(editor, text)).setMeta("paste", true));
            if (options.shared) undoOf(editor).undoManager.stopCapturing();
            const change = options.shared ? view.state.tr : closeHistory(view.state.tr);
            view.dispatch(place(change, view.state.schema.nodes["embed"]!.create({ url: found.page }), $from.before(), change.doc.resolve($from.pos).after()));
            return true;
          },
        },
      }),
    ];
  },
});

const isBare = (node: Node): boolean => node.type.name === "paragraph" && node.content.size === 0;

/** In place of the empty paragraph where one writes, or behind what one writes; writing goes on below. */
export function putEmbed(editor: Editor, url: string): void {
  const { state, view } = editor;
  const { $to, to } = state.selection;
  const behind = $to.parent.isTextblock ? $to.after() : to;
  const from = isBare($to.parent) && $to.depth === 1 ? $to.before() : behind;
  view.dispatch(place(state.tr, state.schema.nodes["embed"]!.create({ url }), from, behind));
  view.focus();
}

/** Writes the address of an embed in its place. */
export function asLink(editor: Editor, at: number): void {
  const { state, view } = editor;
  const node = state.doc.nodeAt(at);
  if (node?.type.name !== "embed") return;
  const paragraph = state.schema.nodes["paragraph"]!.create(null, linkTo(editor, String(node.attrs["url"])));
  const change = state.tr.replaceWith(at, at + node.nodeSize, paragraph);
  view.dispatch(change.setSelection(Selection.near(change.doc.resolve(at + paragraph.nodeSize - 1), -1)));
  view.focus();
}

function place(change: Transaction, embed: Node, from: number, to: number): Transaction {
  change.replaceWith(from, to, embed);
  const behind = from + embed.nodeSize;
  if (!change.doc.resolve(behind).nodeAfter) change.insert(behind, embed.type.schema.nodes["paragraph"]!.create());
  return change.setSelection(Selection.near(change.doc.resolve(behind), 1)).scrollIntoView();
}

const linkTo = ({ schema }: Editor, href: string): Node => schema.text(href, [schema.marks["link"]!.create({ href })]);
