import assert from "node:assert/strict";
import { test } from "node:test";
import { getSchema } from "@tiptap/core";
import { Fragment, type Node, type Schema, Slice } from "@tiptap/pm/model";
import { EditorState, TextSelection } from "@tiptap/pm/state";
import { schema } from "../schema.ts";
import { settle, suggestions } from "../settle.ts";
import { asSuggestion, remove, sameBase } from "../suggest.ts";

const known: Schema = getSchema(schema({ pictures: "", caption: "", alt: "", describe: () => {} }, { embedded: "%s", link: "", language: "en" }));
const me = { id: "i", by: "u1", at: "2026-01-01T00:00:00Z" };

const paragraph = (...texts: (string | Node)[]): Node => known.nodes["paragraph"]!.create(null, texts.map((text) => (typeof text === "string" ? known.text(text) : text)));
const marked = (name: string, text: string, by = "u1"): Node => known.text(text, [known.marks[name]!.create({ ...me, by })]);
const state = (...blocks: Node[]): EditorState => EditorState.create({ doc: known.nodes["doc"]!.create(null, blocks) });
const shown = (doc: Node): string => {
  let text = "";
  doc.descendants((node) => {
    if (node.isTextblock) text += "|";
    if (!node.isText) return;
    const sign = node.marks.map(({ type }) => ({ insertion: "+", deletion: "-" })[type.name] ?? "").join("");
    text += sign ? `[${sign}${node.text}]` : node.text;
  });
  return text;
};
const told = (from: EditorState, change: (tr: EditorState["tr"]) => EditorState["tr"]): string | null => {
  const suggested = asSuggestion(change(from.tr), from, me);
  if (suggested) assert.ok(sameBase(from.doc, suggested.doc));
  return suggested && shown(suggested.doc);
};

test("typing puts marked text in", () => {
  assert.equal(told(state(paragraph("ab")), (tr) => tr.insertText("x", 2)), "|a[+x]b");
});

test("deleting marks what was there, in every block it goes through", () => {
  assert.equal(told(state(paragraph("abc"), paragraph("def")), (tr) => tr.delete(2, 8)), "|a[-bc]|[-de]f");
});

test("writing over puts the new words behind the old", () => {
  assert.equal(told(state(paragraph("abc")), (tr) => tr.insertText("x", 2, 3)), "|a[-b][+x]c");
});

test("one's own insertion is really deleted, somebody else's stays", () => {
  assert.equal(told(state(paragraph("a", marked("insertion", "mine"), "b")), (tr) => tr.delete(2, 6)), "|ab");
  assert.equal(told(state(paragraph("a", marked("insertion", "theirs", "u2"), "b")), (tr) => tr.delete(2, 8)), null);
});

test("a new paragraph is a sign, which accepting makes a paragraph", () => {
  const before = state(paragraph("ab"));
  const suggested = asSuggestion(before.tr.split(2), before, me)!;
  assert.equal(shown(suggested.doc), "|a[+¶]b");
  assert.equal(shown(settle(before.apply(suggested), true, () => true).doc), "|a|b");
});

test("what marks on text cannot say is refused", () => {
  const two = state(paragraph("ab"), paragraph("cd"));
  assert.equal(told(two, (tr) => tr.join(4)), null);
  assert.equal(told(two, (tr) => tr.setBlockType(1, 1, known.nodes["heading"]!)), null);
  assert.equal(told(two, (tr) => tr.addMark(1, 3, known.marks["bold"]!.create())), null);
  const rule = state(paragraph("ab"), known.nodes["horizontalRule"]!.create());
  assert.equal(told(rule, (tr) => tr.delete(4, 5)), null);
});

test("pasted blocks become text", () => {
  const pasted = new Slice(Fragment.from([paragraph("x"), paragraph("y")]), 1, 1);
  assert.equal(told(state(paragraph("ab")), (tr) => tr.replace(2, 2, pasted)), "|a[+x¶y]b");
});

test("code takes suggestions too", () => {
  assert.equal(told(state(known.nodes["codeBlock"]!.create(null, known.text("ab"))), (tr) => tr.insertText("x", 2)), "|a[+x]b");
});

test("a key that deletes leaves the cursor on its side", () => {
  const before = state(paragraph("abc"));
  const back = remove(before, 3, 4, 3, me);
  assert.equal(shown(back.doc), "|ab[-c]");
  assert.equal(back.selection.head, 3);
  assert.equal(remove(before, 1, 2, 2, me).selection.head, 2);
});

test("accepting and rejecting do what they say, one or all", () => {
  const both = state(paragraph("a", marked("deletion", "old"), marked("insertion", "new"), "b"));
  assert.equal(shown(settle(both, true, () => true).doc), "|anewb");
  assert.equal(shown(settle(both, false, () => true).doc), "|aoldb");
  assert.equal(shown(settle(both, true, ({ kind }) => kind === "insertion").doc), "|a[-old]newb");
  assert.equal(suggestions(both.doc).length, 2);
});

test("a new list item is suggested and accepted as one", () => {
  const list = known.nodes["bulletList"]!.create(null, known.nodes["listItem"]!.create(null, paragraph("a", marked("insertion", "¶b"))));
  const { doc } = settle(state(list), true, () => true);
  assert.equal(doc.firstChild!.childCount, 2);
});

test("the cursor stands behind what was typed", () => {
  const before = state(paragraph("abc"));
  const typed = asSuggestion(before.tr.insertText("xy", 2, 3), before, me)!;
  assert.ok(typed.selection instanceof TextSelection);
  assert.equal(typed.selection.head, 5);
});
