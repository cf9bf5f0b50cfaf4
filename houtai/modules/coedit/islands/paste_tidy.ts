import { flatLists } from "./paste_flat_lists.ts";
import { settleHeadings } from "./paste_headings.ts";
import { dropJunk } from "./paste_junk.ts";
import { linesIn, mayFit } from "./paste_limits.ts";
import { Sheet } from "./paste_look.ts";
import { settleNotes } from "./paste_notes.ts";
import { PastedPictures } from "./paste_pictures.ts";
import { picturesOfRtf } from "./paste_rtf.ts";
import { wordLists } from "./paste_word_lists.ts";
import { Writer } from "./paste_writer.ts";

export interface Tidied {
  html: string;
  /** Pictures that came along, as data addresses; the text names them by `prefix` and their place here. */
  pictures: string[];
  /** How many pictures the other program did not hand over. */
  lost: number;
}

/** Turns what another program put on the clipboard into plain HTML of ours. The page it is read as runs and fetches nothing.
 *  past: the notes that come along are numbered after it. Null where it is too much for the text. */
export function tidy(html: string, rtf = "", prefix = "#pasted-", past = 0): Tidied | null {
  const page = new DOMParser().parseFromString(fragment(html), "text/html");
  const sheet = new Sheet(page);
  const { body } = page;
  dropJunk(body, sheet);
  if (!mayFit(body.textContent ?? "", linesIn(body))) return null;
  settleNotes(body, sheet, past);
  wordLists(body, sheet);
  flatLists(body);
  settleHeadings(body, sheet);
  const pictures = new PastedPictures(body, () => picturesOfRtf(rtf), prefix);
  const written = new Writer(page, sheet, pictures).write(body);
  return { html: written.innerHTML, pictures: pictures.along, lost: pictures.lost };
}

/** What Chromium and Windows put around the copied part is no part of it; style sheets before it are needed. */
function fragment(html: string): string {
  const start = html.indexOf("<!--StartFragment-->");
  const end = html.lastIndexOf("<!--EndFragment-->");
  if (start === -1 || end < start) return html;
  const before = html.slice(0, start);
  return `${(before.match(/<style\b[^]*?<\/style>/gi) ?? []).join("")}<body>${leftOpen(before.slice(Math.max(0, before.search(/<body\b/i))))}${html.slice(start, end)}`;
}

/** The tables and lists around what follows. */
function leftOpen(before: string): string {
  const small = before.toLowerCase();
  const closed = new Map(["table", "tr", "ul", "ol"].map((name) => [name, small.lastIndexOf(`</${name}>`)]));
  return [...before.matchAll(/<(table|tr|ul|ol)\b[^>]*>/gi)].filter((tag) => tag.index > closed.get(tag[1]!.toLowerCase())!).map(([tag]) => tag).join("");
}

/** Stands on what this editor copies, which says itself how it is to be put in. Others of its kind have headings of their own. */
export const OWN = "data-houtai";

export const isOurs = (html: string): boolean => html.includes(` ${OWN}=""`) && /\sdata-pm-slice=/.test(html);

/** The same where notes cannot be put in order. */
export const withoutNotes = (tidied: Tidied): Tidied => ({ ...tidied, html: tidied.html.replace(/<a linktype="noted" id="\d+">[^<]*<\/a>/g, "").replace(/<a linktype="note" id="\d+">(.*?)<\/a>/g, "$1") });

/** The same where pictures cannot be taken in. */
export function withoutPictures({ html, pictures, lost }: Tidied, prefix: string): Tidied {
  const kept = html.replace(new RegExp(`<img src="${prefix}\\d+"[^>]*>`, "g"), "");
  return { html: kept, pictures: [], lost: lost + pictures.length };
}
