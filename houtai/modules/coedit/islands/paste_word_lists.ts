import { isHeading } from "./paste_headings.ts";
import type { Sheet } from "./paste_look.ts";
import { nest, type Item } from "./paste_nesting.ts";
import { numbersOf } from "./paste_numbers.ts";

const MARK = /\b(l\d+)\s+level(\d)/i;

/** Word and WPS write lists as paragraphs with a mark and a printed sign; here they become lists. */
export function wordLists(body: HTMLElement, sheet: Sheet): void {
  const marked = [...body.querySelectorAll<HTMLElement>("p,div,h1,h2,h3,h4,h5,h6")].filter((element) => MARK.test(sheet.of(element).get("mso-list") ?? ""));
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
  const sign = signOf(heading, sheet);
  if (numbersOf(sign).length > 0) heading.prepend(`${sign} `);
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
  for (const paragraph of run) {
    const [, list, level] = MARK.exec(sheet.of(paragraph).get("mso-list") ?? "") ?? [];
    if (!list) {
      items.at(-1)!.holds.push(paragraph.cloneNode(true));
      continue;
    }
    const format = sheet.list(`${list.toLowerCase()}:level${level!}`)?.get("mso-level-number-format");
    const sign = signOf(paragraph, sheet);
    const numbers = format === "bullet" || format === "image" ? [] : numbersOf(sign);
    items.push({ level: Number(level), ordered: numbers.length > 0 || (sign === "" && format !== undefined && format !== "bullet"), numbers, holds: [paragraph.cloneNode(true)] });
  }
  return items;
}

/** Takes the printed sign of an item out of it. */
function signOf(paragraph: HTMLElement, sheet: Sheet): string {
  let sign = "";
  for (const span of [...paragraph.querySelectorAll("span")]) {
    if (!/^ignore$/i.test(sheet.of(span).get("mso-list") ?? "") || !paragraph.contains(span)) continue;
    sign += span.textContent ?? "";
    span.remove();
  }
  return sign.replace(/[\s\u00a0]+/g, " ").trim();
}
