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
  within: Y.XmlText;
}

const ITEMS = ["listItem", "taskItem"];

/**
 * Letters that two people put in anew, each without the other, stand twice. Told are all but one of each, where both split
 * the paragraph that held them.
 *
 * Which one stays depends on numbers alone that never change, and letters stay before those that they were put in anew of:
 * so, whatever browsers know when they choose, nobody takes away the one for which others took theirs away. Nor does it go
 * with its paragraph while somebody rebuilds that who had not heard of it. Elsewhere it could, and both stay.
 */
export function twins(doc: Y.Doc, text: Y.XmlFragment, traced: (letters: Letters) => Traced[]): Letters[] {
  const found = new Map<number, Copy[]>();
  walk(text, () => false, ({ client, clock, text: words, suggested, within }) => {
    // Whoever may only suggest takes nothing away.
    if (suggested) return;
    let at = 0;
    for (const { length, path } of traced({ client, clock, length: words.length })) {
      const { client: who, clock: from } = path[0]!;
      if (path.length > 1) {
        const copies = found.get(who) ?? [];
        copies.push({ path, from, to: from + length, text: words.slice(at, at + length), within });
        found.set(who, copies);
      }
      at += length;
    }
  });
  return [...found.values()].flatMap((copies) => lesser(doc, copies));
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

function lesser(doc: Y.Doc, copies: Copy[]): Letters[] {
  const gone: Letters[] = [];
  copies.sort((one, other) => one.from - other.from);
  copies.forEach((one, at) => {
    for (let next = at + 1; next < copies.length && copies[next]!.from < one.to; next += 1) {
      const other = copies[next]!;
      const [from, to] = [other.from, Math.min(one.to, other.to)];
      const [way, otherWay] = [wayOf(one, from), wayOf(other, from)];
      const parting = way.findIndex((id, place) => !otherWay[place] || !Y.compareIDs(id, otherWay[place]));
      const [mine, theirs] = [way[parting], otherWay[parting]];
      if (!mine || !theirs || words(one, from, to) !== words(other, from, to) || !areBeside(doc, one, other, way[parting - 1]!)) continue;
      gone.push({ ...(isLess(mine, theirs) ? way : otherWay).at(-1)!, length: to - from });
    }
  });
  return gone;
}

const words = ({ from, text }: Copy, start: number, end: number): string => text.slice(start - from, end - from);

const wayOf = ({ path, from }: Copy, letter: number): Y.ID[] => path.map(({ client, clock }) => Y.createID(client, clock + letter - from));

/** The higher number stays, as it stands further on in the text when both split one paragraph. */
const isLess = (one: Y.ID, other: Y.ID): boolean => (one.client === other.client ? one.clock < other.clock : one.client < other.client);

/** Whether both stand in paragraphs that were made of the one in which `before` stood, which is still there. */
function areBeside({ store }: Y.Doc, one: Copy, other: Copy, before: Y.ID): boolean {
  const item: unknown = Y.getItem(store, before);
  const from = item instanceof Y.Item && item.parent instanceof Y.XmlText ? item.parent : null;
  if (from?._item?.deleted !== false) return false;
  const place = placeOf(from);
  return [one, other].every((copy) => placeOf(copy.within) === place && copy.within._item?.id.client === copy.path.at(-1)!.client);
}

/** What holds the paragraph or, in a list, its item. */
function placeOf(text: Y.XmlText): unknown {
  const { parent } = text.parent as Y.XmlElement;
  return parent instanceof Y.XmlElement && ITEMS.includes(parent.nodeName) ? parent.parent : parent;
}
