import * as Y from "yjs";

/** A stretch of text in ProseMirror's counting. */
export interface Span {
  from: number;
  to: number;
}

/** Relative positions as Yjs writes them in JSON. */
export interface Anchor {
  start: unknown;
  end: unknown;
}

/** A passage: where it is, and the words there and around, by which it is found again. */
export interface Passage {
  anchor: Anchor;
  quote: string;
  before: string;
  after: string;
}

interface Piece {
  offset: number;
  at: number;
  client: number;
  clock: number;
  text: string;
}

type Inner = Y.XmlFragment | Y.XmlElement;

export const QUOTE = 500;
export const AROUND = 40;
/** So many letters around it must be the same for a short passage to be the same one; a long one is known by itself. */
const ENOUGH = 8;
const TELLING = 24;

const BREAKS = /\n/g;
const whole = (text: string): string => text.replace(/\p{Surrogate}/gu, "");
const point = (client: number, clock: number, assoc: 0 | -1): unknown => ({ item: { client, clock }, assoc });

/** The shared document as it stands: its words, and where each of its parts is. To be made anew after each change. */
export class Reading {
  words = "";
  private readonly pieces: Piece[] = [];
  private readonly starts = new Map<unknown, number>();
  private readonly spans = new Map<Y.XmlElement | Y.XmlText, Span>();
  private flat: { words: string; offsets: number[] } | null = null;
  private readonly fragment: Y.XmlFragment;
  private readonly isLeaf: (name: string) => boolean;

  /** `isLeaf` says which nodes count one place and have no inside. */
  constructor(fragment: Y.XmlFragment, isLeaf: (name: string) => boolean) {
    this.fragment = fragment;
    this.isLeaf = isLeaf;
    this.inside(fragment, 0);
  }

  /** What is to be kept of a stretch; null when there is nothing in it. */
  passage({ from, to }: Span): Passage | null {
    const within = this.pieces.filter(({ at, text }) => at < to && at + text.length > from);
    const first = within[0];
    const last = within.at(-1);
    if (!first || !last) return this.things(from, to);
    const skipped = Math.max(0, from - first.at);
    const kept = Math.min(last.text.length, to - last.at);
    const start = first.offset + skipped;
    const stop = Math.min(last.offset + kept, start + QUOTE);
    return {
      anchor: { start: point(first.client, first.clock + skipped, 0), end: point(last.client, last.clock + kept - 1, -1) },
      quote: whole(this.words.slice(start, stop)),
      before: whole(this.words.slice(Math.max(0, start - AROUND), start)),
      after: whole(this.words.slice(stop, stop + AROUND)),
    };
  }

  /** Where a passage is now, or null when it is gone. `same`: whether its anchor is of this document's history. */
  place(passage: Passage, same: boolean): Span | null {
    return this.anchored(passage, same) ?? this.find(passage, same ? this.resolve(passage.anchor.start) : null);
  }

  /** Where its anchor says that it is. */
  anchored({ anchor }: Passage, same: boolean): Span | null {
    const from = same ? this.resolve(anchor.start) : null;
    const to = same ? this.resolve(anchor.end) : null;
    return from !== null && to !== null && from < to ? { from, to } : null;
  }

  /** The same words elsewhere, between words that are partly the same; of several the likeliest, then the nearest. */
  private find({ quote, before, after }: Passage, near: number | null): Span | null {
    const { words, offsets } = (this.flat ??= flattened(this.words));
    const [wanted, left, right] = [quote, before, after].map((text) => text.replace(BREAKS, "")) as [string, string, string];
    let best: (Span & { score: number; far: number }) | null = null;
    for (let at = wanted ? words.indexOf(wanted) : -1; at !== -1; at = words.indexOf(wanted, at + 1)) {
      const stop = at + wanted.length;
      const score = likeness(left, words.slice(Math.max(0, at - left.length), at), true, at <= left.length) + likeness(right, words.slice(stop, stop + right.length), false, stop + right.length >= words.length);
      const from = this.at(offsets[at]!);
      const far = near === null ? 0 : Math.abs(from - near);
      if (!best || score > best.score || (score === best.score && far < best.far)) best = { from, to: this.at(offsets[stop - 1]!) + 1, score, far };
    }
    return best && (best.score >= ENOUGH || wanted.length >= TELLING) ? { from: best.from, to: best.to } : null;
  }

  /** Pictures and the like in a stretch without words. */
  private things(from: number, to: number): Passage | null {
    const within = [...this.spans].filter(([, span]) => span.from >= from && span.to <= to && span.from < span.to).map(([element]) => element._item!.id);
    const first = within[0];
    const last = within.at(-1);
    if (!first || !last) return null;
    return { anchor: { start: point(first.client, first.clock, 0), end: point(last.client, last.clock, -1) }, quote: "", before: "", after: "" };
  }

  private resolve(told: unknown): number | null {
    try {
      const found = Y.createAbsolutePositionFromRelativePosition(Y.createRelativePositionFromJSON(told), this.fragment.doc!);
      const start = found ? this.starts.get(found.type) : undefined;
      if (!found || start === undefined) return null;
      if (found.type instanceof Y.XmlText) return start + found.index;
      const children = (found.type as Inner).toArray().slice(0, found.index) as (Y.XmlElement | Y.XmlText)[];
      return children.reduce((at, child) => this.spans.get(child)?.to ?? at, start);
    } catch {
      // Somebody's browser told of a place that cannot be.
      return null;
    }
  }

  private at(offset: number): number {
    const behind = this.pieces.findIndex((one) => one.offset > offset);
    const piece = this.pieces.at(behind === -1 ? -1 : behind - 1)!;
    return piece.at + offset - piece.offset;
  }

  private inside(parent: Inner, from: number): number {
    this.starts.set(parent, from);
    let at = from;
    for (const child of parent.toArray()) {
      const start = at;
      if (child instanceof Y.XmlText) at = this.along(child, at);
      else if (child instanceof Y.XmlElement) at = this.isLeaf(child.nodeName) ? at + 1 : this.block(child, at);
      if (child instanceof Y.XmlText || child instanceof Y.XmlElement) this.spans.set(child, { from: start, to: at });
    }
    return at;
  }

  private block(element: Y.XmlElement, at: number): number {
    const end = this.inside(element, at + 1) + 1;
    if (this.words !== "" && !this.words.endsWith("\n")) this.words += "\n";
    return end;
  }

  private along(text: Y.XmlText, from: number): number {
    this.starts.set(text, from);
    let at = from;
    for (let item: Y.Item | null = text._start; item; item = item.right) {
      if (item.deleted || !(item.content instanceof Y.ContentString)) continue;
      this.pieces.push({ offset: this.words.length, at, client: item.id.client, clock: item.id.clock, text: item.content.str });
      this.words += item.content.str;
      at += item.length;
    }
    return at;
  }
}

function flattened(text: string): { words: string; offsets: number[] } {
  const offsets: number[] = [];
  for (let at = 0; at < text.length; at += 1) if (text[at] !== "\n") offsets.push(at);
  return { words: text.replace(BREAKS, ""), offsets };
}

/** How many letters beside a passage are still the same; all of a short piece counts only at the edge of the text. */
function likeness(kept: string, there: string, backwards: boolean, edge: boolean): number {
  const [one, other] = backwards ? [[...kept].reverse().join(""), [...there].reverse().join("")] : [kept, there];
  let same = 0;
  while (same < one.length && one[same] === other[same]) same += 1;
  return same === one.length && kept.length < ENOUGH && edge ? ENOUGH : same;
}
