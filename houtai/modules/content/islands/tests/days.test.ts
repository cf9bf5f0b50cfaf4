import assert from "node:assert/strict";
import { test } from "node:test";

import { later } from "../days.ts";

test("days pass over the ends of months and years, and February has its leap day", () => {
  assert.equal(later("2026-12-31", 1), "2027-01-01");
  assert.equal(later("2028-02-28", 1), "2028-02-29");
  assert.equal(later("2026-03-02", -7), "2026-02-23");
});
