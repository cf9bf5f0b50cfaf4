import type { Sheet } from "./paste_look.ts";

const NAME = /^"?(?:heading|标题|標題|überschrift|titre|título|titolo|заголовок|見出し|제목)\s*([1-9])"?$/i;
const TITLE = /^"?(?:title|标题|標題)"?$/i;
const BLOCK = "p,div,h1,h2,h3,h4,h5,h6,li,table,ul,ol,section,blockquote,pre";
const REAL = /^h[1-6]$/;
const LARGE = 1.3;

/** The level of a heading, 1 to 6, as its tag, its style or its outline says; 0 for none. */
export function headingLevel(element: Element, sheet: Sheet): number {
  const tag = /^h([1-6])$/.exec(element.localName);
  if (tag) return Number(tag[1]);
  if (element.getAttribute("role") === "heading") return within(element.getAttribute("aria-level") ?? "2");
  if (element.localName !== "p" && element.localName !== "div") return 0;
  const look = sheet.whole(element);
  const named = NAME.exec(look.get("mso-style-name") ?? "") ?? /\bMsoHeading(\d)/i.exec(element.className) ?? /(?:^|\s)heading-?(\d)(?:\s|$)/i.exec(element.className);
  if (named) return within(named[1]!);
  if (/\bMsoTitle\b/.test(element.className) || TITLE.test(look.get("mso-style-name") ?? "")) return 1;
  const outline = Number(look.get("mso-outline-level"));
  return outline >= 1 && outline <= 6 ? outline : 0;
}

const within = (text: string): number => Math.min(6, Math.max(1, Number.parseInt(text, 10) || 2));

export const isHeading = (element: Element, sheet: Sheet): boolean => headingLevel(element, sheet) > 0;

/** Paragraphs become headings, and levels ours: 2 to 4, with the outermost moved in when it has some below. */
export function settleHeadings(body: HTMLElement, sheet: Sheet): void {
  const found = new Map<Element, number>();
  for (const element of body.querySelectorAll("h1,h2,h3,h4,h5,h6,p,div,[role=heading]")) {
    const level = headingLevel(element, sheet);
    if (level > 0 && (REAL.test(element.localName) || !element.closest("li,td,th")) && !element.querySelector(BLOCK)) found.set(element, level);
  }
  const levels = new Set(found.values());
  const shift = levels.has(1) && levels.has(2) ? 1 : 0;
  for (const [element, level] of found) rename(element, `h${Math.min(4, Math.max(2, level + shift))}`);
  if (found.size === 0) bySize(body, sheet);
}

function rename(element: Element, tag: string): void {
  const heading = element.ownerDocument.createElement(tag);
  const style = element.getAttribute("style");
  if (style) heading.setAttribute("style", style);
  if (element.getAttribute("align")) heading.setAttribute("align", element.getAttribute("align")!);
  heading.append(...element.childNodes);
  element.replaceWith(heading);
}

/** Editors without headings: a short line that is bold and clearly larger than the rest of the text is one. */
function bySize(body: HTMLElement, sheet: Sheet): void {
  const lines = [...body.querySelectorAll("p,section,div")].filter((line) => !line.querySelector(BLOCK) && (line.textContent ?? "").trim() !== "" && !line.closest("li,td,th,blockquote"));
  const sizes = new Map<number, number>();
  for (const line of lines) sizes.set(size(line, sheet), (sizes.get(size(line, sheet)) ?? 0) + (line.textContent ?? "").length);
  const usual = [...sizes].sort((one, other) => other[1] - one[1])[0]?.[0] ?? 0;
  if (!usual || lines.length < 3) return;
  for (const line of lines) if (size(line, sheet) >= usual * LARGE && isTitle(line, sheet)) rename(line, "h2");
}

const isTitle = (line: Element, sheet: Sheet): boolean => {
  const text = (line.textContent ?? "").trim();
  return text.length <= 40 && !/[。！？；，,;]$/.test(text) && chain(line).some((element) => isBold(element, sheet));
};

const isBold = (element: Element, sheet: Sheet): boolean => /^(b|strong)$/.test(element.localName) || /^(bold|[6-9]00)$/.test(sheet.of(element).get("font-weight") ?? "");

/** From the line inwards, as long as one element holds all of the words. */
function chain(line: Element): Element[] {
  const found = [line];
  for (let at: Element | undefined = line; at; ) {
    const words: string = (at.textContent ?? "").trim();
    at = [...at.children].find((child) => (child.textContent ?? "").trim() === words);
    if (at) found.push(at);
  }
  return found;
}

/** In pixels; 16 where nothing is said. */
function size(line: Element, sheet: Sheet): number {
  const said = chain(line).map((element) => /^([\d.]+)(px|pt)$/.exec(sheet.of(element).get("font-size") ?? "")).filter((found) => found !== null).at(-1);
  return said ? Number(said[1]) * (said[2] === "pt" ? 4 / 3 : 1) : 16;
}
