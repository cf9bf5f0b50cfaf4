import { nest, type Item } from "./paste_nesting.ts";

const LISTS = "ul,ol";

/** Google Docs, Feishu, Shimo, Yuque and others write lists side by side and say in an attribute how deep each stands. */
export function flatLists(body: HTMLElement): void {
  for (const first of body.querySelectorAll("ol:not([start]) > li[value]:first-child")) first.parentElement!.setAttribute("start", first.getAttribute("value")!);
  for (const box of [...body.querySelectorAll("div")].reverse()) if (isBox(box)) box.replaceWith(...box.childNodes);
  for (const list of [...body.querySelectorAll<HTMLElement>(LISTS)]) hang(list);
  const seen = new Set<HTMLElement>();
  for (const first of [...body.querySelectorAll<HTMLElement>(LISTS)]) {
    if (seen.has(first) || !first.isConnected || first.parentElement?.closest("li")) continue;
    const run = runFrom(first);
    for (const list of run) seen.add(list);
    const items = run.flatMap((list) => itemsOf(list));
    if (!isParted(run, items) && items.every(({ said, depth }) => said === 0 || said === depth)) continue;
    const place = body.ownerDocument.createTextNode("");
    first.before(place);
    for (const list of run) list.remove();
    place.replaceWith(...nest(items, body.ownerDocument));
  }
}

/** A list right in a list belongs to the item before it, or is only a box. */
function hang(list: HTMLElement): void {
  for (const inner of [...list.children]) {
    if (!inner.matches(LISTS)) continue;
    const before = inner.previousElementSibling;
    if (before?.localName === "li") before.append(inner);
    else if (list.children.length === 1 && !list.parentElement?.closest(LISTS)) list.replaceWith(inner);
    else {
      const item = list.ownerDocument.createElement("li");
      inner.before(item);
      item.append(inner);
    }
  }
}

function runFrom(first: HTMLElement): HTMLElement[] {
  const run = [first];
  for (let next = first.nextSibling; next; next = next.nextSibling) {
    if (next instanceof HTMLElement && next.matches(LISTS)) run.push(next);
    else if ((next.textContent ?? "").trim() !== "" || next.nodeType !== Node.TEXT_NODE) break;
  }
  return run;
}

/** Around nothing but a list. */
function isBox({ children, childNodes }: Element): boolean {
  return children.length === 1 && children[0]!.matches(LISTS) && [...childNodes].every((node) => node === children[0] || (node.textContent ?? "").trim() === "");
}

/** Each item is a list of its own, as Word for the web writes them: attributes say which belong together, or numbers that go on do. */
function isParted(run: HTMLElement[], items: Said[]): boolean {
  const names = run.map((list) => list.querySelector("li")?.getAttribute("data-listid")).filter(Boolean);
  if (new Set(names).size < names.length) return true;
  return run.length > 1 && items.every(({ said }) => said > 0) && run.every((list) => list.localName === "ul" || list.hasAttribute("start"));
}

interface Said extends Item {
  said: number;
  depth: number;
}

function itemsOf(list: HTMLElement, depth = 1): Said[] {
  const found: Said[] = [];
  let number = Number.parseInt(list.getAttribute("start") ?? "1", 10) || 1;
  for (const item of list.children) {
    if (item.localName !== "li") continue;
    const said = levelOf(item, list);
    const ordered = list.localName === "ol" ? item.getAttribute("data-list") !== "bullet" : item.getAttribute("data-list") === "ordered";
    const inner = [...item.children].filter((child): child is HTMLElement => child.matches(LISTS));
    const holds = [...item.childNodes].filter((node) => !inner.includes(node as HTMLElement)).map((node) => node.cloneNode(true));
    const started = ordered && item === list.firstElementChild && list.hasAttribute("start");
    const alone = holds.every((node) => (node.textContent ?? "").trim() === "" && node.nodeName !== "IMG");
    if (!alone) found.push({ said, depth, level: said || depth, ordered, numbers: started ? [number] : [], holds });
    found.push(...inner.flatMap((each) => itemsOf(each, depth + 1)));
    number += 1;
  }
  return found;
}

/** How deep an item says it stands; 0 where it says nothing. */
function levelOf(item: Element, list: Element): number {
  const told = item.getAttribute("aria-level") ?? item.getAttribute("data-aria-level") ?? item.getAttribute("data-list-level") ?? "";
  if (/^\d$/.test(told)) return Number(told) || 1;
  const byClass = /\blist-(?:bullet|number|todo|check|code)(\d)\b/.exec(`${item.className} ${list.className}`);
  if (byClass) return Number(byClass[1]);
  const indent = /\bql-indent-(\d)\b/.exec(item.className)?.[1] ?? item.getAttribute("data-indent") ?? list.getAttribute("ne-level") ?? item.getAttribute("data-lake-indent") ?? list.getAttribute("data-lake-indent");
  if (indent && /^\d$/.test(indent)) return Number(indent) + 1;
  return item.getAttribute("data-list") && /\bql-/.test(list.className) ? 1 : 0;
}
