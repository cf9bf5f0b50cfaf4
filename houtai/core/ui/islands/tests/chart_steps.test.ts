import assert from "node:assert/strict";
import { test } from "node:test";
import { spanOf, timeStep } from "../chart_steps.ts";

test("an axis of time is marked in whole units", () => {
  assert.equal(timeStep(432_000), 2 * 86_400);
  assert.equal(timeStep(100_000), 12 * 3600);
  assert.equal(timeStep(3_000_000), 10 * 86_400);
  assert.equal(timeStep(200), 60);
  assert.equal(timeStep(0), 1);
});

test("bars on each other reach as far as their sum", () => {
  const bar = (data: number[]) => ({ name: "", type: "bar" as const, stack: "all", data });
  assert.equal(spanOf({ categories: ["a", "b"], series: [bar([3, -2]), bar([4, 1])] }), 9);
});
