import * as Y from "yjs";
import type { Copy } from "./copy.ts";
import { isAhead, Outbox, type Vector } from "./outbox.ts";
import type { Line } from "./wire.ts";

const GATHER = 20;
const LIMIT = 1024 * 1024;

/** Sends one's own changes, and knows which of them no server has acknowledged. */
export class Sender {
  /** Most bytes of one update. */
  limit = LIMIT;
  private readonly outbox = new Outbox();
  private readonly doc: Y.Doc;
  private readonly copy: Copy | null;
  private readonly line: () => Line | null;
  private timer: number | undefined;
  /** Clients of this browser's whose changes are for this page to bring: its own, and those of pages before. */
  readonly own: number[];

  /** line: the connection once the server has answered on it. */
  constructor(doc: Y.Doc, copy: Copy | null, line: () => Line | null) {
    this.doc = doc;
    this.copy = copy;
    this.line = line;
    this.own = [...new Set([doc.clientID, ...(copy?.unsent ?? [])])];
    this.outbox.missing = (copy?.unsent.length ?? 0) > 0;
  }

  get clean(): boolean {
    return this.outbox.clean;
  }

  /** What the server is known to have. */
  get kept(): Vector {
    return this.outbox.kept;
  }

  /** may: whether it may be sent; if not it is kept until it may. */
  add(update: Uint8Array, may = true): void {
    if (this.copy && !this.copy.unsent.includes(this.doc.clientID)) this.copy.mark(this.doc.clientID);
    if (!may || !this.line()) this.outbox.missing = true;
    else {
      this.outbox.add(update);
      this.timer ??= window.setTimeout(() => this.flush(), GATHER);
    }
  }

  /**
   * Sends what the server lacks, at the start of a connection; who may not write keeps it. What others wrote came
   * from the log, where it is found by a server that does not know it yet.
   */
  catchUp(has: Vector, may: boolean): void {
    const mine = this.vector();
    const theirs = new Map(mine);
    for (const client of this.own) theirs.set(client, has.get(client) ?? 0);
    const lacking = this.outbox.missing || isAhead(mine, theirs);
    this.outbox.begin(theirs);
    this.outbox.missing = lacking && !may;
    if (lacking && may) this.send(Y.encodeStateAsUpdate(this.doc, Y.encodeStateVector(theirs)), mine);
    else this.settle();
  }

  /** Who may write again sends what they kept, and nothing that came from others meanwhile. */
  resume(): void {
    if (this.outbox.missing && this.line()) this.catchUp(this.theirs(), true);
  }

  /** Who may only read now keeps what is on its way: the server lets it fall. */
  hold(): void {
    this.stop();
    this.outbox.hold();
  }

  ack(n: number): void {
    this.outbox.ack(n);
    this.settle();
  }

  broke(): void {
    this.stop();
    this.outbox.broke();
  }

  /** All that no server acknowledged, as one update; null when there is nothing. */
  pending(): Uint8Array | null {
    if (this.clean) return null;
    this.flush();
    return Y.encodeStateAsUpdate(this.doc, Y.encodeStateVector(this.theirs()));
  }

  stop(): void {
    window.clearTimeout(this.timer);
    this.timer = undefined;
  }

  private flush(): void {
    this.stop();
    if (!this.line()) return;
    const updates = this.outbox.take(this.limit);
    for (const [at, update] of updates.entries()) this.send(update, at === updates.length - 1 ? this.vector() : this.kept);
  }

  /** Of what is too large as much goes out as makes the server say so: more of it would only break the connection. */
  private send(update: Uint8Array, after: Vector): void {
    this.line()?.send(update.length > this.limit ? update.slice(0, this.limit + 1) : update);
    this.outbox.gone(after);
  }

  private settle(): void {
    if (this.clean && this.copy?.unsent.length) this.copy.clean();
  }

  /** What the server has: of one's own changes those that it acknowledged, and all that came from it since. */
  private theirs(): Vector {
    const theirs = this.vector();
    for (const client of this.own) theirs.set(client, this.kept.get(client) ?? 0);
    return theirs;
  }

  private vector(): Vector {
    return Y.decodeStateVector(Y.encodeStateVector(this.doc));
  }
}
