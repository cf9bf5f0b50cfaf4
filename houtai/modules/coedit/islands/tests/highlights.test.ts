import assert from "node:assert/strict";
import { test } from "node:test";
import { getSchema } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { EditorState, type Transaction } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { carried } from "../highlights.ts";
import { schema } from "../schema.ts";

const known = getSchema(schema({ pictures: "", caption: "", alt: "", describe: () => {} }, { embedded: "%s", link: "", language: "en" }));
const paragraph = (words: string): Node => known.node("paragraph", null, [known.text(words)]);
const page = (...blocks: string[]): EditorState => EditorState.create({ doc: known.node("doc", null, blocks.map(paragraph)) });

/** The words that are marked after a change, when those from `from` to `to` were before. */
function marked(state: EditorState, from: number, to: number, change: (tr: Transaction) => Transaction): string[] {
  const shown = DecorationSet.create(state.doc, [Decoration.inline(from, to, { nodeName: "mark" })]);
  const tr = change(state.tr);
  return carried(shown, tr).find().map((mark) => tr.doc.textBetween(mark.from, mark.to, "|"));
}

test("what is typed before, in and behind a passage leaves it the passage", () => {
  const state = page("one two three");
  assert.deepEqual(marked(state, 5, 8, (tr) => tr.insertText("new ", 1)), ["two"]);
  assert.deepEqual(marked(state, 5, 8, (tr) => tr.insertText("-", 6)), ["t-wo"]);
  assert.deepEqual(marked(state, 5, 8, (tr) => tr.insertText("!", 8)), ["two"]);
});

test("a passage that is replaced in part is what is left of it, with what stands in its place", () => {
  const state = page("one two three");
  assert.deepEqual(marked(state, 5, 8, (tr) => tr.insertText("x", 6, 8)), ["tx"]);
  assert.deepEqual(marked(state, 5, 8, (tr) => tr.insertText("x", 3, 6)), ["wo"]);
});

test("a passage that is replaced or deleted whole is gone, and nothing typed there takes its mark", () => {
  const state = page("one two three");
  assert.deepEqual(marked(state, 5, 8, (tr) => tr.insertText("x", 5, 8)), []);
  assert.deepEqual(marked(state, 5, 8, (tr) => tr.insertText("all else", 1, 14)), []);
  assert.deepEqual(marked(state, 5, 8, (tr) => tr.delete(5, 8)), []);
  assert.deepEqual(marked(page("one", "two", "three"), 2, 9, (tr) => tr.insertText("x", 2, 9)), []);
});

test("a passage whose paragraph becomes a heading, or is split, stays", () => {
  const state = page("one two three");
  assert.deepEqual(marked(state, 5, 8, (tr) => tr.setBlockType(1, 2, known.nodes["heading"]!, { level: 2 })), ["two"]);
  assert.deepEqual(marked(state, 5, 8, (tr) => tr.split(6)), ["t|wo"]);
});
