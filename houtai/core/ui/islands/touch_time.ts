/** Touch time: the sum of the gaps between inputs, each cut at an idle limit. All times are milliseconds of one monotonic clock. */
export class TouchTime {
  readonly idle: number;
  private total = 0;
  private last: number | null = null;

  constructor(idle: number) {
    if (!(idle > 0)) throw new RangeError(`The idle limit must be above zero, not ${idle}.`);
    this.idle = idle;
  }

  /** Something was done, or the task was shown, at this moment. */
  input(at: number): void {
    this.addGap(at);
    this.last = Math.max(at, this.last ?? at);
  }

  /** The page was hidden: what follows counts nothing until the next input. */
  pause(at: number): void {
    this.addGap(at);
    this.last = null;
  }

  /** Time measured elsewhere for this task, for instance before it came back. */
  add(milliseconds: number): void {
    this.total += Math.max(0, milliseconds);
  }

  /** What was counted since the last take, in whole milliseconds; the rest of a millisecond is kept. */
  take(): number {
    const whole = Math.floor(this.total);
    this.total -= whole;
    return whole;
  }

  private addGap(at: number): void {
    if (this.last === null) return;
    this.total += Math.min(Math.max(at - this.last, 0), this.idle);
  }
}
