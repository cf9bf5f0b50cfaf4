import { destination } from "./paste_links.ts";
import type { Look, Sheet } from "./paste_look.ts";

/** What is true of the words at one place of the clipboard. */
export interface Manner {
  bold: boolean;
  italic: boolean;
  underline: boolean;
  strike: boolean;
  code: boolean;
  script: "sub" | "sup" | "";
  href: string;
  title: string;
  /** The kind and number of a link between a raised number and its note. */
  note: string;
  align: "center" | "right" | "";
  heading: string;
  /** Within a cell that heads a row or column. */
  head: boolean;
}

export const PLAIN: Manner = { bold: false, italic: false, underline: false, strike: false, code: false, script: "", href: "", title: "", note: "", align: "", heading: "", head: false };

const BY_TAG: Record<string, Partial<Manner>> = {
  b: { bold: true }, strong: { bold: true }, i: { italic: true }, em: { italic: true }, cite: { italic: true }, u: { underline: true }, ins: { underline: true },
  s: { strike: true }, strike: { strike: true }, del: { strike: true }, code: { code: true }, kbd: { code: true }, samp: { code: true }, tt: { code: true },
  sub: { script: "sub" }, sup: { script: "sup" },
};
const ALIGNS: Record<string, Manner["align"]> = { center: "center", middle: "center", right: "right", end: "right", left: "", start: "", justify: "" };

/** The manner inside an element: what was before, its tag, its style. */
export function inside(element: Element, before: Manner, sheet: Sheet, block: boolean): Manner {
  const manner = { ...before, ...BY_TAG[element.localName] };
  if (element.matches("ins.msoIns,ins[cite],ins[datetime]")) manner.underline = before.underline;
  // A class of paragraphs is a style of the other program, and its headings are bold; a class of words is a wish.
  style(manner, block && !element.matches("td,th") ? sheet.of(element) : sheet.whole(element), element.matches("u,ins,s,del,strike"));
  if (block) manner.align = align(element, sheet, before.align);
  if (element.localName === "a") {
    manner.href = destination(element.getAttribute("href") ?? "") ?? before.href;
    manner.title = element.getAttribute("title") ?? "";
    if (element.hasAttribute("linktype")) manner.note = `${element.getAttribute("linktype")} ${element.id}`;
  }
  return manner;
}

function style(manner: Manner, look: Look, decorated: boolean): void {
  const font = look.get("font") ?? "";
  const weight = look.get("font-weight") ?? /(?:^|\s)(bold|[6-9]00)\s/.exec(font)?.[1] ?? "";
  if (/^(bold|bolder|[6-9]00)/.test(weight)) manner.bold = true;
  else if (/^(normal|lighter|[1-5]00)/.test(weight)) manner.bold = false;
  const slant = look.get("font-style") ?? /(?:^|\s)(italic|oblique)\s/.exec(font)?.[1] ?? "";
  if (/^(italic|oblique)/.test(slant)) manner.italic = true;
  else if (slant.startsWith("normal")) manner.italic = false;
  const line = `${look.get("text-decoration") ?? ""} ${look.get("text-decoration-line") ?? ""}`;
  if (line.includes("underline")) manner.underline = true;
  if (line.includes("line-through") || /^(single|double)/.test(look.get("text-line-through") ?? "")) manner.strike = true;
  if (/\bnone\b/.test(line) && !decorated) manner.underline = manner.strike = false;
  const raised = look.get("vertical-align") ?? "";
  if (raised.startsWith("super")) manner.script = "sup";
  else if (raised.startsWith("sub")) manner.script = "sub";
}

function align(element: Element, sheet: Sheet, before: Manner["align"]): Manner["align"] {
  const said = sheet.of(element).get("text-align") || (element.localName === "center" ? "center" : element.getAttribute("data-align") || element.getAttribute("align") || "");
  // Tables and pictures use the attribute for their own place.
  return element.matches("table,tbody,tr") ? before : (ALIGNS[said.toLowerCase()] ?? before);
}

/** Words with the elements that say their manner. */
export function marked(text: string, manner: Manner, page: Document): Node {
  let node: Node = page.createTextNode(text);
  const wrap = (tag: string, attributes: Record<string, string> = {}) => {
    const around = page.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) if (value) around.setAttribute(name, value);
    around.append(node);
    node = around;
  };
  if (manner.code) wrap("code");
  if (manner.script) wrap(manner.script);
  if (manner.strike) wrap("s");
  if (manner.underline && !manner.href) wrap("u");
  if (manner.italic) wrap("em");
  if (manner.bold && !manner.heading && !manner.head) wrap("strong");
  const [linktype = "", id = ""] = manner.note.split(" ");
  if (manner.note) wrap("a", { linktype, id });
  else if (manner.href) wrap("a", { href: manner.href, title: manner.title });
  return node;
}
