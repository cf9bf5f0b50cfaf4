import { make } from "./dom.ts";
import { MentionList } from "./mention_list.ts";
import type { Options } from "./options.ts";

const LONGEST = 4000;

export interface Saying {
  label: string;
  /** Under this name this tab keeps what is not sent yet, should the page be loaded again. */
  name?: string;
  send: string;
  text?: string;
  /** Answers what went wrong, in words, or nothing. */
  say: (text: string, mentions: number[]) => Promise<string>;
  cancel?: () => void;
}

/** A field in which somebody writes a comment. What did not get through stays in it. */
export class CommentBox {
  readonly element: HTMLElement;
  readonly field: HTMLTextAreaElement;
  private readonly wrong = make("p", { class: "h-coedit-thread__wrong", role: "alert" });
  private readonly send: HTMLButtonElement;
  private readonly people: MentionList | null;

  private readonly saying: Saying;

  constructor(saying: Saying, options: Options, home: HTMLElement) {
    this.saying = saying;
    this.field = make("textarea", { rows: "2", maxlength: String(LONGEST), "aria-label": saying.label, placeholder: saying.label, autocomplete: "off" });
    this.field.value = saying.text ?? kept(saying.name);
    this.people = options.mentions ? new MentionList(this.field, options, home) : null;
    this.send = make("button", { type: "button", class: "button button-small" }, saying.send);
    const cancel = make("button", { type: "button", class: "button button-small button-secondary" }, options.texts.cancel);
    cancel.hidden = !saying.cancel;
    this.element = make("div", { class: "h-coedit-thread__box" }, this.field, this.wrong, make("div", { class: "h-coedit-thread__buttons" }, this.send, cancel));
    this.send.addEventListener("click", () => void this.say());
    cancel.addEventListener("click", () => this.cancel());
    this.field.addEventListener("input", () => {
      this.fit();
      keep(saying.name, this.field.value);
    });
    this.field.addEventListener("keydown", (event) => this.key(event));
    this.fit();
  }

  get empty(): boolean {
    return this.field.value.trim() === "";
  }

  remove(): void {
    this.people?.remove();
    this.element.remove();
  }

  private key(event: KeyboardEvent): void {
    if (event.isComposing) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void this.say();
    } else if (event.key === "Escape" && this.saying.cancel && this.empty) {
      event.stopPropagation();
      this.cancel();
    }
  }

  private cancel(): void {
    keep(this.saying.name, "");
    this.saying.cancel?.();
  }

  private async say(): Promise<void> {
    // The field of a thread that nobody looks at is folded away, and comes with the press of the button.
    if (this.empty || this.send.disabled) return void requestAnimationFrame(() => this.field.focus());
    this.send.disabled = true;
    const text = this.field.value;
    const wrong = await this.saying.say(text, this.people?.mentions ?? []);
    this.send.disabled = false;
    this.wrong.textContent = wrong;
    if (!wrong && this.field.value === text) this.field.value = "";
    if (!wrong) keep(this.saying.name, this.field.value);
    this.fit();
  }

  private fit(): void {
    const lines = this.field.value.split("\n").length;
    this.field.rows = Math.min(8, Math.max(2, lines + 1, Math.ceil(this.field.value.length / 34)));
  }
}

function kept(name: string | undefined): string {
  try {
    return (name && sessionStorage.getItem(name)) || "";
  } catch {
    return "";
  }
}

function keep(name: string | undefined, text: string): void {
  try {
    if (name && text) sessionStorage.setItem(name, text);
    else if (name) sessionStorage.removeItem(name);
  } catch {
    // A browser that keeps nothing; what is written is still in the field.
  }
}
