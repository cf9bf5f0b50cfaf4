import assert from "node:assert/strict";
import { test } from "node:test";
import * as Y from "yjs";
import { Copy } from "../copy.ts";
import { storage } from "./storage.ts";

const rest = () => new Promise((done) => setTimeout(done, 5));

/** A page on which somebody writes under this number. */
async function page(): Promise<{ copy: Copy; doc: Y.Doc }> {
  const copy = (await Copy.open("room|u1"))!;
  const doc = new Y.Doc();
  copy.whole = () => Y.encodeStateAsUpdate(doc);
  copy.updates.forEach((update) => Y.applyUpdate(doc, update, copy));
  doc.on("update", (update: Uint8Array, origin: unknown) => origin === copy || copy.add(update));
  if (!copy.epoch) copy.begin("e", "u1");
  await rest();
  return { copy, doc };
}

test("what another tab has not sent stays marked until somebody has sent it", async () => {
  storage();
  const a = await page();
  a.doc.getText("t").insert(0, "ab");
  const b = await page();
  a.copy.mark(1);
  a.copy.write();
  await rest();
  b.copy.mark(2);
  await rest();
  b.copy.clean();
  await rest();
  const again = await page();
  assert.deepEqual([again.copy.unsent, again.doc.getText("t").toString()], [[1], "ab"]);
  again.copy.clean();
  await rest();
  assert.deepEqual((await page()).copy.unsent, []);
});

test("many changes become one, and what other tabs keep stays", async () => {
  const stores = storage();
  const a = await page();
  const b = await page();
  b.doc.getText("t").insert(0, "other ");
  b.copy.write();
  for (let n = 0; n < 201; n += 1) {
    a.doc.getText("t").insert(0, "x");
    a.copy.write();
    if (n % 50 === 0 || n > 198) await rest();
  }
  await rest();
  assert.equal(stores["updates"]!.rows.size, 2);
  const text = (await page()).doc.getText("t").toString();
  assert.deepEqual([text.length, text.includes("other ")], [207, true]);
});
