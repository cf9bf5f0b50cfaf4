import { lift, make, placeBeside } from "./dom.ts";
import type { Options } from "./options.ts";
import { MENTION, peopleOf, type Named } from "./people.ts";

let count = 0;

/** Offers people behind an "@" in a plain text field, and knows whom its text names. */
export class MentionList {
  private readonly list: HTMLElement;
  private readonly find: (typed: string) => Promise<Named[]>;
  private found: Named[] = [];
  private chosen = 0;
  private named: Named[] = [];

  private readonly field: HTMLTextAreaElement;

  constructor(field: HTMLTextAreaElement, { texts, mentions }: Options, home: HTMLElement) {
    this.field = field;
    this.find = peopleOf(mentions);
    this.list = make("ul", { class: "h-coedit-menu", role: "listbox", id: `h-coedit-people-${(count += 1)}`, "aria-label": texts.people });
    this.list.hidden = true;
    home.append(this.list);
    this.list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const at = [...this.list.children].indexOf((event.target as Element).closest("li")!);
      if (this.found[at]) this.take(this.found[at]);
    });
    field.addEventListener("input", () => void this.look());
    field.addEventListener("keydown", (event) => this.key(event));
    field.addEventListener("blur", () => this.close());
    field.setAttribute("aria-autocomplete", "list");
  }

  /** Keys of those whom the text still names. */
  get mentions(): number[] {
    return [...new Set(this.named.filter(({ label }) => this.field.value.includes(`@${label}`)).map(({ id }) => Number(id)))];
  }

  remove(): void {
    this.list.remove();
  }

  private get typed(): string | null {
    const { value, selectionStart, selectionEnd } = this.field;
    return selectionStart === selectionEnd ? (MENTION.exec(value.slice(0, selectionStart))?.[1] ?? null) : null;
  }

  private async look(): Promise<void> {
    const { typed } = this;
    if (typed === null) return this.close();
    const found = await this.find(typed).catch(() => []);
    if (this.typed !== typed) return;
    this.found = found;
    this.chosen = 0;
    if (found.length > 0 && this.field.isConnected) this.draw();
    else this.close();
  }

  private key(event: KeyboardEvent): void {
    if (this.list.hidden || event.isComposing) return;
    const { length } = this.found;
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: length - 1 };
    if (event.key === "Enter" || event.key === "Tab") this.take(this.found[this.chosen]!);
    else if (event.key === "Escape") this.close();
    else if (steps[event.key]) this.mark(this.chosen + steps[event.key]!);
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  private take(one: Named): void {
    const { field } = this;
    const end = field.selectionStart;
    const start = end - (this.typed?.length ?? 0);
    this.named.push(one);
    field.setRangeText(`${one.label} `, start, end, "end");
    this.close();
  }

  private draw(): void {
    this.list.replaceChildren(...this.found.map(({ label }, at) => make("li", { role: "option", id: `${this.list.id}-${at}` }, label)));
    this.list.hidden = false;
    lift(this.list);
    placeBeside(this.list, this.field.getBoundingClientRect());
    this.field.setAttribute("aria-controls", this.list.id);
    this.mark(0);
  }

  private mark(at: number): void {
    this.chosen = at % this.found.length;
    [...this.list.children].forEach((one, place) => one.setAttribute("aria-selected", String(place === this.chosen)));
    this.field.setAttribute("aria-activedescendant", `${this.list.id}-${this.chosen}`);
  }

  private close(): void {
    if (!this.list.hidden) lift(this.list, false);
    this.list.hidden = true;
    this.field.removeAttribute("aria-activedescendant");
    this.field.removeAttribute("aria-controls");
  }
}
