import assert from "node:assert/strict";
import { test } from "node:test";
import { QueueLine } from "../queue_line.ts";

const line = (...items: string[]): QueueLine<string> => {
  const made = new QueueLine<string>(items[0] ?? null);
  for (const item of items.slice(1)) made.arrive(item);
  return made;
};

test("deciding shows the item that was loaded ahead", () => {
  const made = line("a", "b");
  assert.equal(made.decide(), "a");
  assert.equal(made.shown, "b");
});

test("an item that arrives when nothing is shown is shown", () => {
  const made = line("a");
  made.decide();
  made.arrive("b");
  assert.equal(made.shown, "b");
});

test("a refused item comes back first and the one shown comes after it", () => {
  const made = line("a", "b", "c");
  const refused = made.decide()!;
  made.comeBack(refused);
  assert.deepEqual(made.all, ["a", "b", "c"]);
});

test("going on and back loses nothing", () => {
  const made = line("a", "b", "c");
  assert.ok(made.next());
  assert.ok(made.next());
  assert.equal(made.next(), false);
  assert.ok(made.previous());
  assert.equal(made.shown, "b");
  assert.deepEqual(made.all, ["a", "b", "c"]);
});

test("an item that waits comes after the one in hand", () => {
  const made = line("b", "c");
  made.waitFor("a");
  assert.deepEqual(made.all, ["b", "a", "c"]);
});

test("a batch is taken out wherever its items stand", () => {
  const made = line("a", "b", "c", "d");
  made.next();
  made.drop((item) => "abd".includes(item));
  assert.deepEqual(made.all, ["c"]);
  assert.equal(made.shown, "c");
});
