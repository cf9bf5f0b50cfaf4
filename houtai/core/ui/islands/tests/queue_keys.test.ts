import assert from "node:assert/strict";
import { test } from "node:test";
import { wish, type Press } from "../queue_keys.ts";

const press = (key: string, more: Partial<Press> = {}): Press => ({
  key, code: "", repeat: false, ctrlKey: false, metaKey: false, altKey: false, isComposing: false, ...more,
});

test("a letter of a choice chooses it", () => {
  assert.deepEqual(wish(press("p"), ["p", "s"], false), { choose: "p" });
  assert.deepEqual(wish(press("P"), ["p", "s"], false), { choose: "p" });
});

test("a held key decides once", () => {
  assert.equal(wish(press("p", { repeat: true }), ["p"], false), null);
});

test("nothing is chosen while someone writes", () => {
  assert.equal(wish(press("p"), ["p"], true), null);
  assert.equal(wish(press("Escape"), ["p"], true), "leave");
});

test("shortcuts of the browser stay with the browser", () => {
  assert.equal(wish(press("p", { ctrlKey: true }), ["p"], false), null);
  assert.equal(wish(press("p", { metaKey: true }), ["p"], false), null);
});

test("a Chinese input method does not hide the letters", () => {
  assert.deepEqual(wish(press("Process", { code: "KeyP" }), ["p"], false), { choose: "p" });
  assert.equal(wish(press("？"), ["p"], false), "help");
  assert.equal(wish(press("p", { isComposing: true }), ["p"], false), null);
});

test("a Cyrillic board is read by place", () => {
  assert.deepEqual(wish(press("з", { code: "KeyP" }), ["p"], false), { choose: "p" });
});

test("the six fixed keys are heard and others are not", () => {
  assert.deepEqual(["j", "k", "z", "x", "?", "q"].map((key) => wish(press(key), [], false)), ["next", "previous", "undo", "select", "help", null]);
});
