import assert from "node:assert/strict";
import { test } from "node:test";
import * as Y from "yjs";
import { unsentText, walk, type Run } from "../walk.ts";

const leaf = (name: string): boolean => name === "hardBreak";

function made(): { doc: Y.Doc; text: Y.XmlText } {
  const doc = new Y.Doc();
  const text = new Y.XmlText("abc");
  const list = new Y.XmlElement("bulletList");
  const item = new Y.XmlElement("listItem");
  const inner = new Y.XmlElement("paragraph");
  inner.insert(0, [new Y.XmlText("one"), new Y.XmlElement("hardBreak"), new Y.XmlText("two")]);
  item.insert(0, [inner]);
  list.insert(0, [item]);
  const first = new Y.XmlElement("paragraph");
  first.insert(0, [text]);
  doc.getXmlFragment("default").insert(0, [first, list]);
  return { doc, text };
}

test("text is told at ProseMirror's places", () => {
  const runs: Run[] = [];
  walk(made().doc.getXmlFragment("default"), leaf, (one) => runs.push(one));
  assert.deepEqual(runs.map(({ at, text }) => [at, text]), [[1, "abc"], [8, "one"], [12, "two"]]);
});

test("only one's own words that the server lacks are offered for copying", () => {
  const { doc, text } = made();
  const kept = Y.decodeStateVector(Y.encodeStateVector(doc));
  text.insert(1, "NEW");
  text.delete(0, 1);
  assert.equal(unsentText(doc.getXmlFragment("default"), kept, [doc.clientID]), "NEW");
  assert.equal(unsentText(doc.getXmlFragment("default"), new Map(), [doc.clientID]), "NEWbc\nonetwo");
  assert.equal(unsentText(doc.getXmlFragment("default"), new Map(), [doc.clientID + 1]), "");
});
