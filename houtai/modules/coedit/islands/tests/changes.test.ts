import assert from "node:assert/strict";
import { test } from "node:test";
import { getSchema } from "@tiptap/core";
import type { Node, Schema } from "@tiptap/pm/model";
import { beside, changes } from "../changes.ts";
import { schema } from "../schema.ts";

const known: Schema = getSchema(schema({ pictures: "", caption: "", alt: "", describe: () => {} }, "%s"));
const marked = (name: string, text: string, id: string): Node => known.text(text, [known.marks[name]!.create({ id, by: "u1", at: "" })]);
const paragraph = (...pieces: Node[]): Node => known.nodes["paragraph"]!.create(null, pieces);
const doc = known.nodes["doc"]!.create(null, [
  paragraph(known.text("The "), marked("deletion", "old", "a"), marked("insertion", "new", "a"), known.text(" ferry")),
  paragraph(marked("deletion", "left", "a"), marked("insertion", "!", "b")),
]);

test("what one suggestion adds and removes, in several places, is one line of the list", () => {
  assert.deepEqual(changes(doc).map(({ id, added, removed, from }) => [id, added, removed, from]), [["a", "new", "oldleft", 5], ["b", "!", "", 23]]);
});

test("from one to the next, and round", () => {
  const all = changes(doc);
  const step = (place: number, way: 1 | -1) => beside(all, place, way)?.id;
  assert.deepEqual([step(0, 1), step(5, 1), step(23, 1), step(23, -1), step(5, -1)], ["a", "b", "a", "a", "b"]);
  assert.equal(beside([], 0, 1), undefined);
});
