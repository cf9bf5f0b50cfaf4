import { pause } from "./backoff.ts";
import { PollLine } from "./poll_line.ts";
import { NEVER_OPENED, SocketLine } from "./socket_line.ts";
import { FINAL, type Ear, type Line } from "./wire.ts";

const TRY_SOCKET_AGAIN = 60_000;
const FAILURES = 2;

/** Keeps a connection: chooses its kind, comes back after it broke, sleeps while there is no network. */
export class Caller {
  line: Line | null = null;
  private tries = 0;
  private failures = 0;
  private timer: number | undefined;
  private probe: number | undefined;
  private over = false;
  private readonly stop = new AbortController();

  private readonly address: string;
  private readonly csrf: () => string;
  private readonly ear: Ear;

  constructor(address: string, csrf: () => string, ear: Ear) {
    this.address = address;
    this.csrf = csrf;
    this.ear = ear;
    const { signal } = this.stop;
    window.addEventListener("online", () => this.now(), { signal });
    window.addEventListener("offline", () => this.lose(), { signal });
    window.addEventListener("pageshow", (event) => event.persisted && this.now(), { signal });
    document.addEventListener("resume", () => this.now(), { signal });
    document.addEventListener("freeze", () => this.lose(), { signal });
    document.addEventListener("visibilitychange", () => this.seen(), { signal });
  }

  call(): void {
    if (this.over || this.line) return;
    if (!navigator.onLine && this.tries > 0) return;
    const heard = this.failures >= FAILURES ? this.poll() : this.socket();
    this.line = heard;
  }

  /** The other side answered: the next break is the first again. */
  answered(): void {
    this.tries = 0;
    if (this.line?.kind === "socket") this.failures = 0;
  }

  end(): void {
    this.over = true;
    this.stop.abort();
    this.clear();
    this.line?.close();
    this.line = null;
  }

  private socket(): Line {
    return new SocketLine(this.address, this.mind("socket"));
  }

  private poll(): Line {
    this.probe = window.setTimeout(() => this.trySocket(), TRY_SOCKET_AGAIN);
    return new PollLine(this.address, this.csrf, this.mind("poll"));
  }

  private mind(kind: Line["kind"]): Ear {
    return { ...bound(this.ear), closed: (code) => this.closed(code, kind) };
  }

  private closed(code: number, kind: Line["kind"]): void {
    this.line = null;
    this.clear();
    if (kind === "socket" && code === NEVER_OPENED) this.failures += 1;
    // Polling that fails too means there is no network: both kinds get a new chance.
    if (kind === "poll" && !FINAL.includes(code)) this.failures = 0;
    if (FINAL.includes(code)) this.end();
    else this.later();
    this.ear.closed(code);
  }

  private later(): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.call(), this.failures === FAILURES ? 0 : pause(this.tries));
    this.tries += 1;
  }

  private now(): void {
    if (this.over) return;
    this.tries = 0;
    this.clear();
    if (this.line) this.line.check();
    else this.call();
  }

  private lose(): void {
    if (!this.line) return;
    this.line.close();
    this.line = null;
    this.clear();
    this.ear.closed(1006);
    this.later();
  }

  private seen(): void {
    if (document.visibilityState === "visible") this.now();
  }

  /** Leaves polling for a websocket when one opens; the polling goes on until then. */
  private trySocket(): void {
    if (this.over || this.line?.kind !== "poll") return;
    const url = new URL(this.address, location.href);
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    const trial = new WebSocket(url);
    const done = (opened: boolean) => {
      trial.close();
      if (this.over || this.line?.kind !== "poll") return;
      if (!opened) this.probe = window.setTimeout(() => this.trySocket(), TRY_SOCKET_AGAIN);
      else {
        this.failures = 0;
        this.lose();
      }
    };
    trial.addEventListener("open", () => done(true), { once: true });
    trial.addEventListener("error", () => done(false), { once: true });
  }

  private clear(): void {
    window.clearTimeout(this.timer);
    window.clearTimeout(this.probe);
  }
}

const bound = (ear: Ear): Ear => ({
  hello: () => ear.hello(),
  said: (message) => ear.said(message),
  updates: (list) => ear.updates(list),
  closed: (code) => ear.closed(code),
});
