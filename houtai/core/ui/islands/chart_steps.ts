import type { Plain, Point } from "./chart_dress.ts";

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86400;
const STEPS = [1, 2, 5, 10, 15, 30, ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE), ...[1, 2, 3, 6, 12].map((n) => n * HOUR), DAY, 2 * DAY, 5 * DAY];

/** Seconds between two marks of an axis of time: whole days, hours, minutes or seconds, about four in all. */
export function timeStep(span: number): number {
  const wanted = span / 4;
  return STEPS.find((step) => step >= wanted) ?? DAY * 10 ** Math.ceil(Math.log10(wanted / DAY));
}

/** From the lowest to the highest point of the bars and lines, zero included. */
export function spanOf(plain: Plain): number {
  let [low, high] = [0, 0];
  for (let i = 0; i < plain.categories.length; i++) {
    const values = plain.series.map(({ data, stack }) => ({ value: amount(data[i] ?? null), stack }));
    for (const { value } of values.filter(({ stack }) => !stack)) [low, high] = [Math.min(low, value), Math.max(high, value)];
    const stacked = values.filter(({ stack }) => stack).map(({ value }) => value);
    low = Math.min(low, sum(stacked.filter((value) => value < 0)));
    high = Math.max(high, sum(stacked.filter((value) => value > 0)));
  }
  return high - low;
}

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);

const amount = (data: number | null | Point): number => (typeof data === "object" ? (data?.value ?? 0) : data);
