import assert from "node:assert/strict";
import { test } from "node:test";
import { TouchTime } from "../touch_time.ts";

const measured = (idle: number, ...moments: number[]): number => {
  const time = new TouchTime(idle);
  for (const moment of moments) time.input(moment);
  return time.take();
};

test("the gaps between inputs are summed", () => {
  assert.equal(measured(60_000, 0, 400, 1000, 5000), 5000);
});

test("one input alone took no time", () => {
  assert.equal(measured(60_000, 1234), 0);
});

test("a gap is cut at the idle limit", () => {
  assert.equal(measured(60_000, 0, 3_600_000, 3_601_000), 61_000);
});

test("a hidden page counts nothing", () => {
  const time = new TouchTime(60_000);
  time.input(0);
  time.pause(2000);
  time.input(900_000);
  time.input(901_500);
  assert.equal(time.take(), 3500);
});

test("hiding twice counts once", () => {
  const time = new TouchTime(60_000);
  time.input(0);
  time.pause(2000);
  time.pause(4000);
  assert.equal(time.take(), 2000);
});

test("what was taken is not counted again", () => {
  const time = new TouchTime(60_000);
  time.input(0);
  time.input(700);
  assert.equal(time.take(), 700);
  time.input(1000);
  assert.equal(time.take(), 300);
  assert.equal(time.take(), 0);
});

test("parts of a millisecond add up and are never lost", () => {
  const time = new TouchTime(60_000);
  time.input(0);
  let total = 0;
  for (let i = 1; i <= 10; i++) {
    time.input(i * 0.75);
    total += time.take();
  }
  assert.equal(total, 7);
});

test("a clock that steps back takes nothing away", () => {
  assert.equal(measured(60_000, 1000, 500, 1500), 500);
});

test("time measured elsewhere is added", () => {
  const time = new TouchTime(60_000);
  time.add(1500);
  time.add(-10);
  assert.equal(time.take(), 1500);
});

test("an idle limit of zero is refused", () => {
  assert.throws(() => new TouchTime(0), RangeError);
});
