import * as Y from "yjs";
import type { Letters } from "./letters.ts";
import { walk } from "./walk.ts";

/** Letters with each number that they had, the first one first and today's last. */
export interface Traced {
  length: number;
  path: Y.ID[];
}

/** Letters that stand in the text and are others' of these numbers, which were put in anew. */
interface Copy {
  from: number;
  to: number;
  path: Y.ID[];
  text: string;
}

/**
 * Letters that two people put in anew at the same moment, each without the other, stand twice. Told are all but one of each.
 *
 * Which one stays depends on numbers alone that never change, and letters stay before those that they were put in anew of.
 * So, whatever browsers know when they choose, they never take away the last of them: nobody ever takes it for the lesser.
 */
export function twins(text: Y.XmlFragment, traced: (letters: Letters) => Traced[]): Letters[] {
  const found = new Map<number, Copy[]>();
  walk(text, () => false, ({ client, clock, text: words, suggested }) => {
    // Whoever may only suggest takes nothing away.
    if (suggested) return;
    let at = 0;
    for (const { length, path } of traced({ client, clock, length: words.length })) {
      const first = path[0]!;
      const copies = found.get(first.client) ?? [];
      if (path.length > 1) found.set(first.client, copies);
      if (path.length > 1) copies.push({ path, from: first.clock, to: first.clock + length, text: words.slice(at, at + length) });
      at += length;
    }
  });
  return [...found.values()].flatMap(lesser);
}

export function remove(doc: Y.Doc, { client, clock, length }: Letters): void {
  for (let at = clock; at < clock + length; ) {
    const id = Y.createID(client, at);
    const item = Y.getItem(doc.store, id);
    const part = Math.min(item.id.clock + item.length, clock + length) - at;
    const place = item.deleted ? null : Y.createAbsolutePositionFromRelativePosition(new Y.RelativePosition(null, null, id), doc);
    if (place) (place.type as Y.XmlText).delete(place.index, part);
    at += part;
  }
}

function lesser(copies: Copy[]): Letters[] {
  const gone: Letters[] = [];
  copies.sort((one, other) => one.from - other.from);
  copies.forEach((one, at) => {
    for (let next = at + 1; next < copies.length && copies[next]!.from < one.to; next += 1) {
      const other = copies[next]!;
      const [from, to] = [other.from, Math.min(one.to, other.to)];
      if (words(one, from, to) !== words(other, from, to)) continue;
      const [way, otherWay] = [wayOf(one, from), wayOf(other, from)];
      gone.push({ ...(isLess(way, otherWay) ? way : otherWay).at(-1)!, length: to - from });
    }
  });
  return gone;
}

const words = ({ from, text }: Copy, start: number, end: number): string => text.slice(start - from, end - from);

const wayOf = ({ path, from }: Copy, letter: number): Y.ID[] => path.map(({ client, clock }) => Y.createID(client, clock + letter - from));

/** The higher number stays where their ways part, as it stands further on in the text when both split one paragraph. */
function isLess(one: Y.ID[], other: Y.ID[]): boolean {
  const at = one.findIndex((id, place) => !other[place] || !Y.compareIDs(id, other[place]));
  const [mine, theirs] = [one[at], other[at]];
  if (!mine || !theirs) return !mine;
  return mine.client === theirs.client ? mine.clock < theirs.clock : mine.client < theirs.client;
}
