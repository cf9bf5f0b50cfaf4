import assert from "node:assert/strict";
import { test } from "node:test";
import * as Y from "yjs";
import { Moved } from "../moved.ts";

type Doing = "type" | "split" | "join" | "rebuild" | "draw" | "undo";

/** Numbers that look random and are the same each time. */
function* numbers(seed: number): Generator<number, never> {
  for (let at = seed; ; ) {
    at = (Math.imul(at, 1664525) + 1013904223) >>> 0;
    yield at >>> 8;
  }
}

/** What a browser shows and does, with each change as the editor makes it. */
class Page {
  readonly doc = new Y.Doc();
  readonly root = this.doc.getXmlFragment("default");
  readonly moved = new Moved(this.doc);
  readonly undo: Y.UndoManager;
  /** Letters of which one was taken away here. */
  readonly taken = new Set<string>();

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

  get letters(): string[] {
    return [...this.words].filter((letter) => letter !== "|");
  }

  hear(other: Page): void {
    Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(other.doc, Y.encodeStateVector(this.doc)), other);
    const before = this.letters;
    this.moved.settle(this.root);
    const left = this.letters;
    for (const letter of before) if (!left.splice(left.indexOf(letter) >>> 0, 1).length) this.taken.add(letter);
  }

  add(at: number, words: string, name = "paragraph"): void {
    const block = new Y.XmlElement(name);
    block.insert(0, [new Y.XmlText(words)]);
    this.root.insert(at, [block]);
  }

  /** Where a letter stands for the first time: its paragraph and its place there. */
  find(letter: string): [number, number] | null {
    const at = this.texts.findIndex((text) => text.toString().includes(letter));
    return at === -1 ? null : [at, this.texts[at]!.toString().indexOf(letter)];
  }

  change(doing: Doing, letter: string, other: string, fresh: string): void {
    if (doing === "undo") return void this.undo.undo();
    const [place, there] = [this.find(letter), this.find(other)];
    if (!place || !there) return;
    const [at, from] = place;
    const text = this.texts[at]!;
    const words = text.toString();
    this.doc.transact(() => {
      if (doing === "type") return text.insert(from, fresh);
      if (doing === "split") {
        text.delete(from, words.length - from);
        return this.add(at + 1, words.slice(from));
      }
      if (doing === "rebuild") {
        this.root.delete(at, 1);
        return this.add(at, words, "heading");
      }
      if (doing === "join") {
        const next = this.texts[at + 1];
        if (!next) return;
        text.insert(words.length, next.toString());
        return this.root.delete(at + 1, 1);
      }
      if (at === there[0]) return;
      text.delete(from, Math.min(4, words.length - from));
      this.texts[there[0]]!.insert(there[1], words.slice(from, from + 4));
    }, "editor");
  }
}

/** Three people who each have a paragraph to begin with. Every letter is another one, so that each can be told. */
function play(seed: number, doings: Doing[]): { lost: string[]; taken: Set<string>; twice: string[] } {
  const random = numbers(seed);
  const pick = (most: number) => random.next().value % most;
  const typed: string[] = [];
  const standing = new Set<string>();
  const fresh = () => typed[typed.push(String.fromCharCode(0x4e00 + typed.length)) - 1]!;
  const pages = [1001, 1002, 1003].map((client) => new Page(client));
  pages.forEach((page, at) => page.add(0, Array.from({ length: 5 + at }, fresh).join("")));
  const all = () => pages.forEach((one) => pages.forEach((other) => one.hear(other)));
  all();
  pages[0]!.letters.forEach((known) => standing.add(known));
  for (let step = 0; step < 30; step += 1) {
    const [one, other] = [pages[pick(3)]!, pages[pick(3)]!];
    const [hears, doing, letter, there] = [pick(3) === 0, doings[pick(doings.length)]!, typed[pick(typed.length)]!, typed[pick(typed.length)]!];
    if (hears) one.hear(other);
    else one.change(doing, letter, there, doing === "type" ? fresh() : "");
    one.letters.forEach((known) => standing.add(known));
  }
  for (let round = 0; round < 4; round += 1) all();
  const [{ letters, words }] = pages as [Page];
  for (const page of pages) assert.equal(page.words, words, `seed ${seed}`);
  return {
    lost: [...standing].filter((letter) => !letters.includes(letter)),
    taken: new Set(pages.flatMap((page) => [...page.taken])),
    twice: letters.filter((letter, at) => letters.indexOf(letter) !== at),
  };
}

test("whatever three people type and split at once, each letter stands once, and in the same place for all", () => {
  for (let seed = 1; seed <= 100; seed += 1) {
    const { lost, twice } = play(seed, ["type", "split"]);
    assert.deepEqual([lost, twice], [[], []], `seed ${seed}`);
  }
});

test("what is drawn elsewhere meanwhile is not lost", () => {
  for (let seed = 1; seed <= 100; seed += 1) assert.deepEqual(play(seed, ["type", "split", "draw"]).lost, [], `seed ${seed}`);
});

test("nor is anything lost because it was taken away once, when paragraphs become headings and changes are undone", () => {
  let takings = 0;
  for (const doings of [["type", "split", "rebuild"], ["type", "split", "undo"]] as Doing[][]) {
    for (let seed = 1; seed <= 100; seed += 1) {
      const { lost, taken } = play(seed, doings);
      takings += taken.size;
      assert.deepEqual(lost.filter((letter) => taken.has(letter)), [], `seed ${seed}`);
    }
  }
  assert.ok(takings > 100);
});
