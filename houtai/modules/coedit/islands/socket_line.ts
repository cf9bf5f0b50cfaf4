import { numbered, unpack } from "./bytes.ts";
import type { CursorState, Ear, Line, Said } from "./wire.ts";

const IDLE = 15_000;
const PATIENCE = 5_000;
const OPENING = 4_000;
export const NEVER_OPENED = 0;

/** The room by websocket. Tells `closed(NEVER_OPENED)` when it did not come to a connection. */
export class SocketLine implements Line {
  readonly kind = "socket";
  private readonly socket: WebSocket;
  private opened = false;
  private over = false;
  private n = 0;
  private idle: number | undefined;
  private patience: number | undefined;

  private readonly ear: Ear;

  constructor(address: string, ear: Ear) {
    this.ear = ear;
    const url = new URL(address, location.href);
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    this.socket = new WebSocket(url);
    this.socket.binaryType = "arraybuffer";
    this.patience = window.setTimeout(() => this.end(NEVER_OPENED), OPENING);
    this.socket.addEventListener("open", () => this.open());
    this.socket.addEventListener("message", (event: MessageEvent<string | ArrayBuffer>) => this.hear(event.data));
    this.socket.addEventListener("close", (event) => this.end(this.opened ? event.code : NEVER_OPENED));
  }

  send(update: Uint8Array): void {
    this.n += 1;
    this.tell(numbered(this.n, update));
  }

  cursor(state: CursorState | null): void {
    this.tell(JSON.stringify({ cursor: state }));
  }

  check(): void {
    this.tell('{"ping":1}');
    window.clearTimeout(this.patience);
    this.patience = window.setTimeout(() => this.end(1006), PATIENCE);
  }

  close(): void {
    this.over = true;
    this.quiet();
    this.socket.close(1000);
  }

  private open(): void {
    this.opened = true;
    window.clearTimeout(this.patience);
    this.tell(JSON.stringify({ hello: this.ear.hello() }));
  }

  private hear(data: string | ArrayBuffer): void {
    if (this.over) return;
    window.clearTimeout(this.patience);
    this.rest();
    if (typeof data === "string") this.ear.said(JSON.parse(data) as Said);
    else this.ear.updates(unpack(new Uint8Array(data)));
  }

  private tell(data: string | Uint8Array<ArrayBuffer>): void {
    if (this.socket.readyState !== WebSocket.OPEN) return;
    this.socket.send(data);
    this.rest();
  }

  private rest(): void {
    window.clearTimeout(this.idle);
    if (!this.over) this.idle = window.setTimeout(() => this.check(), IDLE);
  }

  private end(code: number): void {
    if (this.over) return;
    this.close();
    this.ear.closed(code);
  }

  private quiet(): void {
    window.clearTimeout(this.idle);
    window.clearTimeout(this.patience);
  }
}
