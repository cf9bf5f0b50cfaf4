import { mergeUpdates } from "yjs";

/** Vector: what a document holds, clock by client. */
export type Vector = Map<number, number>;

interface Sent {
  n: number;
  vector: Vector;
}

/** Local changes on their way: collected, sent, acknowledged. */
export class Outbox {
  /** What the server is known to have for good. */
  kept: Vector = new Map();
  /** Something was made that no server acknowledged and that is in neither list below (a connection broke). */
  missing = false;
  private waiting: Uint8Array[] = [];
  private sent: Sent[] = [];
  private n = 0;

  get clean(): boolean {
    return !this.missing && this.waiting.length === 0 && this.sent.length === 0;
  }

  get hasWaiting(): boolean {
    return this.waiting.length > 0;
  }

  add(update: Uint8Array): void {
    this.waiting.push(update);
  }

  /** The waiting changes as few updates, none larger than `limit` unless one change alone is. */
  take(limit: number): Uint8Array[] {
    const batches: Uint8Array[][] = [];
    let size = Infinity;
    for (const update of this.waiting) {
      if (size + update.length > limit) {
        batches.push([]);
        size = 0;
      }
      batches.at(-1)!.push(update);
      size += update.length;
    }
    this.waiting = [];
    return batches.map((batch) => (batch.length === 1 ? batch[0]! : mergeUpdates(batch)));
  }

  /** Notes that the next update went out, after which the server will have `vector`. */
  gone(vector: Vector): void {
    this.n += 1;
    this.sent.push({ n: this.n, vector });
  }

  ack(n: number): void {
    for (const { vector } of this.sent.filter((one) => one.n <= n)) this.kept = vector;
    this.sent = this.sent.filter((one) => one.n > n);
  }

  /** The connection broke: what was not acknowledged has to be found again by comparing vectors. */
  broke(): void {
    this.hold();
    this.n = 0;
  }

  /** Nothing more is acknowledged on this connection of what was made, but it goes on and so do its numbers. */
  hold(): void {
    this.missing = !this.clean;
    this.waiting = [];
    this.sent = [];
  }

  /** The server says what it has, on a new connection or on the same. */
  begin(kept: Vector): void {
    this.kept = kept;
    this.waiting = [];
    this.sent = [];
    this.missing = false;
  }
}

export const isAhead = (mine: Vector, theirs: Vector): boolean => [...mine].some(([client, clock]) => clock > (theirs.get(client) ?? 0));
