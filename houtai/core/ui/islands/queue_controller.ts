import { Controller } from "@hotwired/stimulus";
import { ask, type Answer } from "./queue_answer.ts";
import { addAlert, blank, carryOver, isEmpty, isWriting, mark, subjectOf, titleOf, tokenOf, touchSubjectOf } from "./queue_item.ts";
import { isTyping, wish, type Wish } from "./queue_keys.ts";
import { QueueLine } from "./queue_line.ts";
import { QueueVoice } from "./queue_voice.ts";

const HUSHED = "houtai-queue-keys-off";

type Texts = Record<"done" | "batch" | "next" | "none" | "undone" | "undo" | "no_undo" | "offline" | "signed_out" | "refused" | "selected" | "unselected" | "first" | "loading", string>;

interface Sent {
  item: HTMLElement;
  title: string;
  gone: boolean;
  taken: HTMLElement[];
  spent: number;
  undo: Promise<string>;
}

/**
 * The queue by keyboard, one decision a key. Without this the page is a plain form; with it the next item is
 * swapped in at once while the decision is on its way, and comes back with a message when it was refused.
 */
export default class QueueController extends Controller<HTMLFormElement> {
  static override targets = ["item", "choice", "list", "help", "announcer", "toast", "hush"];
  static override values = { nextUrl: String, texts: Object };

  declare readonly itemTargets: HTMLElement[];
  declare readonly choiceTargets: HTMLElement[];
  declare readonly hasListTarget: boolean;
  declare readonly listTarget: HTMLElement;
  declare readonly hasHelpTarget: boolean;
  declare readonly helpTarget: HTMLDialogElement;
  declare readonly announcerTarget: HTMLElement;
  declare readonly toastTarget: HTMLElement;
  declare readonly hushTargets: HTMLInputElement[];
  declare readonly nextUrlValue: string;
  declare readonly textsValue: Texts;

  private line!: QueueLine<HTMLElement>;
  private voice!: QueueVoice;
  private place!: Comment;
  private nothing: HTMLElement | null = null;
  private looking: Promise<void> | null = null;
  private waiting = 0;
  private sent: Sent[] = [];

  override connect(): void {
    const item = this.itemTargets[0]!;
    this.voice = new QueueVoice(this.announcerTarget, this.toastTarget, this.textsValue.undo);
    this.place = document.createComment("item");
    item.before(this.place);
    this.line = new QueueLine(isEmpty(item) ? null : item);
    if (isEmpty(item)) this.nothing = item;
    for (const box of this.hushTargets) box.checked = localStorage.getItem(HUSHED) !== null;
    this.element.dataset["queueReady"] = "";
    this.element.dataset["touchSubjectValue"] = touchSubjectOf(item);
    window.addEventListener("keydown", this.key, { capture: true });
    void this.lookAhead();
  }

  override disconnect(): void {
    window.removeEventListener("keydown", this.key, { capture: true });
    this.place.remove();
  }

  /** submit: sends the decision and shows the next item without waiting for the answer. */
  async decide(event: SubmitEvent): Promise<void> {
    const button = event.submitter as HTMLButtonElement | null;
    if (!button?.name || button.hasAttribute("data-queue-plain")) return;
    event.preventDefault();
    const item = this.line.shown;
    if (item === null) return;
    const form = new FormData(this.element, button);
    const batch = this.picked();
    const subjects = batch.length > 0 ? batch : [subjectOf(item)];
    this.line.drop((one) => subjects.includes(subjectOf(one)));
    form.set("after", this.held());
    const answering = ask(button.getAttribute("formaction") ?? this.home, form);
    const sent: Sent = {
      item,
      title: batch.length > 0 ? this.textsValue.batch.replace("%s", String(batch.length)) : titleOf(item),
      gone: this.line.shown !== item,
      taken: this.takeEntries(subjects),
      spent: Number(form.get("touch_ms") ?? 0),
      undo: answering.then((answer) => answer.undo),
    };
    this.sent.push(sent);
    this.waiting += 1;
    if (sent.gone) this.show(this.textsValue.done.replace("%s", sent.title));
    const answer = await answering;
    this.waiting -= 1;
    if (answer.ok) this.accept(answer, sent);
    else this.refuse(answer, sent);
  }

  /** click on an entry of the list: shows that item here instead of loading the page again. */
  async open(event: MouseEvent): Promise<void> {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    const subject = (event.currentTarget as HTMLElement).closest<HTMLElement>("[data-subject]")!.dataset["subject"]!;
    event.preventDefault();
    const held = this.line.all.find((one) => subjectOf(one) === subject);
    if (held === this.line.shown) return held?.focus();
    if (held) this.line.drop((one) => one === held);
    const answer = held ? null : await ask(this.address({ item: subject }));
    const item = held ?? answer?.sections.find((one) => subjectOf(one) === subject);
    if (!item) return this.voice.tell(answer?.message || this.reason(answer!));
    this.line.comeBack(item);
    this.show();
  }

  async undo(): Promise<void> {
    const last = this.sent.pop();
    const url = last && (await last.undo);
    if (!last || !url) return this.voice.tell(this.textsValue.no_undo);
    const answer = await ask(url, tokenOf(this.element));
    if (!answer.ok) {
      this.sent.push(last);
      return this.voice.tell(answer.message || this.reason(answer), true);
    }
    this.giveEntries(answer.entries);
    for (const item of answer.sections.slice(0, 1)) if (!isEmpty(item)) this.restore(item);
    this.show(this.textsValue.undone.replace("%s", last.title));
    this.voice.quiet();
  }

  help(): void {
    if (this.hasHelpTarget && !this.helpTarget.open) this.helpTarget.showModal();
  }

  close(): void {
    this.helpTarget.close();
  }

  /** change on the switch in the help: single keys are heard, or not. Kept in this browser. */
  hush(event: Event): void {
    if ((event.currentTarget as HTMLInputElement).checked) localStorage.setItem(HUSHED, "1");
    else localStorage.removeItem(HUSHED);
  }

  async next(): Promise<void> {
    if (!this.line.hasNext) await this.lookAhead();
    if (this.line.next()) this.show();
    else this.voice.tell(this.textsValue.none);
    void this.lookAhead();
  }

  previous(): void {
    if (this.line.previous()) this.show();
    else this.voice.tell(this.textsValue.first);
  }

  /** Ticks the shown item for a batch, or unticks it. */
  select(): void {
    const box = this.box();
    if (!box) return;
    box.checked = !box.checked;
    const text = box.checked ? this.textsValue.selected : this.textsValue.unselected;
    this.voice.tell(text.replace("%s", titleOf(this.line.shown!)));
  }

  private key = (event: KeyboardEvent): void => {
    if (document.querySelector("dialog[open]") || localStorage.getItem(HUSHED) !== null) return;
    const letters = this.choiceTargets.map((choice) => choice.dataset["key"]!).filter(Boolean);
    const asked = wish(event, letters, isTyping(event.target));
    if (asked === null) return;
    if (asked !== "leave") event.preventDefault();
    event.stopPropagation();
    this.grant(asked);
  };

  private grant(asked: Wish): void {
    if (typeof asked === "object") this.choose(asked.choose);
    else if (asked === "leave") this.line.shown?.focus();
    else void this[asked]();
  }

  private choose(letter: string): void {
    const choice = this.choiceTargets.find(({ dataset }) => dataset["key"] === letter);
    if (choice instanceof HTMLButtonElement && choice.type === "submit") this.element.requestSubmit(choice);
    else choice?.click();
  }

  private accept(answer: Answer, { title }: Sent): void {
    if (answer.opens) return location.assign(answer.opens);
    this.giveEntries(answer.entries);
    this.voice.toast(answer.message || this.textsValue.done.replace("%s", title), { undo: answer.undo ? () => void this.undo() : undefined });
    this.arrive(answer.sections);
  }

  private refuse(answer: Answer, sent: Sent): void {
    const message = answer.message || this.reason(answer);
    this.sent = this.sent.filter((one) => one !== sent);
    this.giveEntries(answer.entries.length > 0 ? answer.entries : sent.taken);
    if (!sent.gone) return this.voice.tell(message, true);
    const fresh = answer.sections.find((one) => subjectOf(one) === subjectOf(sent.item));
    const back = fresh ? carryOver(sent.item, fresh) : sent.item;
    addAlert(back, message);
    back.dataset["spent"] = String(sent.spent);
    if (this.line.shown && isWriting(this.line.shown)) {
      this.line.waitFor(back);
      return this.voice.tell(message, true);
    }
    this.restore(back);
    this.show(message);
    this.voice.quiet();
  }

  /** Puts an item first; a copy of it that was loaded meanwhile gives way. */
  private restore(item: HTMLElement): void {
    this.line.drop((one) => subjectOf(one) === subjectOf(item));
    this.line.comeBack(item);
  }

  private arrive(sections: HTMLElement[]): void {
    for (const section of sections) {
      if (isEmpty(section)) this.nothing = section;
      else if (this.line.all.every((one) => subjectOf(one) !== subjectOf(section))) this.line.arrive(section);
    }
    if (this.line.shown !== this.itemTargets[0]) this.show();
  }

  private lookAhead(): Promise<void> {
    if (this.line.hasNext) return Promise.resolve();
    this.looking ??= ask(this.address({})).then((answer) => {
      this.looking = null;
      if (answer.ok) this.arrive(answer.sections);
    });
    return this.looking;
  }

  private address(wanted: Record<string, string>): string {
    const url = new URL(this.nextUrlValue || this.home, location.href);
    url.searchParams.set("after", this.held());
    for (const [name, value] of Object.entries(wanted)) url.searchParams.set(name, value);
    return url.toString();
  }

  /** The address of the form. Its `action` property is one of the buttons, which bear that name. */
  private get home(): string {
    return this.element.getAttribute("action") ?? location.pathname;
  }

  private held(): string {
    return this.line.all.map(subjectOf).join(",");
  }

  private show(before = ""): void {
    const old = this.itemTargets;
    const item = this.line.shown ?? (this.busy ? null : this.nothing) ?? blank(this.busy ? this.textsValue.loading : this.textsValue.none);
    if (old[0] !== item) {
      for (const one of old) one.remove();
      this.place.after(item);
    }
    mark(this.hasListTarget ? this.listTarget : null, subjectOf(item));
    item.focus({ preventScroll: true });
    item.scrollIntoView({ block: "nearest" });
    this.voice.say([before, this.line.shown ? this.textsValue.next.replace("%s", titleOf(item)) : ""].join(" "));
    this.dispatch("shown", { detail: { subject: touchSubjectOf(item), spent: Number(item.dataset["spent"] ?? 0), keep: true } });
    delete item.dataset["spent"];
  }

  private get busy(): boolean {
    return this.looking !== null || this.waiting > 0;
  }

  private picked(): string[] {
    if (!this.hasListTarget) return [];
    const boxes = [...this.listTarget.querySelectorAll<HTMLInputElement>("input[name=subjects]:checked")];
    return boxes.map((box) => box.closest<HTMLElement>("[data-subject]")!.dataset["subject"]!);
  }

  private box(): HTMLInputElement | null {
    if (!this.hasListTarget || !this.line.shown) return null;
    return this.entry(subjectOf(this.line.shown))?.querySelector("input[name=subjects]") ?? null;
  }

  private entry(subject: string): HTMLElement | undefined {
    return [...this.listTarget.querySelectorAll<HTMLElement>("[data-subject]")].find(({ dataset }) => dataset["subject"] === subject);
  }

  private takeEntries(subjects: string[]): HTMLElement[] {
    if (!this.hasListTarget) return [];
    const taken = subjects.map((subject) => this.entry(subject)).filter((one) => one !== undefined);
    for (const one of taken) one.remove();
    return taken;
  }

  private giveEntries(entries: HTMLElement[]): void {
    if (!this.hasListTarget) return;
    for (const one of entries) this.entry(one.dataset["subject"]!)?.remove();
    this.listTarget.prepend(...entries);
  }

  private reason({ status }: Answer): string {
    if (status === 0) return this.textsValue.offline;
    return status === 401 ? this.textsValue.signed_out : this.textsValue.refused;
  }
}
