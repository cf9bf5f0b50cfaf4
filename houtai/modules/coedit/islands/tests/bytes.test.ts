import assert from "node:assert/strict";
import { test } from "node:test";
import { numbered, unpack } from "../bytes.ts";

test("an update is sent behind its number", () => {
  assert.deepEqual([...numbered(300, new Uint8Array([7, 8]))], [0xac, 2, 7, 8]);
});

test("a frame holds updates behind their lengths", () => {
  assert.deepEqual(unpack(new Uint8Array([2, 7, 8, 1, 9])).map((one) => [...one]), [[7, 8], [9]]);
  assert.deepEqual(unpack(new Uint8Array()), []);
});
