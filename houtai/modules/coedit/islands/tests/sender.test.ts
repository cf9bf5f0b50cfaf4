import assert from "node:assert/strict";
import { test } from "node:test";
import * as Y from "yjs";
import type { Copy } from "../copy.ts";
import { Sender } from "../sender.ts";
import type { Line } from "../wire.ts";

/** A page whose first two words the server has, and the third it has not; sent: what goes over the line. */
function back() {
  const doc = new Y.Doc();
  doc.getText("t").insert(0, "one two");
  const theirs = new Y.Doc();
  Y.applyUpdate(theirs, Y.encodeStateAsUpdate(doc));
  doc.getText("t").insert(7, " three");
  const copy = { unsent: [doc.clientID], mark: (client: number) => copy.unsent.push(client), clean: () => (copy.unsent = []) };
  const sent: Uint8Array[] = [];
  const line = { send: (update: Uint8Array) => sent.push(update) } as unknown as Line;
  const sender = new Sender(doc, copy as unknown as Copy, () => line);
  return { doc, theirs, copy, sent, sender, has: () => Y.decodeStateVector(Y.encodeStateVector(theirs)) };
}

test("who may only read now sends nothing and forgets nothing", () => {
  const { doc, copy, sent, sender, has } = back();
  sender.catchUp(has(), false);
  assert.deepEqual([sent, sender.clean, copy.unsent], [[], false, [doc.clientID]]);
});

test("who may write again sends what was kept, and none of what others wrote meanwhile", () => {
  const { doc, theirs, copy, sent, sender, has } = back();
  sender.catchUp(has(), false);
  theirs.getText("t").insert(0, "zero ");
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(theirs, Y.encodeStateVector(doc)));
  sender.resume();
  assert.deepEqual(Y.decodeUpdate(sent[0]!).structs.map(({ id }) => id.client), [doc.clientID]);
  Y.applyUpdate(theirs, sent.at(-1)!);
  assert.equal(theirs.getText("t").toString(), "zero one two three");
  sender.ack(1);
  assert.deepEqual([sender.clean, copy.unsent, sent.length], [true, [], 1]);
});

test("the last words before Save are one's own and none of what others wrote meanwhile", () => {
  const { doc, theirs, sender, has } = back();
  sender.catchUp(has(), true);
  sender.ack(1);
  Y.applyUpdate(theirs, Y.encodeStateAsUpdate(doc));
  theirs.getText("t").insert(0, "zero ");
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(theirs, Y.encodeStateVector(doc)));
  doc.on("update", (update: Uint8Array) => sender.add(update));
  globalThis.window = globalThis as never;
  doc.getText("t").insert(18, " four");
  const pending = sender.pending()!;
  assert.deepEqual(Y.decodeUpdate(pending).structs.map(({ id }) => id.client), [doc.clientID]);
  Y.applyUpdate(theirs, pending);
  assert.equal(theirs.getText("t").toString(), "zero one two three four");
});

test("who may only read keeps what was on its way and what the page did meanwhile, and sends it once", () => {
  const { doc, theirs, copy, sent, sender, has } = back();
  globalThis.window = globalThis as never;
  sender.catchUp(has(), true);
  sender.ack(1);
  Y.applyUpdate(theirs, sent[0]!);
  let may = true;
  doc.on("update", (update: Uint8Array) => sender.add(update, may));
  doc.getText("t").insert(13, " four");
  sender.pending();
  doc.getText("t").insert(18, " five");
  sender.hold();
  may = false;
  sender.ack(2);
  doc.getText("t").insert(23, " six");
  assert.deepEqual([sent.length, sender.clean, copy.unsent], [2, false, [doc.clientID]]);
  sender.resume();
  // Its number on this connection is the third: an answer to the second says nothing of it.
  sender.ack(2);
  assert.equal(sender.clean, false);
  sender.ack(3);
  assert.deepEqual([sent.length, sender.clean, copy.unsent], [3, true, []]);
  Y.applyUpdate(theirs, sent[2]!);
  assert.equal(theirs.getText("t").toString(), "one two three four five six");
});

test("a picture that arrives while one may only read does not make the next letter skip a part", () => {
  const { doc, theirs, sent, sender, has } = back();
  Y.applyUpdate(theirs, Y.encodeStateAsUpdate(doc));
  sender.catchUp(has(), true);
  sender.hold();
  doc.on("update", (update: Uint8Array) => sender.add(update, false));
  doc.getText("t").insert(0, "zero ");
  sender.resume();
  Y.applyUpdate(theirs, sent.at(-1)!);
  assert.equal(theirs.getText("t").toString(), "zero one two three");
});

test("a change that only deletes is kept and sent too", () => {
  const { doc, theirs, sent, sender } = back();
  Y.applyUpdate(theirs, Y.encodeStateAsUpdate(doc));
  doc.getText("t").delete(0, 4);
  sender.catchUp(Y.decodeStateVector(Y.encodeStateVector(theirs)), false);
  sender.resume();
  Y.applyUpdate(theirs, sent[0]!);
  assert.equal(theirs.getText("t").toString(), "two three");
});

test("who lacks nothing has nothing to send again", () => {
  const { doc, theirs, sent, has } = back();
  Y.applyUpdate(theirs, Y.encodeStateAsUpdate(doc));
  const sender = new Sender(doc, null, () => ({ send: (update: Uint8Array) => sent.push(update) }) as unknown as Line);
  sender.catchUp(has(), false);
  sender.resume();
  assert.deepEqual([sent, sender.clean], [[], true]);
});

test("of what is too large as much goes out as the server refuses", () => {
  const { sent, sender, has } = back();
  sender.limit = 5;
  sender.catchUp(has(), true);
  assert.deepEqual([sent[0]!.length, sender.clean], [6, false]);
});
