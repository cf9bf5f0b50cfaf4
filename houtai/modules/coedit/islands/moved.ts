import * as Y from "yjs";
import { deletedIn, pieces, putIn, restored, type Letters, type Pair } from "./letters.ts";

/** The part of the document in which browsers say whose the letters are that they put in anew. */
const ROOT = "moved";

interface Entry {
  clock: number;
  length: number;
  client: number;
  origin: number;
}

/**
 * Yjs cannot move letters: whoever splits a paragraph or makes a heading of it puts them in anew, under their own number.
 * Their browser knows where each came from, and says so: {"client:clock": [length, client, clock of the first letter]}.
 */
export class Moved {
  private readonly map: Y.Map<unknown>;
  private index: Map<number, Entry[]> | null = null;
  private readonly doc: Y.Doc;

  constructor(doc: Y.Doc) {
    this.doc = doc;
    this.map = doc.getMap(ROOT);
    this.map.observe(() => {
      this.index = null;
    });
    doc.on("afterTransaction", (change) => this.note(change));
  }

  /** Letters as those that were first written, in order. */
  first({ client, clock, length }: Letters): Letters[] {
    const found: Letters[] = [];
    let at = clock;
    const own = (to: number) => to > at && found.push({ client, clock: at, length: to - at });
    for (const entry of this.entries.get(client) ?? []) {
      const from = Math.max(at, entry.clock);
      const to = Math.min(clock + length, entry.clock + entry.length);
      if (from >= to || !this.isGone(entry)) continue;
      own(from);
      found.push({ client: entry.client, clock: entry.origin + from - entry.clock, length: to - from });
      at = to;
    }
    own(clock + length);
    return found;
  }

  private note(change: Y.Transaction): void {
    const { clientID } = this.doc;
    const since = change.beforeState.get(clientID) ?? 0;
    const undone = change.origin instanceof Y.UndoManager;
    if (this.doc.store.clients.get(clientID) === undefined || Y.getState(this.doc.store, clientID) <= since) return;
    if (change.deleteSet.clients.size === 0 && !undone) return;
    const put = putIn(this.doc, since);
    const pairs = [...(undone ? restored(put, since) : []), ...pieces(put, deletedIn(change, since))];
    const news = pairs.flatMap((pair) => this.told(pair));
    if (news.length > 0) this.doc.transact(() => news.forEach(([key, value]) => this.map.set(key, value)), this);
  }

  /** One's own letters need no word. */
  private told({ now, before }: Pair): [string, number[]][] {
    let { clock } = now;
    return this.first(before).flatMap(({ client, clock: origin, length }) => {
      const key = `${now.client}:${clock}`;
      clock += length;
      return client === this.doc.clientID ? [] : [[key, [length, client, origin]] as [string, number[]]];
    });
  }

  /** Nobody's letters are in two places: who says so is not believed. */
  private isGone({ client, origin }: Entry): boolean {
    return Y.getState(this.doc.store, client) > origin && Y.getItem(this.doc.store, Y.createID(client, origin)).deleted;
  }

  private get entries(): Map<number, Entry[]> {
    if (this.index) return this.index;
    this.index = new Map();
    for (const [key, value] of this.map.entries()) {
      const [by, clock] = key.split(":").map(Number);
      if (!Array.isArray(value) || ![by, clock, ...value].every((one) => Number.isSafeInteger(one) && one >= 0)) continue;
      const [length, client, origin] = value as [number, number, number];
      const all = this.index.get(by!) ?? [];
      all.push({ clock: clock!, length, client, origin });
      this.index.set(by!, all);
    }
    for (const all of this.index.values()) all.sort((one, other) => one.clock - other.clock);
    return this.index;
  }
}
