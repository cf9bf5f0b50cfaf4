import { codeBlock } from "./paste_code.ts";
import { destination } from "./paste_links.ts";
import type { Sheet } from "./paste_look.ts";
import { inside, PLAIN, type Manner } from "./paste_marks.ts";
import { EMPTY } from "./paste_nesting.ts";
import { playerIn } from "./players.ts";
import type { PastedPictures } from "./paste_pictures.ts";
import { Flow } from "./paste_flow.ts";

const BLOCK = "address,article,aside,blockquote,center,dd,details,div,dl,dt,fieldset,figcaption,figure,footer,form,h1,h2,h3,h4,h5,h6,header,hr,li,main,nav,ol,p,pre,section,summary,table,tbody,td,tfoot,th,thead,tr,ul";
const FILM = "iframe,video,audio,lite-youtube,amp-youtube,embed[embedtype=media]";
const QUOTE = "blockquote,.MsoQuote,.MsoIntenseQuote,.MsoBlockText,.callout-block,.quote-container,.ne-alert,.ne-quote,[data-type=callout],[data-block-type=quote_container]";
const SPACE = /[^\S\u00a0\u3000]+/g;
const HAN = "[\\u2e80-\\u303f\\u3040-\\u30ff\\u3400-\\u9fff\\uf900-\\ufaff\\uff00-\\uffef]";
/** Word breaks its lines anywhere; between Chinese characters that is no blank. */
const BROKEN = new RegExp(`(?<=${HAN})[ \\t]*\\r?\\n[ \\t]*(?=${HAN})`, "g");

/** Writes the clipboard anew, with nothing but what the text may hold. */
export class Writer {
  private readonly page: Document;
  private readonly sheet: Sheet;
  private readonly pictures: PastedPictures;

  constructor(page: Document, sheet: Sheet, pictures: PastedPictures) {
    this.page = page;
    this.sheet = sheet;
    this.pictures = pictures;
  }

  write(body: HTMLElement): HTMLElement {
    const root = this.page.createElement("div");
    this.fill(root, body, PLAIN);
    return root;
  }

  private fill(box: HTMLElement, from: Node, manner: Manner): void {
    const flow = new Flow(box, this.page);
    this.children(from, manner, flow);
    flow.end();
  }

  private children(from: Node, manner: Manner, flow: Flow): void {
    for (const child of from.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) flow.words((child.textContent ?? "").replace(BROKEN, "").replace(SPACE, " "), manner);
      else if (child instanceof Element) this.element(child, manner, flow);
    }
  }

  private element(element: Element, before: Manner, flow: Flow): void {
    const block = element.matches(BLOCK) || this.sheet.of(element).get("display") === "block";
    const manner = inside(element, before, this.sheet, block);
    const tag = element.localName;
    if (tag === "br") flow.breakLine(manner);
    else if (tag === "img") this.picture(element, manner, flow);
    else if (tag === "input") this.box(element, manner, flow);
    else if (element.matches(FILM)) this.film(element, manner, flow);
    else if (tag === "embed") flow.block(element.cloneNode(true) as HTMLElement);
    else if (/\bmso-tab-count\b/.test(element.getAttribute("style") ?? "")) flow.words(" ", manner);
    else if (block) this.block(element, manner, flow);
    else this.children(element, manner, flow);
  }

  private block(element: Element, manner: Manner, flow: Flow): void {
    const tag = element.localName;
    flow.end();
    if (/^h[2-4]$/.test(tag)) this.children(element, { ...manner, heading: tag, bold: false }, flow);
    else if (tag === "hr") flow.block(this.page.createElement("hr"));
    else if (tag === "pre") flow.block(codeBlock(element, this.page));
    else if (tag === "table") this.table(element, manner, flow);
    else if (tag === "ul" || tag === "ol") this.list(element, manner, flow);
    else if (tag === "figure") this.figure(element, manner, flow);
    else if (element.matches(QUOTE)) this.quote(element, manner, flow);
    else this.children(element, manner, flow);
    flow.end();
  }

  private list(list: Element, manner: Manner, flow: Flow): void {
    const made = this.page.createElement(list.localName);
    const start = list.getAttribute("start") ?? "";
    if (list.localName === "ol" && /^[1-9]\d{0,2}$/.test(start) && start !== "1") made.setAttribute("start", start);
    for (const item of list.children) {
      const box = this.page.createElement("li");
      tick(item, box.ownerDocument);
      this.fill(box, item, inside(item, manner, this.sheet, true));
      if (box.childNodes.length > 0 || item.hasAttribute(EMPTY)) made.append(box);
    }
    if (made.childElementCount > 0) flow.block(made);
  }

  private quote(element: Element, manner: Manner, flow: Flow): void {
    const before = flow.box.lastElementChild;
    const joins = element.localName !== "blockquote" && before?.localName === "blockquote";
    const made = joins ? (before as HTMLElement) : this.page.createElement("blockquote");
    this.fill(made, element, { ...manner, italic: false });
    if (made.childNodes.length > 0 && !joins) flow.block(made);
  }

  private table(table: Element, manner: Manner, flow: Flow): void {
    const rows = [...table.querySelectorAll("tr")].filter((row) => row.closest("table") === table && !isRuler(row));
    const cells = rows.flatMap((row) => [...row.children].filter((cell) => cell.matches("td,th")));
    const around = cells.length === 1 || table.parentElement?.closest("table") ? cells : [];
    for (const caption of table.querySelectorAll(":scope > caption")) this.block(caption, manner, flow);
    if (around.length > 0) return around.forEach((cell) => this.block(cell, inside(cell, manner, this.sheet, true), flow));
    const made = this.page.createElement("table");
    const body = made.appendChild(this.page.createElement("tbody"));
    for (const row of rows) body.append(this.row(row, manner));
    for (const row of [...body.children]) if (row.childElementCount === 0) row.remove();
    if (body.childElementCount > 0) flow.block(made);
  }

  private row(row: Element, manner: Manner): HTMLElement {
    const made = this.page.createElement("tr");
    for (const cell of row.children) {
      if (!cell.matches("td,th")) continue;
      const head = cell.localName === "th" || row.parentElement?.localName === "thead";
      const box = this.page.createElement(head ? "th" : "td");
      for (const name of ["colspan", "rowspan"]) {
        const span = Number.parseInt(cell.getAttribute(name) ?? "1", 10);
        if (span > 1 && span < 1000) box.setAttribute(name, String(span));
      }
      this.fill(box, cell, { ...inside(cell, manner, this.sheet, true), head });
      if (box.childNodes.length === 0) box.append(this.page.createElement("p"));
      made.append(box);
    }
    return made;
  }

  private figure(figure: Element, manner: Manner, flow: Flow): void {
    const image = figure.querySelector("img");
    const shown = image && this.pictures.take(image, this.sheet, this.page);
    if (figure.querySelectorAll("img").length !== 1 || !(shown instanceof Element)) return this.children(figure, manner, flow);
    const made = this.page.createElement("figure");
    const caption = this.page.createElement("figcaption");
    const box = this.page.createElement("div");
    made.append(shown);
    for (const said of figure.querySelectorAll("figcaption")) this.fill(box, said, { ...PLAIN });
    for (const line of box.children) caption.append(...(caption.hasChildNodes() ? [" "] : []), ...line.childNodes);
    if (caption.hasChildNodes()) made.append(caption);
    flow.block(made);
  }

  private picture(image: Element, manner: Manner, flow: Flow): void {
    const shown = this.pictures.take(image, this.sheet, this.page);
    if (typeof shown === "string") flow.words(shown, manner);
    else if (shown) flow.block(shown);
  }

  private box(input: Element, manner: Manner, flow: Flow): void {
    if (input.getAttribute("type") === "checkbox") flow.words(input.hasAttribute("checked") ? "☑ " : "☐ ", manner);
  }

  /** A player of a known provider stays one; whatever else is shown in a frame is kept as the way to it. */
  private film(frame: Element, manner: Manner, flow: Flow): void {
    const found = playerIn(frame);
    if (found) return flow.block(this.embed(found.page));
    const source = ["data-src", "src", "url"].map((name) => frame.getAttribute(name)).find(Boolean) || frame.querySelector("source")?.getAttribute("src") || "";
    const href = destination(source.startsWith("//") ? `https:${source}` : source);
    if (!href || !/^https?:/i.test(href)) return;
    flow.end();
    flow.words(href, { ...manner, href });
    flow.end();
  }

  private embed(url: string): HTMLElement {
    const made = this.page.createElement("embed");
    made.setAttribute("embedtype", "media");
    made.setAttribute("url", url);
    return made;
  }
}

/** Word ends a table whose cells do not line up with a row that only holds widths. */
const isRuler = (row: Element): boolean => row.getAttribute("height") === "0" && (row.textContent ?? "").trim() === "";

const DONE: Record<string, string> = { todo: "☐ ", unchecked: "☐ ", false: "☐ ", done: "☑ ", checked: "☑ ", true: "☑ " };

/** An item of tasks that says in an attribute, or by a box before its paragraphs, whether it is done says so in a sign. */
function tick(item: Element, page: Document): void {
  const box = item.querySelector(":scope > input[type=checkbox]");
  box?.remove();
  const sign = DONE[box ? String(box.hasAttribute("checked")) : item.getAttribute("data-list") ?? item.getAttribute("aria-checked") ?? item.getAttribute("data-checked") ?? ""];
  if (!sign) return;
  const walker = page.createTreeWalker(item, NodeFilter.SHOW_TEXT, ({ textContent }) => (textContent?.trim() ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP));
  const first = walker.nextNode();
  if (first) first.textContent = sign + first.textContent!.trimStart();
}
