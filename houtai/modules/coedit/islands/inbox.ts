/** What comes in, taken together: drawing a long text for every single letter of somebody else would leave no time for one's own. */
export class Inbox {
  private waiting: Uint8Array[] = [];
  private timer: number | undefined;
  private cost = 0;
  private readonly apply: (updates: Uint8Array[]) => void;

  constructor(apply: (updates: Uint8Array[]) => void) {
    this.apply = apply;
  }

  /** Soon: the slower the last time was, the longer it waits, so that two thirds of the time stay free. */
  add(updates: Uint8Array[]): void {
    this.waiting.push(...updates);
    this.timer ??= window.setTimeout(() => this.take(), Math.min(250, this.cost * 2));
  }

  take(): void {
    window.clearTimeout(this.timer);
    this.timer = undefined;
    const taken = this.waiting;
    this.waiting = [];
    if (taken.length === 0) return;
    const began = performance.now();
    this.apply(taken);
    this.cost = performance.now() - began;
  }
}
