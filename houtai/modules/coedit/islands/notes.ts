import type { Editor } from "@tiptap/core";
import { Fragment, type Mark, type Node, type Schema } from "@tiptap/pm/model";
import { type EditorState, TextSelection, type Transaction } from "@tiptap/pm/state";

/** Links by which a number in the text and its note lead to each other; core/text/notes.py shows them to readers. */
const RAISED = "note";
const BACK = "noted";
/** An arrow, and a sign that keeps it from becoming a picture. */
const ARROW = "↩\ufe0e";

export function addNote(editor: Editor): void {
  const change = withNote(editor.state);
  if (change) editor.view.dispatch(change);
  editor.commands.focus();
}

/** Raises a number at the caret and puts the caret into its note at the end; the later ones count on. */
export function withNote(state: EditorState): Transaction | null {
  const { schema, selection: { to, $to } } = state;
  const list = notesOf(state.doc);
  const inNotes = list && to > list.at && to < list.at + list.node.nodeSize;
  if (inNotes || !$to.parent.inlineContent || !$to.parent.type.allowsMarkType(schema.marks["superscript"]!)) return null;
  const change = state.tr.insert(to, schema.text("0", [schema.marks["superscript"]!.create(), link(schema, RAISED, 0)]));
  const numbers = new Map<number, number>();
  for (const { id } of linked(change.doc, RAISED)) if (!numbers.has(id)) numbers.set(id, numbers.size + 1);
  for (const { at, node, id } of linked(change.doc, RAISED)) {
    const number = numbers.get(id)!;
    if (number !== id) change.replaceWith(at, at + node.nodeSize, schema.text(String(number), renamed(node, RAISED, number)));
  }
  settleList(change, numbers);
  const note = linked(change.doc, BACK).find(({ id }) => id === numbers.get(0))!;
  return change.setSelection(TextSelection.create(change.doc, change.doc.resolve(note.at).start())).scrollIntoView();
}

/** The notes in the order of their numbers; those that nothing leads to come last. */
function settleList(change: Transaction, numbers: Map<number, number>): void {
  const { schema } = change.doc.type;
  const list = notesOf(change.doc);
  const own = schema.nodes["listItem"]!.create(null, schema.nodes["paragraph"]!.create(null, schema.text(ARROW, [link(schema, BACK, numbers.get(0)!)])));
  if (!list) {
    const end = change.doc.content.size;
    change.insert(end, [schema.nodes["horizontalRule"]!.create(), schema.nodes["orderedList"]!.create(null, own)]);
    return;
  }
  let rest = numbers.size;
  const items = list.node.children.map((item) => {
    const id = linked(item, BACK)[0]?.id;
    const number = (id !== undefined && numbers.get(id)) || (rest += 1);
    return { number, item: id === undefined ? item : numbered(item, number) };
  });
  items.push({ number: numbers.get(0)!, item: own });
  items.sort((one, other) => one.number - other.number);
  change.replaceWith(list.at, list.at + list.node.nodeSize, list.node.copy(Fragment.fromArray(items.map(({ item }) => item))));
}

/** The last list that holds notes. */
function notesOf(doc: Node): { node: Node; at: number } | null {
  let found: { node: Node; at: number } | null = null;
  doc.forEach((node, at) => {
    if (node.type.name === "orderedList" && linked(node, BACK).length > 0) found = { node, at };
  });
  return found;
}

function linked(inside: Node, kind: string): { node: Node; at: number; id: number }[] {
  const found: { node: Node; at: number; id: number }[] = [];
  inside.descendants((node, at) => {
    const mark = node.marks.find((one) => one.type.name === "link" && one.attrs["linktype"] === kind);
    if (mark) found.push({ node, at, id: Number(mark.attrs["id"]) });
  });
  return found;
}

const link = (schema: Schema, kind: string, id: number): Mark => schema.marks["link"]!.create({ linktype: kind, id: String(id) });

const renamed = (node: Node, kind: string, id: number): readonly Mark[] => link(node.type.schema, kind, id).addToSet(node.marks.filter(({ type }) => type.name !== "link"));

/** The same note under another number. */
function numbered(node: Node, number: number): Node {
  if (node.isText) return node.marks.some(({ attrs }) => attrs["linktype"] === BACK) ? node.mark(renamed(node, BACK, number)) : node;
  return node.copy(Fragment.fromArray(node.children.map((child) => numbered(child, number))));
}
