import assert from "node:assert/strict";
import { test } from "node:test";
import { broughtText } from "../form.ts";

test("an older text is edited for itself and not in the room", () => {
  assert.equal(broughtText('{"room": "content.article/1/body", "text": "<p>Old.</p>"}'), "<p>Old.</p>");
  assert.equal(broughtText('{"room": "content.article/1/body", "text": ""}'), "");
  assert.equal(broughtText('{"room": "content.article/1/body"}'), null);
  assert.equal(broughtText("<p>New article.</p>"), null);
});
