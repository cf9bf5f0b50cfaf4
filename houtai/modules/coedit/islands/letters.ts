import * as Y from "yjs";

/** Letters one after the other by their numbers. */
export interface Letters {
  client: number;
  clock: number;
  length: number;
}

/** The same letters under their new numbers and under those that they had. */
export interface Pair {
  now: Letters;
  before: Letters;
}

/** Letters that stand, or stood, together. */
interface Stretch {
  text: string;
  letters: Letters[];
  parent: unknown;
}

/** Fewer letters that happen to be the same say nothing, unless a paragraph that had no others went. */
const TELLING = 4;

type Wanted = (item: Y.Item) => boolean;

/** What this browser has put in from its number `since` to `until`, paragraph by paragraph. */
export function putIn({ store, clientID }: Y.Doc, since: number, until: number): Stretch[] {
  const own = store.clients.get(clientID) ?? [];
  const parents = new Set<unknown>();
  for (let at = own.length - 1; at >= 0 && own[at]!.id.clock + own[at]!.length > since; at -= 1) if (says(own[at]!)) parents.add((own[at] as Y.Item).parent);
  return [...parents].reverse().flatMap((parent) => stretches(parent, (item) => !item.deleted && item.id.client === clientID && item.id.clock >= since && item.id.clock < until));
}

/** What a change took away, paragraph by paragraph. */
export function deletedIn(change: Y.Transaction, since: number): Stretch[] {
  const parents = new Set<unknown>();
  Y.iterateDeletedStructs(change, change.deleteSet, (item) => {
    if (says(item)) parents.add((item as Y.Item).parent);
  });
  const isNew = ({ id }: Y.Item) => id.client === change.doc.clientID && id.clock >= since;
  return [...parents].flatMap((parent) => stretches(parent, (item) => item.deleted && !isNew(item) && Y.isDeleted(change.deleteSet, item.id)));
}

/** What undo has brought back since the number `since`: Yjs knows what it was. */
export function restored({ store, clientID }: Y.Doc, since: number): Pair[] {
  const pairs: Pair[] = [];
  for (const item of [...store.clients.values()].flat()) {
    const { redone } = item as unknown as { redone?: Y.ID | null };
    if (!redone || redone.client !== clientID || redone.clock < since || !says(item)) continue;
    const before = lettersOf(item as Y.Item);
    pairs.push({ now: { ...redone, length: before.length }, before });
  }
  return pairs;
}

/** Which of the letters that were put in are some of those that went. */
export function pieces(put: Stretch[], gone: Stretch[]): Pair[] {
  const pairs: Pair[] = [];
  const [open, left] = [[...put], [...gone]];
  for (let one = open.shift(); one; one = open.shift()) {
    const { text, parent } = one;
    const telling = (other: Stretch) => Math.min(text.length, other.text.length) >= TELLING || (parent !== other.parent && text === other.text);
    const at = left.findIndex((other) => telling(other) && (other.text.includes(text) || text.includes(other.text)));
    if (at === -1) continue;
    const other = left[at]!;
    const [mine, theirs] = [Math.max(0, text.indexOf(other.text)), Math.max(0, other.text.indexOf(text))];
    const length = Math.min(text.length, other.text.length);
    pairs.push(...paired(cut(one, mine, mine + length).letters, cut(other, theirs, theirs + length).letters));
    open.unshift(...[cut(one, 0, mine), cut(one, mine + length)].filter(isSome));
    left.splice(at, 1, ...[cut(other, 0, theirs), cut(other, theirs + length)].filter(isSome));
  }
  return pairs;
}

const isSome = ({ text }: Stretch): boolean => text !== "";

function paired(now: Letters[], before: Letters[]): Pair[] {
  const pairs: Pair[] = [];
  const [left, right] = [[...now], [...before]];
  while (left[0] && right[0]) {
    const length = Math.min(left[0].length, right[0].length);
    pairs.push({ now: { ...left[0], length }, before: { ...right[0], length } });
    for (const side of [left, right]) {
      const { client, clock, length: all } = side.shift()!;
      if (all > length) side.unshift({ client, clock: clock + length, length: all - length });
    }
  }
  return pairs;
}

function cut({ text, letters, parent }: Stretch, from: number, to = text.length): Stretch {
  let at = 0;
  const kept = letters.flatMap(({ client, clock, length }) => {
    const [start, stop] = [Math.max(from - at, 0), Math.min(to - at, length)];
    at += length;
    return start < stop ? [{ client, clock: clock + start, length: stop - start }] : [];
  });
  return { text: text.slice(from, to), letters: kept, parent };
}

/** The wanted letters of a paragraph, together as long as no other letters stand between them. */
function stretches(parent: unknown, wanted: Wanted): Stretch[] {
  const found: Stretch[] = [];
  let together = false;
  for (const item of itemsOf(parent)) {
    if (!says(item)) continue;
    const is = wanted(item);
    if (is && !together) found.push({ text: "", letters: [], parent });
    if (is) {
      const last = found.at(-1)!;
      last.text += (item.content as Y.ContentString).str;
      last.letters.push(lettersOf(item));
    }
    together = is || (together && item.deleted);
  }
  return found;
}

function* itemsOf(parent: unknown): Generator<Y.Item> {
  for (let item = (parent as Y.XmlText)._start; item; item = item.right) yield item;
}

const says = (struct: unknown): boolean => struct instanceof Y.Item && struct.content instanceof Y.ContentString && struct.parent instanceof Y.XmlText;

const lettersOf = ({ id: { client, clock }, length }: Y.Item): Letters => ({ client, clock, length });
