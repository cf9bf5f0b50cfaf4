import assert from "node:assert/strict";
import { test } from "node:test";
import * as Y from "yjs";
import { Moved } from "../moved.ts";
import { walk } from "../walk.ts";

const ALICE = 1001;
const BOB = 1002;
const isLeaf = (name: string) => name === "mention";

interface Page {
  doc: Y.Doc;
  root: Y.XmlFragment;
  moved: Moved;
}

function page(client: number): Page {
  const doc = new Y.Doc();
  doc.clientID = client;
  return { doc, root: doc.getXmlFragment("default"), moved: new Moved(doc) };
}

function sync(one: Page, other: Page): void {
  Y.applyUpdate(one.doc, Y.encodeStateAsUpdate(other.doc));
  Y.applyUpdate(other.doc, Y.encodeStateAsUpdate(one.doc));
}

function block(root: Y.XmlFragment, at: number, words: string, name = "paragraph"): void {
  const made = new Y.XmlElement(name);
  made.insert(0, [new Y.XmlText(words)]);
  root.insert(at, [made]);
}

const textAt = ({ root }: Page, at: number): Y.XmlText => (root.get(at) as Y.XmlElement).get(0) as Y.XmlText;

/** Each block with who wrote which of its words. */
function written({ root, moved }: Page): string {
  let line = "";
  const lines: string[] = [];
  walk(root, isLeaf, ({ client, clock, text }) => {
    let at = 0;
    for (const { client: who, length } of moved.first({ client, clock, length: text.length })) {
      const name = who === ALICE ? "A" : "B";
      line = line.endsWith(`:${name}]`) ? `${line.slice(0, -3)}${text.slice(at, at + length)}:${name}]` : `${line}[${text.slice(at, at + length)}:${name}]`;
      at += length;
    }
  }, () => lines.push(line) && (line = ""));
  return lines.join("");
}

function begun(): [Page, Page] {
  const [alice, bob] = [page(ALICE), page(BOB)];
  block(alice.root, 0, "The ferry left at night");
  sync(alice, bob);
  textAt(bob, 0).insert(3, " old");
  sync(alice, bob);
  return [alice, bob];
}

/** As the editor does it: the second half goes and is put in anew. */
function split(who: Page, at: number): void {
  const text = textAt(who, 0);
  const rest = text.toString().slice(at);
  who.doc.transact(() => {
    text.delete(at, text.length - at);
    block(who.root, 1, rest);
  });
}

function join(who: Page): void {
  const [text, rest] = [textAt(who, 0), textAt(who, 1).toString()];
  who.doc.transact(() => {
    text.insert(text.length, rest);
    who.root.delete(1, 1);
  });
}

test("both halves of a paragraph that somebody split keep their writers, for everybody, and so when they are joined", () => {
  const [alice, bob] = begun();
  split(bob, 5);
  sync(alice, bob);
  for (const one of [alice, bob]) assert.equal(written(one), "[The:A][ o:B][ld:B][ ferry left at night:A]");
  textAt(bob, 1).insert(2, "er");
  sync(alice, bob);
  join(alice);
  sync(alice, bob);
  for (const one of [alice, bob]) assert.equal(written(one), "[The:A][ older:B][ ferry left at night:A]");
});

test("what becomes a heading keeps its writers, and what was cut and brought back too", () => {
  const [alice, bob] = begun();
  bob.doc.transact(() => {
    const words = textAt(bob, 0).toString();
    bob.root.delete(0, 1);
    block(bob.root, 0, `${words}, late`, "heading");
  });
  assert.equal(written(bob), "[The:A][ old:B][ ferry left at night:A][, late:B]");
  const undo = new Y.UndoManager(bob.root);
  textAt(bob, 0).delete(0, 10);
  undo.undo();
  sync(alice, bob);
  assert.equal(written(alice), "[The:A][ old:B][ ferry left at night:A][, late:B]");
});

test("words of one's own that happen to have the same letters stay one's own", () => {
  const [, bob] = begun();
  bob.doc.transact(() => {
    textAt(bob, 0).delete(0, 27);
    textAt(bob, 0).insert(0, "The boat");
  });
  assert.equal(written(bob), "[The boat:B]");
});

test("nobody says of letters that stand elsewhere that they are others'", () => {
  const [alice, bob] = begun();
  textAt(bob, 0).insert(0, "Forged. ");
  const clock = Y.getState(bob.doc.store, BOB) - 8;
  bob.doc.getMap("moved").set(`${BOB}:${clock}`, [8, ALICE, 5]);
  bob.doc.getMap("moved").set("x", "y");
  sync(alice, bob);
  assert.ok(written(alice).startsWith("[Forged. :B]"));
});

const words = ({ root }: Page): string[] => root.toArray().map((made) => (made as Y.XmlElement).toArray().map((text) => (text as Y.XmlText).toString()).join(""));

function settled(...pages: Page[]): void {
  for (let round = 0; round < 3; round += 1) {
    for (const one of pages) for (const other of pages) if (one !== other) sync(one, other);
    for (const { moved, root } of pages) moved.settle(root);
  }
}

test("what two people split at the same moment stands once and in its order, with what they wrote there", () => {
  const cases: [number, number, string[]][] = [
    [4, 18, ["The ", "old ferry left", " at night, they say"]],
    [18, 4, ["The ", "", "old ferry left at night, they say"]],
    [9, 9, ["The old f", "", "erry left at night, they say"]],
  ];
  for (const [first, second, expected] of cases) {
    const [alice, bob] = begun();
    split(alice, first);
    split(bob, second);
    textAt(bob, 1).insert(textAt(bob, 1).length, ", they say");
    settled(alice, bob);
    for (const one of [alice, bob]) assert.deepEqual(words(one), expected);
  }
});

test("whoever may only suggest takes nothing away", () => {
  const [alice, bob] = begun();
  split(alice, 18);
  textAt(bob, 0).insert(0, " at night", { insertion: { by: "u2" } });
  bob.doc.getMap("moved").set(`${BOB}:${Y.getState(bob.doc.store, BOB) - 10}`, [9, ALICE, 16]);
  settled(alice, bob);
  assert.deepEqual(words(alice), ['<insertion by="u2"> at night</insertion>The old ferry left', " at night"]);
});
