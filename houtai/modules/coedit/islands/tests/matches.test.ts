import assert from "node:assert/strict";
import { test } from "node:test";
import { getSchema } from "@tiptap/core";
import type { Node, Schema } from "@tiptap/pm/model";
import { EditorState } from "@tiptap/pm/state";
import { matches, nearest, replaced } from "../matches.ts";
import { schema } from "../schema.ts";

const known: Schema = getSchema(schema({ pictures: "", caption: "", alt: "", describe: () => {} }, "%s"));
const text = (words: string, ...marks: string[]): Node => known.text(words, marks.map((name) => known.marks[name]!.create()));
const doc = (...blocks: Node[][]): Node => known.nodes["doc"]!.create(null, blocks.map((pieces) => known.nodes["paragraph"]!.create(null, pieces)));
const found = (where: Node, words: string, cased = false) => matches(where, words, cased).map(({ from, to }) => where.textBetween(from, to));

test("words are found across marks, whatever their case, as they are written", () => {
  const said = doc([text("The fer"), text("ry left. ", "bold"), text("Ferry (2.0)")], [text("a\u00a0ferry 渡轮")]);
  assert.deepEqual(found(said, "ferry"), ["ferry", "Ferry", "ferry"]);
  assert.deepEqual(found(said, "Ferry", true), ["Ferry"]);
  assert.deepEqual(found(said, "(2.0)"), ["(2.0)"]);
  assert.deepEqual(found(said, "a ferry 渡"), ["a\u00a0ferry 渡"]);
  assert.deepEqual(found(said, ""), []);
  assert.equal(nearest(matches(said, "ferry", false), 7), 1);
});

test("what is struck out is not found, nor are words that only meet across it", () => {
  assert.deepEqual(found(doc([text("fer"), text("ferry", "deletion"), text("ry")]), "ferry"), []);
});

test("all are replaced at once, and keep their marks", () => {
  const state = EditorState.create({ doc: doc([text("ferry "), text("ferry", "bold")], [text("ferry")]) });
  const change = replaced(state, matches(state.doc, "ferry", false), "boat");
  assert.equal(change.doc.textContent, "boat boatboat");
  assert.deepEqual(change.doc.firstChild!.lastChild!.marks.map(({ type }) => type.name), ["bold"]);
  assert.equal(replaced(state, matches(state.doc, "ferry", false), "").doc.textContent, " ");
});
