import type { Node } from "@tiptap/pm/model";
import type { EditorState, Transaction } from "@tiptap/pm/state";

export interface Match {
  from: number;
  to: number;
}

const SIGNS = /[\\^$.*+?()[\]{}|/]/g;

/** Where a text says these words, within one block each. What is suggested to go is not looked at. */
export function matches(doc: Node, words: string, cased: boolean): Match[] {
  if (words === "") return [];
  // Blanks that do not break look the same.
  const sought = new RegExp(words.replace(SIGNS, "\\$&").replace(/[ \u00a0]/g, "[ \u00a0]"), cased ? "gu" : "giu");
  const found: Match[] = [];
  doc.descendants((block, at) => {
    if (!block.isTextblock) return true;
    for (const { index, 0: said } of letters(block).matchAll(sought)) found.push({ from: at + 1 + index, to: at + 1 + index + said.length });
    return false;
  });
  return found;
}

/** What is no letter, or is struck out, counts as many places as it has. */
function letters(block: Node): string {
  let text = "";
  block.forEach((piece) => {
    const reads = piece.isText && !piece.marks.some(({ type }) => type.name === "deletion");
    text += reads ? piece.text! : "\ufffc".repeat(piece.nodeSize);
  });
  return text;
}

/** The match that begins at this place or behind it; from the last one on to the first. */
export function nearest(found: Match[], place: number): number {
  const at = found.findIndex(({ from }) => from >= place);
  return at === -1 ? 0 : at;
}

/** One change that puts other words in the place of all of them, each with the marks of what it replaces. */
export function replaced(state: EditorState, found: Match[], words: string): Transaction {
  const change = state.tr;
  for (const { from, to } of [...found].reverse()) {
    if (words === "") change.delete(from, to);
    else change.insertText(words, from, to);
  }
  return change;
}
