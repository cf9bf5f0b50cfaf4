import * as Y from "yjs";
import { toBase64 } from "./bytes.ts";
import { COMMENT_KEYS } from "./buttons.ts";
import { ChangeList } from "./change_list.ts";
import { Comments } from "./comments.ts";
import { Copy } from "./copy.ts";
import { Desk } from "./desk.ts";
import { make } from "./dom.ts";
import { makeEditor } from "./editor.ts";
import { FindBar } from "./find_bar.ts";
import { Foot } from "./foot.ts";
import { storedHtml } from "./html.ts";
import type { Options } from "./options.ts";
import { offerWords } from "./rescue.ts";
import { Room } from "./room.ts";
import { SuggestBar } from "./suggest_bar.ts";
import { Threads } from "./threads.ts";
import { keyName, Toolbar } from "./toolbar.ts";
import { mendNetwork } from "./wagtail_network.ts";
import { unsentText } from "./walk.ts";
import { CODE, type Refusal } from "./wire.ts";

let count = 0;

/** One editor on the page: the text, what stands around it, and its room if it has one. */
export class Session {
  private readonly desk: Desk;
  private readonly toolbar: Toolbar;
  private readonly foot: Foot;
  private readonly bar: SuggestBar;
  private frame = 0;
  private written = false;
  private leaveNetwork: () => void = () => {};

  static async open(home: HTMLElement, address: string, options: Options, html: string, changed: (html: string) => void, again: () => void): Promise<Session> {
    if (!address) return new Session(home, null, options, html, changed, again);
    const copy = await Copy.open([address, options.user].join("|"));
    const room = new Room(address, new Y.Doc(), copy, options.csrf);
    const threads = new Threads(room, address, options.csrf, options.texts.commentFailed);
    return new Session(home, room, options, html, changed, again, threads);
  }

  private readonly home: HTMLElement;
  readonly room: Room | null;
  private readonly options: Options;
  private readonly again: () => void;

  private constructor(home: HTMLElement, room: Room | null, options: Options, html: string, changed: (html: string) => void, again: () => void, threads: Threads | null = null) {
    this.home = home;
    this.room = room;
    this.options = options;
    this.again = again;
    this.desk = new Desk(options, room, `h-coedit-text-${(count += 1)}`, home);
    const box = make("div");
    this.foot = new Foot(options.texts, room);
    this.desk.tell = (text) => this.foot.tell(text);
    const comments = threads && new Comments(threads, options, home, this.desk.tell, keyName(COMMENT_KEYS));
    this.desk.comments = comments;
    this.desk.editor = makeEditor(this.desk, box, home, html, () => this.commented());
    if (comments) comments.editor = this.desk.editor;
    this.toolbar = new Toolbar(this.desk);
    this.bar = new SuggestBar(this.desk);
    const list = room && new ChangeList(this.desk);
    this.desk.list = list;
    const page = make("div", { class: "h-coedit-page" }, box, ...(comments ? [comments.element] : []), ...(list ? [list.element] : []));
    this.desk.finder = new FindBar(this.desk);
    home.append(make("div", { class: "h-coedit-top" }, this.toolbar.element, this.desk.finder.element), page, this.bar.element, this.foot.element);
    const { editor } = this.desk;
    editor.on("transaction", ({ transaction }) => this.drawn(transaction.docChanged));
    if (!room) editor.on("update", () => changed(storedHtml(editor.state.doc)));
    this.drawn(true);
    if (room) this.follow(room);
  }

  close(): void {
    cancelAnimationFrame(this.frame);
    this.leaveNetwork();
    this.desk.comments?.close();
    this.desk.list?.close();
    this.room?.leave();
    this.desk.editor.destroy();
    this.home.replaceChildren();
  }

  get pending(): string | null {
    const update = this.room?.pending();
    return update ? toBase64(update) : null;
  }

  private follow(room: Room): void {
    room.on("changed", () => this.allow(room));
    room.on("welcome", () => this.allow(room));
    room.on("refused", (refusal) => this.refused(room, refusal));
    this.leaveNetwork = mendNetwork(room);
    room.start();
    this.foot.refresh();
  }

  private commented(): void {
    this.desk.comments?.refresh();
    this.toolbar.refresh();
  }

  private allow(room: Room): void {
    const { editor } = this.desk;
    if (editor.isDestroyed) return;
    const may = room.welcomed && !room.over && room.role !== "read";
    if (editor.isEditable !== may) editor.setEditable(may);
    if (room.role === "suggest" && !this.desk.suggesting) this.desk.suggest(true);
    this.foot.refresh();
    this.desk.list?.refresh();
    this.commented();
  }

  private drawn(changed: boolean): void {
    const { editor } = this.desk;
    this.written ||= changed;
    if (changed) this.foot.count(() => (editor.isDestroyed ? "" : editor.state.doc.textBetween(0, editor.state.doc.content.size, "\n", "\n")));
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      if (this.desk.over) return;
      this.desk.look();
      this.desk.list?.refresh();
      this.desk.finder?.refresh();
      this.bar.refresh(this.written);
      this.written = false;
      this.toolbar.refresh();
    });
  }

  private refused(room: Room, { code, text }: Refusal): void {
    const { texts } = this.options;
    this.allow(room);
    if (code === CODE.otherEpoch || code === CODE.notAllowed || code === CODE.tooLarge || code === CODE.malformed) {
      const lost = !room.clean && !room.foreign;
      const words = lost ? unsentText(room.fragment, room.kept, room.own) : "";
      room.forget();
      if (words.trim()) offerWords(words, text || (code === CODE.otherEpoch ? texts.dropped : texts.refused), texts);
      else if (lost) offerWords("", texts.refusedQuietly, texts);
      return this.again();
    }
    const sentences: Record<number, string> = { [CODE.signedOut]: texts.signedOut, [CODE.noRight]: texts.noRight, [CODE.noRoom]: texts.noRoom, [CODE.oldSchema]: texts.reload };
    this.foot.say(text || sentences[code] || texts.readOnly, true);
  }
}
