import { ObservableV2 } from "lib0/observable";
import type { Anchor, Passage } from "./reading.ts";
import type { Room } from "./room.ts";
import type { Person, Refusal } from "./wire.ts";

export interface Comment extends Person {
  id: number;
  text: string;
  at: string;
  edited: boolean;
}

export interface Thread extends Passage {
  id: number;
  epoch: string;
  resolved: { name: string; at: string } | null;
  comments: Comment[];
}

export type Act =
  | { do: "look" }
  | ({ do: "begin"; epoch: string; text: string; mentions: number[] } & Passage)
  | { do: "reply"; thread: number; text: string; mentions: number[] }
  | { do: "edit"; comment: number; text: string }
  | { do: "delete"; comment: number }
  | { do: "resolve" | "reopen"; thread: number }
  | { do: "move"; epoch: string; places: { thread: number; anchor: Anchor }[] };

interface Answer {
  talk?: number;
  ids?: number[];
  threads?: Thread[];
  refused?: Refusal;
}

const PATIENCE = 15_000;
const AGAIN = 5_000;
const MOST_MOVED = 100;

/** The threads of a room: asked for when the room tells that they have changed. */
export class Threads extends ObservableV2<{ changed: () => void }> {
  readonly all = new Map<number, Thread>();
  private known = -1;
  private looking = false;
  private timer: number | undefined;
  private over = false;
  private moving = false;
  /** By what was to be said: the number under which it is said again when no answer came, so that it is there once. */
  private readonly nonces = new Map<string, string>();
  /** Passages that have other anchors now, of which the server does not know yet. */
  private readonly moved = new Map<number, Anchor>();

  readonly room: Room;
  readonly address: string;
  private readonly csrf: () => string;
  private readonly failed: string;

  constructor(room: Room, address: string, csrf: () => string, failed: string) {
    super();
    this.room = room;
    this.csrf = csrf;
    this.failed = failed;
    const url = new URL(address, location.href);
    url.pathname += "comments/";
    this.address = url.href;
    room.on("talk", () => void this.look());
  }

  get open(): number {
    return [...this.all.values()].filter(({ resolved }) => !resolved).length;
  }

  get loaded(): boolean {
    return this.known >= 0;
  }

  get may(): boolean {
    return this.room.comments === "write" && !this.room.over;
  }

  close(): void {
    this.over = true;
    window.clearTimeout(this.timer);
    this.destroy();
  }

  /** Has something done. Answers what went wrong, in words, or nothing. */
  async act(act: Act): Promise<string> {
    const said = act.do === "begin" || act.do === "reply" ? JSON.stringify(act) : "";
    if (said && !this.nonces.has(said)) this.nonces.set(said, Math.random().toString(36).slice(2) + Date.now().toString(36));
    const answer = await this.ask(act, this.nonces.get(said));
    if (answer.threads) this.nonces.delete(said);
    if (answer.threads) this.take(answer);
    return answer.threads ? "" : answer.refused?.text || this.failed;
  }

  /** A passage's letters were put elsewhere by this browser, so that it has another anchor. */
  move(id: number, anchor: Anchor): void {
    this.moved.set(id, anchor);
    this.anchor(id);
    void this.flush();
  }

  private anchor(id: number): void {
    const [thread, anchor] = [this.all.get(id), this.moved.get(id)];
    if (thread && anchor) this.all.set(id, { ...thread, anchor, epoch: this.room.epoch });
    else this.moved.delete(id);
  }

  private async flush(): Promise<void> {
    if (this.moving || this.moved.size === 0 || this.room.over || this.room.role !== "write") return;
    this.moving = true;
    const sent = [...this.moved].slice(0, MOST_MOVED);
    const said = await this.act({ do: "move", epoch: this.room.epoch, places: sent.map(([thread, anchor]) => ({ thread, anchor })) });
    this.moving = false;
    if (said) return;
    for (const [id, anchor] of sent) if (this.moved.get(id) === anchor) this.moved.delete(id);
    void this.flush();
  }

  private async look(): Promise<void> {
    this.emit("changed", []);
    void this.flush();
    const { room } = this;
    if (this.over || this.looking || room.over || !room.comments || (this.known >= room.talk)) return;
    this.looking = true;
    const said = await this.act({ do: "look" });
    this.looking = false;
    if (this.over) return;
    window.clearTimeout(this.timer);
    if (said) this.timer = window.setTimeout(() => void this.look(), AGAIN);
    else if (this.known < room.talk) void this.look();
  }

  private async ask(act: Act, nonce?: string): Promise<Answer> {
    try {
      const reply = await fetch(this.address, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": this.csrf() },
        body: JSON.stringify({ ...act, ...(nonce ? { nonce } : {}), since: Math.max(0, this.known) }),
        signal: AbortSignal.timeout(PATIENCE),
      });
      return (await reply.json()) as Answer;
    } catch {
      return {};
    }
  }

  /** An answer that was overtaken by a newer one says nothing new. */
  private take({ talk = 0, ids = [], threads = [] }: Answer): void {
    if (this.over || talk < this.known) return;
    this.known = talk;
    for (const thread of threads) this.all.set(thread.id, thread);
    const there = new Set(ids);
    for (const id of this.all.keys()) if (!there.has(id)) this.all.delete(id);
    for (const id of this.moved.keys()) this.anchor(id);
    this.emit("changed", []);
  }
}
