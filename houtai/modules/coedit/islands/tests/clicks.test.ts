import assert from "node:assert/strict";
import { test } from "node:test";
import type { EditorView } from "@tiptap/pm/view";
import { countedAsFirst } from "../clicks.ts";

test("a click that the browser counts as the first is no double click, however soon it comes", () => {
  const input = { lastClick: { time: 1000, type: "singleClick" } };
  const view = { input } as unknown as EditorView;
  assert.equal(countedAsFirst(view, { detail: 2 }), false);
  assert.equal(input.lastClick.time, 1000);
  assert.equal(countedAsFirst(view, { detail: 1 }), false);
  assert.equal(input.lastClick.time, 0);
});
