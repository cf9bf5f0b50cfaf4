import assert from "node:assert/strict";
import { test } from "node:test";
import { getSchema } from "@tiptap/core";
import type { Node, Schema } from "@tiptap/pm/model";
import { EditorState, TextSelection } from "@tiptap/pm/state";
import { withNote, withNotesJoined } from "../notes.ts";
import { schema } from "../schema.ts";

const known: Schema = getSchema(schema({ pictures: "", caption: "", alt: "", describe: () => {} }, "%s"));
const begun = EditorState.create({ doc: known.nodes["doc"]!.create(null, known.nodes["paragraph"]!.create(null, known.text("The ferry left."))) });

const noted = (state: EditorState, place: number, words: string): EditorState => {
  const there = state.apply(state.tr.setSelection(TextSelection.create(state.doc, place)));
  const after = there.apply(withNote(there)!);
  return after.apply(after.tr.insertText(words));
};
const shown = (doc: Node): string[] => {
  const lines: string[] = [];
  doc.descendants((node) => {
    if (node.isTextblock) lines.push("");
    const link = node.marks.find(({ type }) => type.name === "link");
    if (node.isText) lines[lines.length - 1] += link ? `[${node.text!.replace(/\W/gu, "")}:${link.attrs["linktype"]} ${link.attrs["id"]}]` : node.text;
  });
  return lines;
};

test("a number and its note lead to each other, and one before them moves them on", () => {
  const one = noted(begun, 16, "It came back.");
  assert.deepEqual(shown(one.doc), ["The ferry left.[1:note 1]", "It came back.[:noted 1]"]);
  const two = noted(one, 10, "The old one.");
  assert.deepEqual(shown(two.doc), ["The ferry[1:note 1] left.[2:note 2]", "The old one.[:noted 1]", "It came back.[:noted 2]"]);
  two.doc.check();
});

test("a note whose number is gone comes last and keeps its words", () => {
  const two = noted(noted(begun, 16, "Later."), 10, "First.");
  const cut = two.apply(two.tr.delete(10, 11));
  assert.deepEqual(shown(noted(cut, 4, "New.").doc), ["The[1:note 1] ferry left.[2:note 2]", "New.[:noted 1]", "Later.[:noted 2]", "First.[:noted 3]"]);
});

test("there is no note within a note", () => {
  const one = noted(begun, 16, "It came back.");
  assert.equal(withNote(one), null);
});

test("ten notes that one is put before keep their numbers in their places", () => {
  let state = begun;
  for (let at = 0; at < 10; at += 1) state = noted(state, 2, `Note ${at}.`);
  assert.equal(shown(state.doc)[0]!.replaceAll(/:note \d+/g, ""), `T${Array.from({ length: 10 }, (_, at) => `[${at + 1}]`).join("")}he ferry left.`);
});

test("notes that come with a passage join those that are there, at the end", () => {
  const one = noted(begun, 16, "Mine.");
  const raised = known.text("1", [known.marks["superscript"]!.create(), known.marks["link"]!.create({ linktype: "note", id: "2" })]);
  const back = known.text("\u21a9\ufe0e", [known.marks["link"]!.create({ linktype: "noted", id: "2" })]);
  const { paragraph, horizontalRule, orderedList, listItem } = known.nodes;
  const pasted = [
    paragraph!.create(null, [known.text("Pasted"), raised]),
    horizontalRule!.create(),
    orderedList!.create({ start: 7 }, listItem!.create(null, paragraph!.create(null, [known.text("Theirs."), back]))),
  ];
  const state = one.apply(one.tr.insert(0, pasted));
  const joined = state.apply(withNotesJoined(state)!);
  assert.deepEqual(shown(joined.doc), ["Pasted[1:note 1]", "The ferry left.[2:note 2]", "Theirs.[:noted 1]", "Mine.[:noted 2]"]);
  assert.equal(joined.doc.childCount, 4);
  joined.doc.check();
  assert.equal(withNotesJoined(joined), null);
});
