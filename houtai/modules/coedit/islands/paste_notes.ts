import { ARROW, BACK as NOTED, RAISED } from "./notes.ts";
import type { Sheet } from "./paste_look.ts";

const TO_NOTE = /#(?:_?(?:ftn|edn|ftnt|fn|footnote|cite_note)[-:_]?[a-z-]*|sd(?:foot|end)note(?=\d+sym))(\d+)(?:sym)?$/i;
const BACK = /#(?:_?(?:ftnref|ednref|ftnt_ref|fnref|footnote-?ref|cite_ref)|sd(?:foot|end)note\d+anc)/i;
const END = /#(?:_?edn|sdend)/i;

/** Footnotes and endnotes: a raised number in the text, the notes as a numbered list at the end; both lead to each other. */
export function settleNotes(body: HTMLElement, sheet: Sheet, past = 0): void {
  for (const link of body.querySelectorAll("a[linktype]")) link.removeAttribute("linktype");
  const notes = notesOf(body, sheet);
  // Both are one list here.
  const mixed = new Set(notes.map(({ end }) => end)).size > 1;
  const key = (number: number, end: boolean) => `${mixed && end} ${number}`;
  const places = new Map(notes.map((note, at) => [key(note.number, note.end), at] as const).reverse());
  for (const link of body.querySelectorAll("a[href]")) {
    const href = link.getAttribute("href") ?? "";
    const number = TO_NOTE.exec(href)?.[1];
    if (!number || BACK.test(href) || !/^(#|file:)/i.test(href)) continue;
    const raised = body.ownerDocument.createElement("sup");
    const place = places.get(key(Number(number), END.test(href))) ?? -1;
    raised.textContent = mixed && place >= 0 ? String(notes[0]!.number + place) : (/\d+/.exec(link.textContent ?? "")?.[0] ?? number);
    if (place >= 0) {
      wrap(raised, RAISED, past + place + 1);
      notes[place]!.id = past + place + 1;
    }
    (link.closest("sup") ?? link).replaceWith(raised);
  }
  if (notes.length === 0) return;
  dropRule(body);
  body.append(body.ownerDocument.createElement("hr"), listOf(notes, body.ownerDocument));
}

/** Some programs rule off the notes themselves, and leave boxes behind. */
function dropRule(body: HTMLElement): void {
  for (let last = body.lastChild; last; last = body.lastChild) {
    if ((last.textContent ?? "").trim() !== "" || (last instanceof Element && (last.matches("img,table") || last.querySelector("img,embed,iframe")))) return;
    last.remove();
    if (last.nodeName === "HR") return;
  }
}

interface Note {
  number: number;
  end: boolean;
  box: Element;
  /** By what a number in the text leads to it; 0 where none does. */
  id: number;
}

function wrap(inside: Element, linktype: string, id: number): void {
  const link = inside.ownerDocument.createElement("a");
  link.setAttribute("linktype", linktype);
  link.setAttribute("id", String(id));
  link.append(...inside.childNodes);
  inside.append(link);
}

/** An arrow at the end of its last paragraph leads back. */
function leadBack(item: Element, id: number): void {
  let last = item;
  while (last.lastElementChild?.matches("p,div")) last = last.lastElementChild;
  const arrow = item.ownerDocument.createElement("span");
  arrow.textContent = ARROW;
  wrap(arrow, NOTED, id);
  last.append(arrow);
}

function notesOf(body: HTMLElement, sheet: Sheet): Note[] {
  const notes: Note[] = [];
  const seen = new Set<Element>();
  for (const back of [...body.querySelectorAll<HTMLElement>("a[href]")]) {
    const href = back.getAttribute("href") ?? "";
    if (!BACK.test(href) || !/^(#|file:)/i.test(href)) continue;
    const box = [...ancestors(back)].find((element) => /^(foot|end)note$/.test(sheet.of(element).get("mso-element") ?? "")) ?? back.closest("li,p,div");
    if (!box || seen.has(box)) continue;
    seen.add(box);
    notes.push({ number: Number(/(\d+)(?:anc)?$/.exec(href)?.[1] ?? notes.length + 1), end: END.test(href), box, id: 0 });
    (back.closest("sup") ?? back).remove();
    const first = body.ownerDocument.createTreeWalker(box, NodeFilter.SHOW_TEXT).nextNode();
    if (first) first.textContent = first.textContent!.trimStart();
  }
  for (const { box } of notes) box.remove();
  for (const rest of body.querySelectorAll<HTMLElement>("div,ol,section")) {
    const isRest = /-list$/.test(sheet.of(rest).get("mso-element") ?? "") || (notes.length > 0 && /footnotes/.test(rest.className));
    if (isRest && (rest.textContent ?? "").trim() === "") rest.remove();
  }
  return notes;
}

function* ancestors(element: Element): Generator<Element> {
  for (let at = element.parentElement; at; at = at.parentElement) yield at;
}

function listOf(notes: Note[], page: Document): HTMLElement {
  const list = page.createElement("ol");
  if (notes[0]!.number > 1) list.setAttribute("start", String(notes[0]!.number));
  for (const { box, id } of notes) {
    const item = page.createElement("li");
    item.append(...box.childNodes);
    if (id > 0) leadBack(item, id);
    list.append(item);
  }
  return list;
}
