import type { Editor } from "@tiptap/core";
import { Fragment, type Mark, type Node, type Schema } from "@tiptap/pm/model";
import { type EditorState, TextSelection, type Transaction } from "@tiptap/pm/state";

/** Links by which a number in the text and its note lead to each other; core/text/notes.py shows them to readers. */
export const RAISED = "note";
export const BACK = "noted";
/** An arrow, and a sign that keeps it from becoming a picture. */
export const ARROW = "↩\ufe0e";

export function addNote(editor: Editor): void {
  const change = withNote(editor.state);
  if (change) editor.view.dispatch(change);
  editor.commands.focus();
}

/** Raises a number at the caret and puts the caret into its note at the end; the later ones count on. */
export function withNote(state: EditorState): Transaction | null {
  const { schema, selection: { to, $to } } = state;
  const list = listsOf(state.doc).at(-1);
  const inNotes = list && to > list.at && to < list.at + list.node.nodeSize;
  if (inNotes || !$to.parent.inlineContent || !$to.parent.type.allowsMarkType(schema.marks["superscript"]!)) return null;
  const change = state.tr.insert(to, schema.text("0", [schema.marks["superscript"]!.create(), link(schema, RAISED, 0)]));
  const numbers = count(change);
  settleList(change, numbers, schema.nodes["listItem"]!.create(null, schema.nodes["paragraph"]!.create(null, schema.text(ARROW, [link(schema, BACK, numbers.get(0)!)]))));
  const note = linked(change.doc, BACK).find(({ id }) => id === numbers.get(0))!;
  return change.setSelection(TextSelection.create(change.doc, change.doc.resolve(note.at).start())).scrollIntoView();
}

/** Notes that came with a passage join those that are there already, at the end, and all are counted anew. Null where nothing changes. */
export function withNotesJoined(state: EditorState): Transaction | null {
  const lists = listsOf(state.doc);
  if (lists.length === 0) return null;
  const change = state.tr;
  const last = lists.at(-1)!;
  const after = state.doc.slice(last.at + last.node.nodeSize).content;
  if (lists.length > 1 || after.textBetween(0, after.size).trim() !== "") {
    const { horizontalRule } = state.schema.nodes;
    for (const { node, at } of [...lists].reverse()) {
      const before = change.doc.resolve(at).nodeBefore;
      change.delete(before?.type === horizontalRule ? at - before!.nodeSize : at, at + node.nodeSize);
    }
    change.insert(change.doc.content.size, [horizontalRule!.create(), last.node.copy(Fragment.fromArray(lists.flatMap(({ node }) => node.children)))]);
  }
  settleList(change, count(change));
  return change.docChanged ? change : null;
}

/** Numbers in the order of the text; returns by the old ones the new. */
function count(change: Transaction): Map<number, number> {
  const numbers = new Map<number, number>();
  for (const { id } of linked(change.doc, RAISED)) if (!numbers.has(id)) numbers.set(id, numbers.size + 1);
  // From the end, so that places before stay.
  for (const { at, node, id } of linked(change.doc, RAISED).reverse()) {
    const number = numbers.get(id)!;
    const marks = number === id ? node.marks : renamed(node, RAISED, number);
    if (number !== id || node.text !== String(number)) change.replaceWith(at, at + node.nodeSize, node.type.schema.text(String(number), marks));
  }
  return numbers;
}

/** The notes in the order of their numbers; those that nothing leads to come last. own: a new one. */
function settleList(change: Transaction, numbers: Map<number, number>, own?: Node): void {
  const { schema } = change.doc.type;
  const list = listsOf(change.doc).at(-1);
  if (!list) {
    if (own) change.insert(change.doc.content.size, [schema.nodes["horizontalRule"]!.create(), schema.nodes["orderedList"]!.create(null, own)]);
    return;
  }
  let rest = numbers.size;
  const items = list.node.children.map((item) => {
    const id = linked(item, BACK)[0]?.id;
    const number = (id !== undefined && numbers.get(id)) || (rest += 1);
    return { number, item: id === undefined ? item : numbered(item, number) };
  });
  if (own) items.push({ number: numbers.get(0)!, item: own });
  items.sort((one, other) => one.number - other.number);
  const settled = schema.nodes["orderedList"]!.create({ ...list.node.attrs, start: 1 }, items.map(({ item }) => item));
  if (!settled.eq(list.node)) change.replaceWith(list.at, list.at + list.node.nodeSize, settled);
}

/** The lists that hold notes. */
function listsOf(doc: Node): { node: Node; at: number }[] {
  const found: { node: Node; at: number }[] = [];
  doc.forEach((node, at) => {
    if (node.type.name === "orderedList" && linked(node, BACK).length > 0) found.push({ node, at });
  });
  return found;
}

/** The highest number that leads to a note, or from one; 0 where there are none. */
export const highest = (doc: Node): number => Math.max(0, ...[RAISED, BACK].flatMap((kind) => linked(doc, kind).map(({ id }) => id)));

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
