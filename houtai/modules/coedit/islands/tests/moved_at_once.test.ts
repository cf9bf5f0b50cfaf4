import assert from "node:assert/strict";
import { test } from "node:test";
import * as Y from "yjs";
import { Moved } from "../moved.ts";

/** Numbers that look random and are the same each time. */
function* numbers(seed: number): Generator<number, never> {
  for (let at = seed; ; ) {
    at = (Math.imul(at, 1664525) + 1013904223) >>> 0;
    yield at >>> 8;
  }
}

class Page {
  readonly doc = new Y.Doc();
  readonly root = this.doc.getXmlFragment("default");
  readonly moved = new Moved(this.doc);
  readonly undo: Y.UndoManager;

  constructor(client: number) {
    this.doc.clientID = client;
    this.undo = new Y.UndoManager(this.root, { trackedOrigins: new Set(["editor"]), captureTimeout: 0 });
  }

  get texts(): Y.XmlText[] {
    return this.root.toArray().map((block) => (block as Y.XmlElement).get(0) as Y.XmlText);
  }

  get words(): string {
    return this.texts.map(String).join("|");
  }

  hear(other: Page): void {
    Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(other.doc, Y.encodeStateVector(this.doc)), other);
    this.moved.settle(this.root);
  }

  add(at: number, words: string): void {
    const block = new Y.XmlElement("paragraph");
    block.insert(0, [new Y.XmlText(words)]);
    this.root.insert(at, [block]);
  }

  change(pick: (most: number) => number, fresh: () => string): void {
    const at = pick(this.texts.length);
    const text = this.texts[at]!;
    const [from, length] = [pick(text.length + 1), pick(6)];
    const piece = text.toString().slice(from, from + length);
    this.doc.transact(() => {
      switch (pick(4)) {
        case 0: // types
          return text.insert(from, fresh());
        case 1: { // splits
          const rest = text.toString().slice(from);
          text.delete(from, rest.length);
          return this.add(at + 1, rest);
        }
        default: { // draws a piece somewhere else
          const other = this.texts[pick(this.texts.length)]!;
          if (other === text || piece === "") return;
          text.delete(from, piece.length);
          return other.insert(pick(other.length + 1), piece);
        }
      }
    }, "editor");
  }
}

/** Three people who each have one paragraph to begin with; every letter is another one, so that each can be told. */
function play(seed: number, steps: number, undoes: boolean): { pages: Page[]; typed: Set<string> } {
  const random = numbers(seed);
  const pick = (most: number) => random.next().value % most;
  let last = 0x4e00;
  const typed = new Set<string>();
  const fresh = () => {
    const letter = String.fromCharCode((last += 1));
    typed.add(letter);
    return letter;
  };
  const pages = [1001, 1002, 1003].map((client) => new Page(client));
  pages.forEach((page, at) => page.add(0, Array.from({ length: 5 + at }, fresh).join("")));
  for (const one of pages) for (const other of pages) one.hear(other);
  for (let step = 0; step < steps; step += 1) {
    const [one, other] = [pages[pick(3)]!, pages[pick(3)]!];
    if (pick(3) === 0) one.hear(other);
    else if (undoes && pick(4) === 0) one.undo.undo();
    else one.change(pick, fresh);
  }
  for (let round = 0; round < 4; round += 1) for (const one of pages) for (const other of pages) one.hear(other);
  return { pages, typed };
}

test("whatever three people split and move at once, each letter stands once, and in the same place for all", () => {
  for (let seed = 1; seed <= 100; seed += 1) {
    const { pages, typed } = play(seed, 40, false);
    const [words] = pages.map((page) => page.words);
    for (const page of pages) assert.equal(page.words, words, `seed ${seed}`);
    const letters = [...words!].filter((letter) => letter !== "|");
    assert.equal(new Set(letters).size, letters.length, `seed ${seed}: a letter stands twice`);
    assert.equal(letters.length, typed.size, `seed ${seed}: a letter is lost`);
  }
});

test("and so when they undo what they did", () => {
  for (let seed = 1; seed <= 100; seed += 1) {
    const { pages } = play(seed, 40, true);
    const [words] = pages.map((page) => page.words);
    for (const page of pages) assert.equal(page.words, words, `seed ${seed}`);
    const letters = [...words!].filter((letter) => letter !== "|");
    assert.equal(new Set(letters).size, letters.length, `seed ${seed}: a letter stands twice`);
  }
});
