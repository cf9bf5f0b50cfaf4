import type { Node } from "@tiptap/pm/model";
import { suggestions } from "./settle.ts";

/** What one suggestion would add and remove, wherever it does. */
export interface Change {
  id: string;
  by: string;
  at: string;
  /** Where it begins, and where its first stretch ends. */
  from: number;
  to: number;
  added: string;
  removed: string;
}

/** All suggestions of a text in its order. */
export function changes(doc: Node): Change[] {
  const found = new Map<string, Change>();
  for (const { id, by, at, from, to, kind } of suggestions(doc)) {
    const change = found.get(id) ?? { id, by, at, from, to, added: "", removed: "" };
    change[kind === "insertion" ? "added" : "removed"] += doc.textBetween(from, to, " ", " ");
    found.set(id, change);
  }
  return [...found.values()];
}

/** The one behind a place of the text, or before it; from the last one on to the first. */
export function beside(all: Change[], place: number, step: 1 | -1): Change | undefined {
  const inOrder = step === 1 ? all : [...all].reverse();
  return inOrder.find(({ from }) => (from - place) * step > 0) ?? inOrder[0];
}
