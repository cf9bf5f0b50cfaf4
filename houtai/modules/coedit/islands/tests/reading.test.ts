import assert from "node:assert/strict";
import { test } from "node:test";
import * as Y from "yjs";
import { Reading, type Passage, type Span } from "../reading.ts";

const leaf = (name: string): boolean => ["hardBreak", "embed", "mention"].includes(name);

function written(...paragraphs: string[]): Y.Doc {
  const doc = new Y.Doc();
  doc.getXmlFragment("default").insert(0, paragraphs.map(paragraph));
  return doc;
}

function paragraph(text: string): Y.XmlElement {
  const made = new Y.XmlElement("paragraph");
  made.insert(0, [new Y.XmlText(text)]);
  return made;
}

const reading = (doc: Y.Doc): Reading => new Reading(doc.getXmlFragment("default"), leaf);
const text = (doc: Y.Doc, at = 0): Y.XmlText => (doc.getXmlFragment("default").get(at) as Y.XmlElement).get(0) as Y.XmlText;

/** The passage that says these words; in ProseMirror a paragraph's text begins one place behind its start. */
function about(doc: Y.Doc, words: string, at = 0): Passage {
  let start = 1;
  for (let before = 0; before < at; before += 1) start += text(doc, before).length + 2;
  const from = start + text(doc, at).toString().indexOf(words);
  return reading(doc).passage({ from, to: from + words.length })!;
}

function said(doc: Y.Doc, passage: Passage, same = true): string | null {
  const found = reading(doc);
  const span: Span | null = found.place(passage, same);
  return span && found.passage(span)!.quote;
}

test("a passage keeps its words and those around", () => {
  const doc = written("The tide is high.", "Nobody waved.");
  const { quote, before, after } = about(doc, "high");
  assert.deepEqual([quote, before, after], ["high", "The tide is ", ".\nNobody waved.\n"]);
});

test("it moves with what is written before, and takes in neither side", () => {
  const doc = written("The tide is high.");
  const passage = about(doc, "tide");
  text(doc).insert(0, "Today: ");
  text(doc).insert(text(doc).toString().indexOf("tide"), "spring ");
  text(doc).insert(text(doc).toString().indexOf("tide") + 4, "s");
  assert.equal(said(doc, passage), "tide");
});

test("what is written within belongs to it", () => {
  const doc = written("The tide is high.");
  const passage = about(doc, "tide is high");
  text(doc).insert(8, " now");
  text(doc).delete(text(doc).length - 3, 1);
  assert.equal(said(doc, passage), "tide now is hih");
});

test("it is the same in another's document", () => {
  const doc = written("The tide is high.");
  const passage = JSON.parse(JSON.stringify(about(doc, "high"))) as Passage;
  const other = new Y.Doc();
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
  text(other).insert(0, "Oh! ");
  assert.equal(said(other, passage), "high");
});

test("it is gone when its words are, though they stand elsewhere too", () => {
  const doc = written("The tide is high.", "Every tide turns.");
  const passage = about(doc, "tide");
  text(doc).delete(4, 4);
  assert.equal(said(doc, passage), null);
});

test("it is found again after its paragraph was split or made anew", () => {
  const doc = written("The tide is high. Nobody waved from the quay.");
  const passage = about(doc, "waved");
  text(doc).delete(17, text(doc).length - 17);
  doc.getXmlFragment("default").insert(1, [paragraph("Nobody waved from the quay.")]);
  assert.equal(said(doc, passage), "waved");
});

test("it is found again over what were two paragraphs", () => {
  const doc = written("The tide is high.", "Nobody waved.");
  const passage = reading(doc).passage({ from: 5, to: 26 })!;
  assert.equal(passage.quote, "tide is high.\nNobody");
  doc.getXmlFragment("default").delete(1, 1);
  text(doc).insert(17, "Nobody waved.");
  assert.equal(said(doc, passage), "tide is high.Nobody");
});

test("in a history that began anew, where numbers mean other letters, only words count", () => {
  const passage = about(written("The tide is high."), "tide");
  assert.equal(said(written("It is so: The tide is high."), passage, false), "tide");
  assert.equal(said(written("Nothing of the kind."), passage, false), null);
});

test("of several equal words the one between the same words is taken", () => {
  const passage = about(written("First came the ferry, then the boat."), "the", 0);
  assert.equal(passage.before, "First came ");
  const anew = written("Before the boat. First came the ferry, then the boat.");
  const span = reading(anew).place(passage, false)!;
  assert.equal(span.from, 1 + text(anew).toString().indexOf("the ferry"));
});

test("a picture without words can be what a comment is about", () => {
  const doc = written("Before.", "Behind.");
  doc.getXmlFragment("default").insert(1, [new Y.XmlElement("embed")]);
  const passage = reading(doc).passage({ from: 9, to: 10 })!;
  assert.equal(passage.quote, "");
  text(doc).insert(0, "Long ");
  assert.deepEqual(reading(doc).place(passage, true), { from: 14, to: 15 });
  doc.getXmlFragment("default").delete(1, 1);
  assert.equal(reading(doc).place(passage, true), null);
});

test("nothing is no passage", () => {
  assert.equal(reading(written("")).passage({ from: 1, to: 1 }), null);
});

test("a forged place is none", () => {
  const doc = written("The tide is high.");
  const passage = about(doc, "tide");
  for (const forged of [{}, null, { item: { client: 99, clock: 3 } }, { tname: "other" }, { type: { client: doc.clientID, clock: 2 } }]) {
    assert.equal(said(doc, { ...passage, quote: "nowhere", anchor: { start: forged, end: forged } }), null);
  }
});

test("undoing a deletion brings the passage back", () => {
  const doc = written("The tide is high.");
  const undo = new Y.UndoManager(doc.getXmlFragment("default"));
  const passage = about(doc, "tide");
  text(doc).delete(4, 4);
  undo.undo();
  assert.equal(said(doc, passage), "tide");
});

test("half a sign is not kept", () => {
  const doc = written("a😀b");
  assert.equal(reading(doc).passage({ from: 1, to: 3 })!.quote, "a");
});
