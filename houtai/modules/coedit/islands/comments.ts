import type { Editor } from "@tiptap/core";
import { CommentBox } from "./comment_box.ts";
import { keepInside, make } from "./dom.ts";
import { readingOf } from "./highlights.ts";
import type { Options } from "./options.ts";
import { ThreadCard, type Around } from "./thread_card.ts";
import { put, type Key } from "./texts.ts";
import type { Thread, Threads } from "./threads.ts";

const FILTERS: [name: "open" | "resolved", text: Key, none: Key][] = [["open", "commentsOpen", "commentsNoneOpen"], ["resolved", "commentsResolved", "commentsNoneResolved"]];
type Filter = (typeof FILTERS)[number][0];

/** The panel beside the text, in which its threads stand in the order of their passages. */
export class Comments {
  readonly element: HTMLElement;
  editor!: Editor;
  private filter: Filter = "open";
  /** Shown or not as somebody chose; until then when there is something open. */
  private chosen: boolean | null = null;
  private begun: CommentBox | null = null;
  private wanted = Number(new URLSearchParams(location.search).get("comment")) || null;
  private readonly cards = new Map<number, ThreadCard>();
  private readonly tabs = new Map<Filter, HTMLButtonElement>();
  private readonly list = make("div", { class: "h-coedit-threads" });
  private readonly none = make("p", { class: "h-coedit-comments__none" });
  private readonly voice = make("span", { class: "h-coedit-voice", role: "status" });
  private heard: Set<number> | null = null;
  private readonly parts: Around;

  readonly threads: Threads;
  private readonly options: Options;
  private readonly home: HTMLElement;
  private readonly tell: (text: string) => void;
  private readonly keys: string;

  constructor(threads: Threads, options: Options, home: HTMLElement, tell: (text: string) => void, keys: string) {
    this.threads = threads;
    this.options = options;
    this.home = home;
    this.tell = tell;
    this.keys = keys;
    this.parts = { threads, options, home, show: (id, focus) => this.show(id, focus), choose: (id) => this.choose(id) };
    const { texts } = options;
    for (const [name, text] of FILTERS) {
      const tab = make("button", { type: "button", class: "h-coedit-comments__tab" }, texts[text]);
      tab.addEventListener("click", () => this.sift(name));
      this.tabs.set(name, tab);
    }
    const head = make("div", { class: "h-coedit-comments__head" }, make("h3", {}, texts.comments), make("div", { role: "group", "aria-label": texts.comments }, ...this.tabs.values()));
    this.element = make("aside", { class: "h-coedit-comments", "aria-label": texts.comments }, head, this.none, this.list);
    home.append(this.voice);
    this.element.hidden = true;
    keepInside(this.element);
    this.element.addEventListener("keydown", (event) => this.key(event));
  }

  get shown(): boolean {
    return this.chosen ?? (this.begun !== null || this.threads.open > 0);
  }

  toggle(): void {
    this.chosen = !this.shown;
    this.refresh();
  }

  /** Asks for a comment on what is selected; where nothing is, leads to the thread about the place of the caret. */
  begin(): void {
    const { editor, options, threads } = this;
    const { from, to, empty } = editor.state.selection;
    const here = empty ? this.around(from) : null;
    if (here !== null) return this.open(here, true);
    if (!threads.may) return this.tell(options.texts.commentMayNot);
    const passage = empty ? null : readingOf(editor.state, threads).passage({ from, to });
    if (!passage) return this.tell(options.texts.commentSelect);
    this.stop();
    editor.storage.highlights.pending = passage;
    const { epoch } = threads.room;
    const say = async (text: string, mentions: number[]) => {
      const wrong = await threads.act({ do: "begin", epoch, text, mentions, ...passage });
      if (!wrong) this.leave();
      return wrong;
    };
    this.begun = new CommentBox({ label: options.texts.commentWrite, name: threads.address, send: options.texts.commentSend, say, cancel: () => this.leave() }, options, this.home);
    this.begun.element.classList.add("is-new");
    this.list.before(this.begun.element);
    this.chosen = true;
    this.filter = "open";
    editor.storage.highlights.draw();
    this.begun.field.focus();
  }

  /** Shows a thread, whatever hid it. */
  open(id: number, focus = false): void {
    const thread = this.threads.all.get(id);
    if (!thread) return;
    this.filter = thread.resolved ? "resolved" : "open";
    this.chosen = true;
    this.choose(id);
    const card = this.cards.get(id);
    card?.element.scrollIntoView({ block: "nearest" });
    if (focus) card?.focus();
  }

  refresh(): void {
    const { threads, options: { texts } } = this;
    this.element.hidden = !threads.room.comments || !this.shown;
    const counts = { open: threads.open, resolved: threads.all.size - threads.open };
    for (const [name, text, none] of FILTERS) {
      const tab = this.tabs.get(name)!;
      tab.textContent = `${texts[text]} (${counts[name]})`;
      tab.setAttribute("aria-pressed", String(name === this.filter));
      if (name === this.filter) this.none.textContent = threads.all.size > 0 ? texts[none] : put(texts.commentsNone, this.keys);
    }
    this.none.hidden = counts[this.filter] > 0 || this.begun !== null;
    this.draw();
    this.announce();
    if (this.wanted !== null && threads.all.has(this.wanted) && threads.room.welcomed) {
      const id = this.wanted;
      this.wanted = null;
      this.open(id);
      this.show(id, false);
    }
  }

  close(): void {
    this.stop();
    this.threads.close();
  }

  private draw(): void {
    const { highlights } = this.editor.storage;
    const { all, may } = this.threads;
    for (const [id, card] of this.cards) {
      if (all.has(id)) continue;
      card.remove();
      this.cards.delete(id);
    }
    const place = ({ id }: Thread) => highlights.places.get(id)?.from ?? Infinity;
    const shown = [...all.values()].filter(({ id, resolved }) => (resolved !== null) === (this.filter === "resolved") || (this.cards.get(id)?.written ?? false));
    shown.sort((one, other) => place(one) - place(other) || one.id - other.id);
    const elements = shown.map((thread) => {
      const card = this.cards.get(thread.id) ?? new ThreadCard(thread, this.parts);
      this.cards.set(thread.id, card);
      card.update(thread, { active: thread.id === highlights.active, gone: highlights.places.get(thread.id) === null, may });
      return card.element;
    });
    // An element that is put where it is already would lose the caret in its field.
    for (const one of [...this.list.children]) if (!elements.includes(one as HTMLElement)) one.remove();
    elements.forEach((one, at) => this.list.children[at] === one || this.list.insertBefore(one, this.list.children[at] ?? null));
  }

  private sift(filter: Filter): void {
    this.filter = filter;
    this.refresh();
  }

  private choose(id: number | null): void {
    const { highlights } = this.editor.storage;
    if (highlights.active === id) return this.refresh();
    highlights.active = id;
    highlights.draw();
  }

  private show(id: number, focus: boolean): void {
    this.choose(id);
    const span = this.editor.storage.highlights.places.get(id);
    if (!span) return;
    this.editor.view.dom.querySelector(`[data-thread="${id}"]`)?.scrollIntoView({ block: "center" });
    if (focus) this.editor.chain().setTextSelection(span).focus().run();
  }

  private around(place: number): number | null {
    const spans = [...this.editor.storage.highlights.places].filter(([id]) => !this.threads.all.get(id)?.resolved);
    return spans.find(([, span]) => span && span.from <= place && place <= span.to)?.[0] ?? null;
  }

  private leave(): void {
    this.stop();
    this.editor.storage.highlights.draw();
    this.editor.commands.focus();
  }

  private stop(): void {
    this.begun?.remove();
    this.begun = null;
    if (!this.editor.isDestroyed) this.editor.storage.highlights.pending = null;
  }

  private key(event: KeyboardEvent): void {
    if (event.key !== "Escape" || event.isComposing) return;
    this.choose(null);
    this.editor.commands.focus();
  }

  /** Read out: what others have said since. */
  private announce(): void {
    const { threads, options: { texts } } = this;
    const comments = [...threads.all.values()].flatMap((thread) => thread.comments);
    const news = this.heard ? comments.filter(({ id, key }) => !this.heard!.has(id) && key !== threads.room.you?.key) : [];
    if (threads.loaded) this.heard = new Set(comments.map(({ id }) => id));
    if (news.length > 0) this.voice.textContent = put(texts.commentNews, news.map(({ name }) => name).join(", "));
  }
}
