const FIRST = 300;
const LONGEST = 10_000;

/** Milliseconds to wait before try number `tries` (0 = first again), half of it by chance so that many do not come at once. */
export function pause(tries: number, chance: () => number = Math.random): number {
  const whole = Math.min(LONGEST, FIRST * 2 ** tries);
  return Math.round(whole / 2 + (whole / 2) * chance());
}
