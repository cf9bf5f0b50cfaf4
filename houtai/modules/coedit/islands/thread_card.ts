import { CommentBox } from "./comment_box.ts";
import { badge } from "./foot.ts";
import { make } from "./dom.ts";
import type { Options } from "./options.ts";
import { put } from "./texts.ts";
import type { Comment, Thread, Threads } from "./threads.ts";

export interface Around {
  threads: Threads;
  options: Options;
  home: HTMLElement;
  /** Leads to the passage; `focus`: and puts the caret there. */
  show: (thread: number, focus: boolean) => void;
  choose: (thread: number) => void;
}

const QUOTED = 160;

/** One thread in the panel: its passage's words, what was said, and a field for an answer. */
export class ThreadCard {
  readonly element: HTMLElement;
  private readonly quote: HTMLButtonElement;
  private readonly gone: HTMLElement;
  private readonly said = make("ol", { class: "h-coedit-thread__said" });
  private readonly settled = make("p", { class: "h-coedit-thread__settled" });
  private readonly settle: HTMLButtonElement;
  private readonly answer: CommentBox;
  private editing: CommentBox | null = null;
  private drawn = "";
  private thread: Thread;

  private readonly around: Around;

  constructor(thread: Thread, around: Around) {
    const { options, home, threads } = around;
    const { texts } = options;
    this.thread = thread;
    this.around = around;
    this.quote = make("button", { type: "button", class: "h-coedit-thread__quote" });
    this.gone = make("p", { class: "h-coedit-thread__gone" }, texts.commentGone);
    this.settle = make("button", { type: "button", class: "button button-small button-secondary h-coedit-thread__settle" });
    this.answer = new CommentBox({ label: texts.commentReply, name: `${threads.address} ${thread.id}`, send: texts.reply, say: (text, mentions) => threads.act({ do: "reply", thread: thread.id, text, mentions }) }, options, home);
    this.answer.element.querySelector(".h-coedit-thread__buttons")!.append(this.settle);
    this.element = make("article", { class: "h-coedit-thread", "data-card": String(thread.id) }, this.quote, this.gone, this.said, this.settled, this.answer.element);
    this.quote.addEventListener("click", ({ detail }) => around.show(thread.id, detail === 0));
    this.settle.addEventListener("click", () => void this.tell(threads.act({ do: this.thread.resolved ? "reopen" : "resolve", thread: thread.id })));
    this.element.addEventListener("focusin", () => around.choose(thread.id));
    this.element.addEventListener("click", () => around.choose(thread.id));
  }

  get written(): boolean {
    return !this.answer.empty || this.editing !== null;
  }

  focus(): void {
    (this.answer.element.hidden ? this.quote : this.answer.field).focus();
  }

  remove(): void {
    this.answer.remove();
    this.editing?.remove();
    this.element.remove();
  }

  update(thread: Thread, { active, gone, may }: { active: boolean; gone: boolean; may: boolean }): void {
    const { texts, language } = this.around.options;
    this.thread = thread;
    const words = thread.quote.replace(/\s+/g, " ").trim() || texts.commentPicture;
    const short = [...words].length > QUOTED ? `${[...words].slice(0, QUOTED).join("")}…` : words;
    this.element.setAttribute("aria-label", put(texts.commentThread, short));
    this.element.classList.toggle("is-active", active);
    this.element.classList.toggle("is-gone", gone);
    this.quote.textContent = short;
    this.quote.setAttribute("aria-label", put(texts.commentShow, short));
    this.quote.disabled = gone;
    this.gone.hidden = !gone;
    this.settled.hidden = !thread.resolved;
    this.settled.textContent = thread.resolved ? `${put(texts.resolvedBy, thread.resolved.name)} · ${moment(thread.resolved.at, language)}` : "";
    this.settle.textContent = thread.resolved ? texts.reopen : texts.resolve;
    this.answer.element.hidden = !may;
    this.draw(may);
  }

  /** Not under the hands of somebody who is changing one of them. */
  private draw(may: boolean): void {
    const { comments } = this.thread;
    const state = JSON.stringify([comments, may]);
    if (this.editing || state === this.drawn) return;
    this.drawn = state;
    this.said.replaceChildren(...comments.map((comment) => this.comment(comment, may)));
  }

  private comment(comment: Comment, may: boolean): HTMLElement {
    const { options, threads } = this.around;
    const { texts, language } = options;
    const when = make("time", { datetime: comment.at }, moment(comment.at, language) + (comment.edited ? ` · ${texts.commentEdited}` : ""));
    const head = make("div", { class: "h-coedit-thread__who" }, badge(comment), make("strong", {}, comment.name), when);
    const item = make("li", {}, head, make("p", { dir: "auto" }, comment.text));
    if (!may || comment.key !== threads.room.you?.key) return item;
    const button = (text: string) => make("button", { type: "button", class: "h-coedit-thread__own" }, text);
    const [edit, remove] = [button(texts.edit), button(texts.delete)];
    edit.addEventListener("click", () => this.edit(comment, item, may));
    remove.addEventListener("click", () => window.confirm(texts.commentDelete) && void this.tell(threads.act({ do: "delete", comment: comment.id })));
    item.append(make("div", { class: "h-coedit-thread__owns" }, edit, remove));
    return item;
  }

  private edit(comment: Comment, item: HTMLElement, may: boolean): void {
    const { options, home, threads } = this.around;
    const { texts } = options;
    if (this.editing) return this.editing.field.focus();
    const done = () => {
      this.editing?.remove();
      this.editing = null;
      this.drawn = "";
      this.draw(may);
    };
    const say = async (text: string) => {
      const wrong = await threads.act({ do: "edit", comment: comment.id, text });
      if (!wrong) done();
      return wrong;
    };
    this.editing = new CommentBox({ label: texts.commentWrite, send: texts.save, text: comment.text, say, cancel: done }, options, home);
    item.replaceChildren(item.firstElementChild!, this.editing.element);
    this.editing.field.focus();
  }

  private async tell(act: Promise<string>): Promise<void> {
    const wrong = await act;
    this.settled.hidden = !wrong && !this.thread.resolved;
    if (wrong) this.settled.textContent = wrong;
  }
}

function moment(at: string, language: string): string {
  const when = new Date(at);
  return Number.isNaN(when.getTime()) ? "" : when.toLocaleString(language, { dateStyle: "short", timeStyle: "short" });
}
