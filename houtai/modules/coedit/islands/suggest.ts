import { Fragment, type Mark, type Node, type Schema } from "@tiptap/pm/model";
import { type EditorState, TextSelection, type Transaction } from "@tiptap/pm/state";
import { ReplaceStep, type Step } from "@tiptap/pm/transform";
import type { Whose } from "./schema_marks.ts";

/**
 * A new paragraph that somebody suggests. Yjs keeps marks on text only, so neither a line break nor a paragraph
 * can be a suggestion; this sign can, and accepting it makes the paragraph.
 */
export const PILCROW = "¶";

const marked = (node: Node, name: "insertion" | "deletion"): Mark | undefined => node.marks.find(({ type }) => type.name === name);

function base(inline: Node): Fragment {
  const kept: Node[] = [];
  inline.forEach((child) => {
    if (!marked(child, "insertion")) kept.push(child.mark(child.marks.filter(({ type }) => type.name !== "deletion")));
  });
  return Fragment.fromArray(kept);
}

/** Whether two documents are the same when suggestions are left out of both. */
export function sameBase(one: Node, other: Node): boolean {
  if (one === other) return true;
  if (!one.sameMarkup(other)) return false;
  if (one.inlineContent) return base(one).eq(base(other));
  if (one.childCount !== other.childCount) return false;
  for (let at = 0; at < one.childCount; at += 1) if (!sameBase(one.child(at), other.child(at))) return false;
  return true;
}

/** What a transaction would do, as suggestions; null when that cannot be done with marks on text alone. */
export function asSuggestion(asked: Transaction, state: EditorState, whose: Whose): Transaction | null {
  const told = state.tr;
  for (const [at, step] of asked.steps.entries()) {
    const { from, to } = rebased(asked, at, step, told);
    if (step instanceof ReplaceStep) replace(told, from, to, inlined(step.slice.content, step.slice.openStart > 0, state.schema), whose);
    else {
      const moved = step.map(asked.mapping.slice(0, at).invert())?.map(told.mapping);
      if (!moved || told.maybeStep(moved).failed) return null;
    }
  }
  if (!told.docChanged || !sameBase(state.doc, told.doc)) return null;
  if (asked.storedMarksSet) told.setStoredMarks(asked.storedMarks);
  return told.scrollIntoView();
}

/** A key that deletes: takes `from`–`to` away and puts the cursor at `cursor` of the old text. */
export function remove(state: EditorState, from: number, to: number, cursor: number, whose: Whose): Transaction {
  const told = state.tr;
  strike(told, from, to, whose);
  return told.setSelection(TextSelection.near(told.doc.resolve(told.mapping.map(cursor)), cursor <= from ? -1 : 1)).scrollIntoView();
}

function rebased(asked: Transaction, at: number, step: Step, told: Transaction): { from: number; to: number } {
  const { from, to } = step instanceof ReplaceStep ? step : { from: 0, to: 0 };
  const back = asked.mapping.slice(0, at).invert();
  return { from: told.mapping.map(back.map(from, -1), -1), to: told.mapping.map(back.map(to, 1), 1) };
}

function replace(told: Transaction, from: number, to: number, given: Node[], whose: Whose): void {
  const before = told.mapping.maps.length;
  strike(told, from, to, whose);
  const place = told.mapping.slice(before).map(to, 1);
  const { type } = told.doc.resolve(place).parent;
  const pieces = given.map((piece) => piece.mark(type.allowedMarks(piece.marks)));
  if (pieces.length === 0) {
    if (from < to) told.setSelection(TextSelection.near(told.doc.resolve(told.mapping.slice(before).map(from, -1)), -1));
    return;
  }
  const $place = told.doc.resolve(place);
  if (!$place.parent.inlineContent) return;
  const insertion = told.doc.type.schema.marks["insertion"]!;
  const same = [$place.nodeBefore, $place.nodeAfter].map((node) => node && marked(node, "insertion")).find((mark) => mark?.attrs["by"] === whose.by);
  const mark = insertion.create(same ? same.attrs : { ...whose });
  told.insert(place, pieces.map((piece) => piece.mark(mark.addToSet(piece.marks))));
  told.setSelection(TextSelection.near(told.doc.resolve(place + pieces.reduce((size, piece) => size + piece.nodeSize, 0)), -1));
}

/** Marks text as to be deleted; one's own insertions are really taken away, those of others are left alone. */
function strike(told: Transaction, from: number, to: number, whose: Whose): void {
  const own: [number, number][] = [];
  const foreign: [number, number][] = [];
  told.doc.nodesBetween(from, to, (node, at) => {
    if (!node.isText || marked(node, "deletion")) return;
    const range: [number, number] = [Math.max(from, at), Math.min(to, at + node.nodeSize)];
    const inserted = marked(node, "insertion");
    if (inserted?.attrs["by"] === whose.by) own.push(range);
    else if (!inserted) foreign.push(range);
  });
  const deletion = told.doc.type.schema.marks["deletion"]!;
  for (const [start, end] of foreign) {
    const before = told.doc.resolve(start).nodeBefore;
    const after = told.doc.resolve(end).nodeAfter;
    const same = [before, after].map((node) => node && marked(node, "deletion")).find((mark) => mark?.attrs["by"] === whose.by);
    told.addMark(start, end, deletion.create(same ? same.attrs : { ...whose }));
  }
  for (const [start, end] of own.reverse()) told.delete(start, end);
}

/** The text of what is put in: blocks and line breaks become signs, people become their names. */
export function inlined(content: Fragment, open: boolean, schema: Schema): Node[] {
  const pieces: Node[] = [];
  let blocks = 0;
  const clean = (marks: readonly Mark[]) => marks.filter(({ type }) => type.name !== "insertion" && type.name !== "deletion");
  content.descendants((node) => {
    if (node.isTextblock) {
      blocks += 1;
      if (blocks > 1 || (open && content.size === 0)) pieces.push(schema.text(PILCROW));
    }
    if (node.isText) pieces.push(node.mark(clean(node.marks)));
    else if (node.type.name === "hardBreak") pieces.push(schema.text(PILCROW));
    else if (node.type.name === "mention") pieces.push(schema.text(`@${node.attrs["label"] as string}`));
  });
  return pieces;
}
