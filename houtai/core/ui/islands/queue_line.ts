/** The items of a queue that this page holds: those left behind, the one shown, those loaded ahead. */
export class QueueLine<Item> {
  shown: Item | null;
  private ahead: Item[] = [];
  private behind: Item[] = [];

  constructor(shown: Item | null) {
    this.shown = shown;
  }

  get all(): Item[] {
    return [...this.behind, ...(this.shown === null ? [] : [this.shown]), ...this.ahead];
  }

  get hasNext(): boolean {
    return this.ahead.length > 0;
  }

  /** A newly loaded item: shown when nothing is, kept for later otherwise. */
  arrive(item: Item): void {
    if (this.shown === null) this.shown = item;
    else this.ahead.push(item);
  }

  /** The shown item is decided: the next one takes its place. Falls back on what was left behind. */
  decide(): Item | null {
    const decided = this.shown;
    this.shown = this.ahead.shift() ?? null;
    return decided;
  }

  /** An item goes first, for instance because its decision was refused or undone. */
  comeBack(item: Item): void {
    if (this.shown !== null) this.ahead.unshift(this.shown);
    this.shown = item;
  }

  /** An item comes right after the one shown, so as not to disturb who is writing. */
  waitFor(item: Item): void {
    this.ahead.unshift(item);
  }

  /** Leaves the shown item undecided. False when nothing is ahead. */
  next(): boolean {
    if (!this.hasNext) return false;
    if (this.shown !== null) this.behind.push(this.shown);
    this.shown = this.ahead.shift()!;
    return true;
  }

  previous(): boolean {
    const item = this.behind.pop();
    if (item === undefined) return false;
    this.comeBack(item);
    return true;
  }

  /** Takes out whatever matches, wherever it stands. */
  drop(matches: (item: Item) => boolean): void {
    const rest = (item: Item): boolean => !matches(item);
    this.ahead = this.ahead.filter(rest);
    this.behind = this.behind.filter(rest);
    if (this.shown !== null && matches(this.shown)) this.decide();
  }
}
