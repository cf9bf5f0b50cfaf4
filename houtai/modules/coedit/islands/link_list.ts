import { webAddress } from "./addresses.ts";
import { make } from "./dom.ts";
import type { Options } from "./options.ts";

/** Something of the site that a text may link to. */
export interface Linkable {
  linktype: string;
  id: number | string;
  title: string;
  note: string;
}

const PAUSE = 150;
let count = 0;

/** Null when nobody answers. */
export async function linkableOf(address: string, asked: Record<string, string>): Promise<Linkable[] | null> {
  const url = new URL(address, location.href);
  for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
  try {
    const answer = await fetch(url, { headers: { Accept: "application/json" } });
    return answer.ok ? (((await answer.json()) as { found?: Linkable[] }).found ?? []) : null;
  } catch {
    return null;
  }
}

/** Below a field: what of the site is called as the words in it. */
export class LinkList {
  readonly element: HTMLElement;
  private found: Linkable[] = [];
  private none = "";
  private at = 0;
  private timer: number | undefined;

  private readonly field: HTMLInputElement;
  private readonly options: Options;
  private readonly choose: (one: Linkable) => void;

  constructor(field: HTMLInputElement, options: Options, choose: (one: Linkable) => void) {
    this.field = field;
    this.options = options;
    this.choose = choose;
    this.element = make("ul", { class: "h-coedit-links", role: "listbox", id: `h-coedit-links-${(count += 1)}`, "aria-label": options.texts.linkFound });
    this.element.hidden = true;
    this.element.addEventListener("mousedown", (event) => event.preventDefault());
    for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.element.id })) field.setAttribute(name, value);
    field.addEventListener("input", () => this.soon());
  }

  /** Whether the key was for the list. */
  key(event: KeyboardEvent): boolean {
    if (this.element.hidden || this.found.length === 0 || event.isComposing) return false;
    const { length } = this.found;
    if (event.key === "Enter") this.choose(this.found[this.at]!);
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") this.mark((this.at + (event.key === "ArrowDown" ? 1 : length - 1)) % length);
    else return false;
    event.preventDefault();
    return true;
  }

  private soon(): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.look(), PAUSE);
  }

  private async look(): Promise<void> {
    const typed = this.field.value.trim();
    const found = typed === "" || webAddress(typed) ? [] : await linkableOf(this.options.links, { q: typed });
    if (typed !== this.field.value.trim() || !this.element.isConnected) return;
    this.found = found ?? [];
    this.none = found ? this.options.texts.nothing : this.options.texts.searchFailed;
    this.draw(typed !== "" && !webAddress(typed));
  }

  private draw(asked: boolean): void {
    const items = this.found.map((one, at) => {
      const item = make("li", { role: "option", id: `${this.element.id}-${at}` }, make("span", {}, one.title), make("small", {}, one.note));
      item.addEventListener("click", () => this.choose(one));
      return item;
    });
    this.element.replaceChildren(...(items.length > 0 ? items : [make("li", { class: "is-none" }, this.none)]));
    this.element.hidden = !asked;
    this.field.setAttribute("aria-expanded", String(asked));
    this.mark(0);
  }

  private mark(at: number): void {
    this.at = at;
    const items = [...this.element.querySelectorAll("[role=option]")];
    for (const [place, item] of items.entries()) item.setAttribute("aria-selected", String(place === at));
    if (items[at]) this.field.setAttribute("aria-activedescendant", items[at].id);
    else this.field.removeAttribute("aria-activedescendant");
    items[at]?.scrollIntoView({ block: "nearest" });
  }
}
