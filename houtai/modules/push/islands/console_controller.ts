import { Controller } from "@hotwired/stimulus";
import { width } from "./width.ts";

const PAUSE = 350;
const COUNTED = /^(q|audience|channel_\d|when|at|expires_minutes|subject)$/;

/**
 * Makes the push console live: previews and lengths follow the keys, numbers and articles are fetched again after a
 * pause. Without it every button of the form does the same with a whole page.
 */
export default class ConsoleController extends Controller<HTMLFormElement> {
  static override targets = ["title", "body", "ask", "plain"];

  declare readonly titleTargets: HTMLElement[];
  declare readonly bodyTargets: HTMLElement[];
  declare readonly askTarget: HTMLButtonElement;
  declare readonly plainTargets: HTMLButtonElement[];

  private timer = 0;
  private asked: AbortController | null = null;
  private variant = "headline_1";
  private blank = "";

  override connect(): void {
    this.blank = this.titleTargets[0]?.textContent ?? "";
    for (const one of this.plainTargets) one.hidden = true;
    this.preview();
  }

  override disconnect(): void {
    this.left();
  }

  /** input anywhere in the form. */
  changed(event: Event): void {
    const field = event.target as HTMLInputElement;
    if (field.name === "subject") this.takeTitle(field);
    if (field.name === "at") this.field("when", "at")?.click();
    this.measure(field);
    this.preview();
    if (!COUNTED.test(field.name)) return;
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.fetch(), PAUSE);
  }

  /** focusin: the preview shows the variant that is being written. */
  facing(event: FocusEvent): void {
    const { name } = event.target as HTMLInputElement;
    if (!name?.startsWith("headline_")) return;
    this.variant = name;
    this.preview();
  }

  key(event: KeyboardEvent): void {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    this.element.requestSubmit(this.askTarget);
  }

  /** submit: an answer that is still on its way is for nobody. */
  left(): void {
    window.clearTimeout(this.timer);
    this.asked?.abort();
  }

  /** The title of the chosen article becomes the first headline, unless somebody wrote one. */
  private takeTitle(chosen: HTMLInputElement): void {
    const headline = this.field("headline_1");
    const titles = [...this.element.querySelectorAll<HTMLInputElement>("input[name=subject]")].map(({ dataset }) => this.cut(dataset["title"]));
    if (!headline || (headline.value !== "" && headline.dataset["taken"] !== headline.value && !titles.includes(headline.value))) return;
    headline.value = this.cut(chosen.dataset["title"]);
    headline.dataset["taken"] = headline.value;
    this.measure(headline);
  }

  private cut(title = ""): string {
    return title.slice(0, this.field("headline_1")?.maxLength ?? 120);
  }

  private measure(field: HTMLInputElement): void {
    const box = field.closest("[data-console-measured]");
    if (!box) return;
    const wide = width(field.value);
    box.querySelector("meter")!.value = wide;
    box.querySelector("output")!.value = String(wide);
  }

  private preview(): void {
    const title = this.field(this.variant)?.value || this.field("headline_1")?.value;
    const chosen = this.element.querySelector<HTMLInputElement>("input[name=subject]:checked")?.dataset["title"];
    for (const one of this.titleTargets) one.textContent = title || chosen || this.blank;
    for (const one of this.bodyTargets) one.textContent = this.field("body")?.value ?? "";
  }

  private async fetch(): Promise<void> {
    this.asked?.abort();
    this.asked = new AbortController();
    const body = new FormData(this.element);
    body.set("step", "look");
    try {
      const answer = await fetch(location.pathname, { method: "POST", body, headers: { "X-Requested-With": "XMLHttpRequest" }, signal: this.asked.signal });
      if (answer.ok && !answer.redirected) this.take(await answer.text());
    } catch {
      // Aborted, or the network is away: the numbers stay as they were, and sending counts them again.
    }
  }

  private take(html: string): void {
    const page = new DOMParser().parseFromString(html, "text/html");
    for (const fresh of page.querySelectorAll<HTMLElement>("[data-console-part]")) {
      const old = this.element.querySelector<HTMLElement>(`[data-console-part="${fresh.dataset["consolePart"]}"]`);
      if (!old || old.innerHTML === fresh.innerHTML) continue;
      const focused = old.contains(document.activeElement) ? (document.activeElement as HTMLInputElement).value : null;
      old.replaceChildren(...[...fresh.childNodes].map((node) => document.adoptNode(node)));
      if (focused !== null) old.querySelector<HTMLInputElement>(`input[value="${focused}"]`)?.focus();
    }
  }

  private field(name: string, value = ""): HTMLInputElement | null {
    return this.element.querySelector<HTMLInputElement>(`[name="${name}"]${value ? `[value="${value}"]` : ""}`);
  }
}
