import assert from "node:assert/strict";
import { test } from "node:test";
import { BLOCKS, find } from "../blocks.ts";
import { ENGLISH } from "../texts.ts";

const named = BLOCKS.map((block) => ({ block, name: ENGLISH[block.text] }));
const found = (typed: string): string[] => find(typed, named).map(({ text }) => text);

test("blocks are found by English, Chinese and pinyin", () => {
  assert.deepEqual(found("h3"), ["heading3"]);
  assert.deepEqual(found("yinyong"), ["blockquote"]);
  assert.deepEqual(found("引用"), ["blockquote"]);
});

test("names that begin with the search come first", () => {
  assert.deepEqual(found("表"), ["table", "bulletList", "orderedList"]);
});

test("nothing typed means all, nonsense means none", () => {
  assert.equal(found("").length, BLOCKS.length);
  assert.deepEqual(found("zzz"), []);
});
