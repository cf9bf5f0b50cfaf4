import * as Y from "yjs";
import { deletedIn, pieces, putIn, restored, type Letters, type Pair } from "./letters.ts";
import { remove, twins, type Traced } from "./twins.ts";

/** The part of the document in which browsers say whose the letters are that they put in anew. */
const ROOT = "moved";

/** How often letters may have been put in anew: who says more is not believed. */
const DEEPEST = 1000;

interface Entry {
  clock: number;
  length: number;
  client: number;
  origin: number;
}

/**
 * Yjs cannot move letters: whoever splits a paragraph or makes a heading of it puts them in anew, under their own number.
 * Their browser knows where each came from, and says so: {"client:clock": [length, client, clock of the letter before]}.
 */
export class Moved {
  private readonly map: Y.Map<unknown>;
  private index: Map<number, Entry[]> | null = null;
  private unsettled = false;
  private readonly doc: Y.Doc;

  constructor(doc: Y.Doc) {
    this.doc = doc;
    this.map = doc.getMap(ROOT);
    this.map.observe((_event, { local }) => {
      this.index = null;
      this.unsettled ||= !local;
    });
    doc.on("afterTransaction", (change) => this.note(change));
  }

  /** Letters as those that were first written, in order. */
  first(letters: Letters): Letters[] {
    return this.traced(letters).map(({ length, path }) => ({ ...path[0]!, length }));
  }

  /** Takes away what stands twice because two people put it in anew at the same moment. */
  settle(text: Y.XmlFragment): void {
    if (!this.unsettled) return;
    this.unsettled = false;
    const gone = twins(this.doc, text, (letters) => (this.entries.has(letters.client) ? this.traced(letters) : []));
    if (gone.length > 0) this.doc.transact(() => gone.forEach((letters) => remove(this.doc, letters)), this);
  }

  private traced({ client, clock, length }: Letters, depth = 0): Traced[] {
    const found: Traced[] = [];
    let at = clock;
    const own = (to: number) => to > at && found.push({ length: to - at, path: [Y.createID(client, at)] });
    const entries = depth < DEEPEST ? (this.entries.get(client) ?? []) : [];
    for (let next = before(entries, clock); next < entries.length && entries[next]!.clock < clock + length; next += 1) {
      const entry = entries[next]!;
      const from = Math.max(at, entry.clock);
      const to = Math.min(clock + length, entry.clock + entry.length);
      if (from >= to || !this.isGone(entry)) continue;
      own(from);
      at = from;
      for (const { length: part, path } of this.traced({ client: entry.client, clock: entry.origin + from - entry.clock, length: to - from }, depth + 1)) {
        path.push(Y.createID(client, at));
        found.push({ length: part, path });
        at += part;
      }
    }
    own(clock + length);
    return found;
  }

  private note(change: Y.Transaction): void {
    const { clientID } = this.doc;
    const since = change.beforeState.get(clientID) ?? 0;
    const until = change.afterState.get(clientID) ?? 0;
    const undone = change.origin instanceof Y.UndoManager;
    if (!change.local || until <= since || (change.deleteSet.clients.size === 0 && !undone)) return;
    const pairs = undone ? restored(this.doc, since) : pieces(putIn(this.doc, since, until), deletedIn(change, since));
    if (pairs.length > 0) this.doc.transact(() => pairs.forEach((pair) => this.tell(pair)), this);
  }

  private tell({ now, before }: Pair): void {
    this.map.set(`${now.client}:${now.clock}`, [now.length, before.client, before.clock]);
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

/** The last entry that begins at this number or before, or the first one. */
function before(entries: Entry[], clock: number): number {
  let [low, high] = [0, entries.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (entries[middle]!.clock <= clock) low = middle;
    else high = middle;
  }
  return low;
}
