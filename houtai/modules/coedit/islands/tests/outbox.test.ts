import assert from "node:assert/strict";
import { test } from "node:test";
import * as Y from "yjs";
import { isAhead, Outbox } from "../outbox.ts";

const typed = (words: string[]): { doc: Y.Doc; updates: Uint8Array[] } => {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array) => updates.push(update));
  for (const word of words) doc.getText("t").insert(0, word);
  return { doc, updates };
};

test("what is collected goes out as one update that says the same", () => {
  const { doc, updates } = typed(["c", "b", "a"]);
  const outbox = new Outbox();
  updates.forEach((update) => outbox.add(update));
  const [one, ...more] = outbox.take(10_000);
  const other = new Y.Doc();
  Y.applyUpdate(other, one!);
  assert.equal(other.getText("t").toString(), doc.getText("t").toString());
  assert.deepEqual(more, []);
});

test("no update is larger than the limit unless one change is", () => {
  const { updates } = typed(["x".repeat(50), "y".repeat(50), "z".repeat(500)]);
  const outbox = new Outbox();
  updates.forEach((update) => outbox.add(update));
  assert.equal(outbox.take(200).length, 2);
});

test("it is clean once everything sent is acknowledged", () => {
  const outbox = new Outbox();
  outbox.gone(new Map([[1, 1]]));
  outbox.gone(new Map([[1, 2]]));
  outbox.ack(1);
  assert.equal(outbox.clean, false);
  outbox.ack(2);
  assert.equal(outbox.clean, true);
  assert.deepEqual(outbox.kept, new Map([[1, 2]]));
});

test("what was under way when the connection broke is missing until the server says what it has", () => {
  const outbox = new Outbox();
  outbox.gone(new Map([[1, 1]]));
  outbox.broke();
  assert.equal(outbox.missing, true);
  outbox.begin(new Map([[1, 1]]));
  assert.equal(outbox.clean, true);
});

test("a clean connection that breaks leaves nothing missing", () => {
  const outbox = new Outbox();
  outbox.broke();
  assert.equal(outbox.clean, true);
});

test("one document is ahead of another when any client's clock is", () => {
  assert.equal(isAhead(new Map([[1, 2]]), new Map([[1, 2], [2, 5]])), false);
  assert.equal(isAhead(new Map([[1, 3]]), new Map([[1, 2], [2, 5]])), true);
});
