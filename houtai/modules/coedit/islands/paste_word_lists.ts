import { isHeading } from "./paste_headings.ts";
import type { Look, Sheet } from "./paste_look.ts";
import { nest, type Item } from "./paste_nesting.ts";
import { numbersOf } from "./paste_numbers.ts";

const MARK = /\b(l\d+)\s+level(\d)/i;
const STYLE = /\bMsoList(?:Bullet|Number)(\d?)/;
const BULLET = /^(bullet|image|none)$/;

/** How deep an item stands, by its style alone or by what it says itself, and what the style sheet says of its list there. */
interface Mark {
  level: number;
  styled: boolean;
  look: Look | undefined;
}

/** Word and WPS write lists as paragraphs with a mark and a printed sign; here they become lists. */
export function wordLists(body: HTMLElement, sheet: Sheet): void {
  const marked = [...body.querySelectorAll<HTMLElement>("p,div,h1,h2,h3,h4,h5,h6")].filter((element) => markOf(element, sheet));
  const todo = new Set(marked.filter((element) => !isHeading(element, sheet)));
  for (const heading of marked) if (!todo.has(heading)) number(heading, sheet);
  for (const first of todo) {
    const run = runFrom(first, todo);
    for (const paragraph of run) todo.delete(paragraph);
    const items = itemsOf(run, sheet);
    const place = body.ownerDocument.createTextNode("");
    first.before(place);
    for (const paragraph of run) paragraph.remove();
    place.replaceWith(...nest(items, body.ownerDocument));
  }
}

/** A heading keeps its number, which others speak of. */
function number(heading: HTMLElement, sheet: Sheet): void {
  const mark = markOf(heading, sheet);
  const sign = signOf(heading, sheet);
  if (sign && isNumbered(heading, mark?.look, numbersOf(sign))) heading.prepend(`${sign} `);
}

/** What an item says of itself stands over what its style says; a style of lists needs no sheet when its sign is printed. */
function markOf(element: HTMLElement, sheet: Sheet): Mark | null {
  const said = sheet.whole(element).get("mso-list");
  const [, list, level] = MARK.exec(said ?? "") ?? [];
  const style = STYLE.exec(element.className);
  const styled = style !== null && !sheet.of(element).has("mso-list");
  const deep = styled ? Number(style[1] || 1) : 1;
  if (list) return { level: Math.max(Number(level), deep), styled, look: sheet.list(`${list.toLowerCase()}:level${level!}`) };
  return said === undefined && style && signs(element, sheet).length > 0 ? { level: deep, styled, look: undefined } : null;
}

function isNumbered(element: Element, look: Look | undefined, numbers: number[]): boolean {
  const format = look?.get("mso-level-number-format") ?? "";
  if (BULLET.test(format)) return false;
  return numbers.length > 0 || format !== "" || /%\d/.test(look?.get("mso-level-text") ?? "") || /\bMsoListNumber/.test(element.className);
}

function runFrom(first: HTMLElement, marked: Set<HTMLElement>): HTMLElement[] {
  const run = [first];
  for (let next = following(first); next && (marked.has(next) || isContinued(next)); next = following(next)) run.push(next);
  while (!marked.has(run.at(-1)!) && (run.at(-1)!.textContent ?? "").trim() === "") run.pop();
  return run;
}

function following(element: Element): HTMLElement | null {
  let next = element.nextSibling;
  while (next && next.nodeType === Node.TEXT_NODE && (next.textContent ?? "").trim() === "") next = next.nextSibling;
  return next instanceof HTMLElement ? next : null;
}

/** A further paragraph of the item before. */
const isContinued = (element: HTMLElement): boolean => element.localName === "p" && /\bMsoList(Paragraph|Continue)/.test(element.className);

function itemsOf(run: HTMLElement[], sheet: Sheet): Item[] {
  const items: Item[] = [];
  const marks = run.map((paragraph) => markOf(paragraph, sheet));
  // A second style stands within a first one only where there is one.
  const out = marks.every((mark) => mark?.styled !== false) ? Math.min(...marks.map((mark) => mark?.level ?? 9)) - 1 : 0;
  for (const [at, paragraph] of run.entries()) {
    const mark = marks[at];
    if (!mark) {
      items.at(-1)!.holds.push(paragraph.cloneNode(true));
      continue;
    }
    const numbers = numbersOf(signOf(paragraph, sheet));
    const ordered = isNumbered(paragraph, mark.look, numbers);
    const empty = (paragraph.textContent ?? "").trim() === "" && !paragraph.querySelector("img");
    items.push({ level: mark.level - out, ordered, numbers: ordered ? numbers : [], holds: empty ? [] : [paragraph.cloneNode(true)] });
  }
  return items;
}

/** Takes the printed sign of an item out of it. */
function signOf(paragraph: HTMLElement, sheet: Sheet): string {
  let sign = "";
  for (const span of signs(paragraph, sheet)) {
    if (!paragraph.contains(span)) continue;
    sign += span.textContent ?? "";
    span.remove();
  }
  return sign.replace(/[\s\u00a0]+/g, " ").trim();
}

const signs = (paragraph: HTMLElement, sheet: Sheet): HTMLElement[] => [...paragraph.querySelectorAll("span")].filter((span) => /^ignore$/i.test(sheet.of(span).get("mso-list") ?? ""));
