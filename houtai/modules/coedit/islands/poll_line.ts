import { fromBase64, toBase64 } from "./bytes.ts";
import type { CursorState, Ear, Line, Said } from "./wire.ts";

const WAIT = 20;
const GATHER = 250;

interface Answer extends Said {
  seq?: number;
  updates?: string[];
}

/** The room by long polling, for networks that let no websocket through. */
export class PollLine implements Line {
  readonly kind = "poll";
  private waiting: { n: number; update: string }[] = [];
  private state: CursorState | null = null;
  private n = 0;
  private seq = 0;
  private greeted = false;
  private over = false;
  private listening: AbortController | null = null;
  private gathering: number | undefined;

  private readonly address: string;
  private readonly csrf: () => string;
  private readonly ear: Ear;

  constructor(address: string, csrf: () => string, ear: Ear) {
    this.address = address;
    this.csrf = csrf;
    this.ear = ear;
    void this.run();
  }

  send(update: Uint8Array): void {
    this.n += 1;
    this.waiting.push({ n: this.n, update: toBase64(update) });
    this.gathering ??= window.setTimeout(() => {
      this.gathering = undefined;
      this.listening?.abort("news");
    }, GATHER);
  }

  cursor(state: CursorState | null): void {
    this.state = state;
  }

  check(): void {
    this.listening?.abort("news");
  }

  close(): void {
    this.over = true;
    window.clearTimeout(this.gathering);
    this.listening?.abort("over");
  }

  private async run(): Promise<void> {
    while (!this.over) {
      const code = await this.turn();
      if (code !== 0 && !this.over) {
        this.close();
        this.ear.closed(code);
      }
    }
  }

  /** One request. Answers 0, or the code with which the line is closed. */
  private async turn(): Promise<number> {
    const taken = this.waiting;
    this.waiting = [];
    const idle = taken.length === 0 && this.greeted;
    this.listening = idle ? new AbortController() : null;
    try {
      const reply = await fetch(this.address, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": this.csrf() },
        body: JSON.stringify({ hello: this.ear.hello(), updates: taken.map((one) => one.update), cursor: this.state, seq: this.seq, wait: idle ? WAIT : 0 }),
        signal: this.listening?.signal ?? AbortSignal.timeout(15_000),
      });
      return this.hear((await reply.json()) as Answer, taken.at(-1)?.n ?? 0, reply.ok);
    } catch {
      return this.listening?.signal.aborted ? 0 : 1006;
    } finally {
      this.listening = null;
    }
  }

  private hear(answer: Answer, n: number, ok: boolean): number {
    if (this.over) return 0;
    if (answer.refused) {
      this.ear.said({ refused: answer.refused });
      return answer.refused.code;
    }
    if (!ok) return 1006;
    this.seq = answer.seq ?? this.seq;
    const { welcome, cursors, people, writers } = answer;
    if (welcome && !this.greeted) this.ear.said({ welcome });
    else if (welcome) this.ear.said({ role: welcome.role, comments: welcome.comments, talk: welcome.talk, writers: welcome.writers });
    this.greeted = true;
    const { role, comments, talk } = answer;
    if (role || comments !== undefined || talk !== undefined) this.ear.said({ role, comments, talk });
    if (answer.updates?.length) this.ear.updates(answer.updates.map(fromBase64));
    if (cursors) this.ear.said({ cursors });
    if (people) this.ear.said({ people });
    if (writers) this.ear.said({ writers });
    if (n > 0) this.ear.said({ ack: n });
    return 0;
  }
}
