export interface Item {
  /** 1 for the outermost. */
  level: number;
  ordered: boolean;
  /** What its number may be; none where it only follows. */
  numbers: number[];
  /** Nothing: an empty item, which counts and stays. */
  holds: Node[];
}

/** Stands on an item that is meant to be empty. */
export const EMPTY = "data-empty";

interface Open {
  list: HTMLElement;
  ordered: boolean;
  next: number;
}

/** Lists within lists, out of items in a row that only say how deep they stand. */
export function nest(items: Item[], page: Document): HTMLElement[] {
  const outermost: HTMLElement[] = [];
  let open: Open[] = [];
  for (const item of items) {
    open = open.slice(0, item.level);
    const here = open[item.level - 1];
    if (here && !goesOn(here, item)) open.pop();
    while (open.length < item.level) open.push(begin(page, item, open, outermost));
    const last = open.at(-1)!;
    const box = page.createElement("li");
    box.append(...item.holds);
    if (item.holds.length === 0) box.setAttribute(EMPTY, "");
    last.list.append(box);
    last.next += 1;
  }
  return outermost;
}

const goesOn = ({ ordered, next }: Open, item: Item): boolean => ordered === item.ordered && (item.numbers.length === 0 || item.numbers.includes(next));

function begin(page: Document, { level, ordered, numbers }: Item, open: Open[], outermost: HTMLElement[]): Open {
  const list = page.createElement(ordered ? "ol" : "ul");
  const first = (open.length === level - 1 && numbers[0]) || 1;
  if (ordered && first !== 1) list.setAttribute("start", String(first));
  const around = open.at(-1)?.list;
  if (!around) outermost.push(list);
  else (around.lastElementChild ?? around.appendChild(page.createElement("li"))).append(list);
  return { list, ordered, next: first };
}
