import type { Mark, Node } from "@tiptap/pm/model";
import type { EditorState, Transaction } from "@tiptap/pm/state";
import { canSplit } from "@tiptap/pm/transform";
import { PILCROW } from "./suggest.ts";

export interface Suggestion {
  from: number;
  to: number;
  kind: "insertion" | "deletion";
  id: string;
  by: string;
  at: string;
}

const KINDS = ["insertion", "deletion"] as const;

export function suggestions(doc: Node): Suggestion[] {
  const found: Suggestion[] = [];
  doc.descendants((node, from) => {
    if (node.isText) for (const mark of node.marks) if (isSuggestion(mark)) found.push(told(mark, from, from + node.nodeSize));
  });
  return found;
}

export const anySuggestion = (doc: Node): boolean => {
  let found = false;
  doc.descendants((node) => {
    found ||= node.isText && node.marks.some(isSuggestion);
    return !found;
  });
  return found;
};

const isSuggestion = ({ type }: Mark): boolean => (KINDS as readonly string[]).includes(type.name);

const told = ({ type, attrs }: Mark, from: number, to: number): Suggestion => ({ from, to, kind: type.name as Suggestion["kind"], id: attrs["id"] as string, by: attrs["by"] as string, at: attrs["at"] as string });

/** Accepts or rejects the suggestions that `which` means. */
export function settle(state: EditorState, accept: boolean, which: (one: Suggestion) => boolean): Transaction {
  const change = state.tr;
  for (const one of suggestions(state.doc).filter(which).reverse()) {
    const from = change.mapping.map(one.from, 1);
    const to = change.mapping.map(one.to, -1);
    // Text may carry two suggestions; the other one may have taken it away.
    if (from >= to) continue;
    if (accept === (one.kind === "deletion")) change.delete(from, to);
    else {
      change.removeMark(from, to, state.schema.marks[one.kind]!);
      if (one.kind === "insertion") breakUp(change, from, to);
    }
  }
  return change;
}

function breakUp(change: Transaction, from: number, to: number): void {
  const text = change.doc.textBetween(from, to, undefined, " ");
  for (let at = text.lastIndexOf(PILCROW); at !== -1; at = at === 0 ? -1 : text.lastIndexOf(PILCROW, at - 1)) {
    const place = from + at;
    change.delete(place, place + 1);
    const item = change.doc.resolve(place).node(-1);
    const depth = item?.type.name === "listItem" && item.childCount === 1 ? 2 : 1;
    if (canSplit(change.doc, place, depth)) change.split(place, depth);
    else change.insertText(" ", place);
  }
}
