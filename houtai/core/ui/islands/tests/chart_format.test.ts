import assert from "node:assert/strict";
import { test } from "node:test";
import { writer } from "../chart_format.ts";

test("money is counted in minor units", () => {
  assert.equal(writer({ style: "money", currency: "CNY", digits: 2 }, "en")(1_234_550), "¥12,345.50");
  assert.equal(writer({ style: "money", currency: "JPY", digits: 0 }, "en")(500), "¥500");
});

test("money on an axis is short and Chinese counts in ten thousands", () => {
  assert.equal(writer({ style: "money", currency: "CNY", digits: 2 }, "zh-hans", true)(12_345_600), "¥12.3万");
});

test("a duration is written in its two largest units", () => {
  const write = writer({ style: "seconds" }, "en");
  assert.equal(write(200), "3m 20s");
  assert.equal(write(7200), "2h");
  assert.equal(write(0), "0s");
  assert.equal(write(-90), "−1m 30s");
  assert.equal(write(119.97), "2m");
  assert.equal(write(7199), "1h 59m");
});

test("a share is written as a percentage", () => {
  assert.equal(writer({ style: "percent" }, "en")(0.256), "25.6%");
});

test("a missing figure is written as nothing", () => {
  assert.equal(writer({ style: "number" }, "en")(null), "");
});

test("thousands are separated and the unit follows", () => {
  assert.equal(writer({ style: "number", unit: "drafts" }, "en")(12345), "12,345 drafts");
});
