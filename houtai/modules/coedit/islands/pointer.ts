import type { CursorState } from "./wire.ts";

const PAUSE = 100;

/** Where one's own cursor is, told when it moved and not too often. */
export class Pointer {
  private state: CursorState | null = null;
  private timer: number | undefined;
  private readonly tell: (state: CursorState | null) => void;

  constructor(tell: (state: CursorState | null) => void) {
    this.tell = tell;
  }

  put(state: CursorState | null): void {
    if (JSON.stringify(state) === JSON.stringify(this.state)) return;
    this.state = state;
    this.timer ??= window.setTimeout(() => {
      this.timer = undefined;
      this.tell(this.state);
    }, PAUSE);
  }

  /** To a new connection. */
  again(): void {
    if (this.state) this.tell(this.state);
  }

  stop(): void {
    window.clearTimeout(this.timer);
  }
}
