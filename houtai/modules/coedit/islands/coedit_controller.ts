import { Controller } from "@hotwired/stimulus";
import { broughtText, onSend } from "./form.ts";
import { optionsFrom, type Given, type Options } from "./options.ts";
import type { Session } from "./session.ts";
import { oneAtATime } from "./wagtail_saving.ts";

/** A rich text field: shared when it has a room, else a text box whose HTML goes with the form. */
export default class CoeditController extends Controller<HTMLElement> {
  static override targets = ["input"];
  static override values = { room: String, options: Object };

  declare readonly hasInputTarget: boolean;
  declare readonly inputTarget: HTMLInputElement;
  declare readonly roomValue: string;
  declare readonly optionsValue: Given;

  private session: Session | null = null;
  private home: HTMLElement | null = null;
  private options!: Options;
  private constant = "";
  private stop: (() => void)[] = [];
  private drops = 0;
  private guarded = false;

  override async connect(): Promise<void> {
    this.options = optionsFrom(this.optionsValue);
    this.constant = this.input.value;
    this.home = document.createElement("div");
    this.home.className = "h-coedit";
    this.element.append(this.home);
    const form = this.element.closest("form");
    if (form) this.stop.push(oneAtATime(form));
    await this.begin();
  }

  override disconnect(): void {
    for (const stop of this.stop) stop();
    this.stop = [];
    this.guarded = false;
    this.session?.close();
    this.session = null;
    this.home?.remove();
    this.home = null;
  }

  private async begin(): Promise<void> {
    const { home } = this;
    const { Session } = await import("./session.ts");
    if (!home?.isConnected) return;
    // Such a text is written alone, and is in the room when the form was accepted.
    const brought = broughtText(this.constant);
    const changed = brought === null ? this.changed : (text: string) => this.changed(JSON.stringify({ ...(JSON.parse(this.constant) as object), text }));
    const session = await Session.open(home, brought === null ? this.roomValue : "", this.options, brought ?? this.constant, changed, this.again);
    if (home !== this.home) return session.close();
    this.session = session;
    if (session.room && !this.guarded) this.guard();
  }

  private guard(): void {
    this.guarded = true;
    const leave = (event: BeforeUnloadEvent) => this.session?.room?.atRisk && event.preventDefault();
    window.addEventListener("beforeunload", leave);
    this.stop.push(() => window.removeEventListener("beforeunload", leave));
    const form = this.element.closest("form");
    if (form) this.stop.push(onSend(form, this.fill, this.restore));
  }

  private readonly fill = (): void => {
    const pending = this.session?.pending;
    if (pending) this.input.value = JSON.stringify({ ...(JSON.parse(this.constant) as object), pending });
  };

  private readonly restore = (): void => {
    this.input.value = this.constant;
  };

  private readonly changed = (html: string): void => {
    this.input.value = html;
    for (const name of ["input", "change"]) this.input.dispatchEvent(new Event(name, { bubbles: true }));
  };

  /** After the local text was dropped: joins anew, more slowly each time. */
  private readonly again = (): void => {
    this.drops += 1;
    window.setTimeout(() => {
      this.session?.close();
      this.session = null;
      if (this.home) void this.begin();
    }, 500 * this.drops ** 2);
  };

  private get input(): HTMLInputElement {
    return this.hasInputTarget ? this.inputTarget : this.element.querySelector<HTMLInputElement>("input[type=hidden]")!;
  }
}
