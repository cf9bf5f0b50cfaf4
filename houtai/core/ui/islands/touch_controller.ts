import { Controller } from "@hotwired/stimulus";
import { TouchTime } from "./touch_time.ts";

const INPUTS = ["keydown", "pointerdown", "pointermove", "wheel", "scroll", "input"] as const;

/**
 * Measures how long a person is at a task. On submit the milliseconds go into the field target;
 * what was not submitted is sent to the url value when the page is hidden, each millisecond once.
 */
export default class TouchController extends Controller<HTMLElement> {
  static override targets = ["field"];
  static override values = { idle: { type: Number, default: 60 }, url: String, task: String, subject: String };

  declare readonly hasFieldTarget: boolean;
  declare readonly fieldTarget: HTMLInputElement;
  declare readonly idleValue: number;
  declare readonly urlValue: string;
  declare readonly taskValue: string;
  declare subjectValue: string;

  private time!: TouchTime;
  private started!: number;

  override connect(): void {
    this.begin();
    for (const name of INPUTS) document.addEventListener(name, this.seen, { passive: true, capture: true });
    document.addEventListener("visibilitychange", this.turned);
    window.addEventListener("pagehide", this.left);
    this.element.addEventListener("submit", this.submitted, { capture: true });
  }

  override disconnect(): void {
    for (const name of INPUTS) document.removeEventListener(name, this.seen, { capture: true });
    document.removeEventListener("visibilitychange", this.turned);
    window.removeEventListener("pagehide", this.left);
    this.element.removeEventListener("submit", this.submitted, { capture: true });
    this.send();
  }

  /** Another subject is shown. `detail.spent` is what was already measured for it, `detail.keep` sends the old rest first. */
  restart(event: CustomEvent<{ subject?: string; spent?: number; keep?: boolean }>): void {
    if (event.detail.keep) this.send();
    this.begin();
    this.time.add(event.detail.spent ?? 0);
    this.subjectValue = event.detail.subject ?? this.subjectValue;
  }

  private begin(): void {
    this.time = new TouchTime(this.idleValue * 1000);
    this.started = performance.now();
    if (!document.hidden) this.time.input(this.started);
  }

  private seen = (): void => {
    if (!document.hidden) this.time.input(performance.now());
  };

  private turned = (): void => {
    if (!document.hidden) return this.time.input(performance.now());
    this.left();
  };

  private left = (): void => {
    this.time.pause(performance.now());
    this.send();
  };

  private submitted = (): void => {
    if (!this.hasFieldTarget) return;
    this.time.input(performance.now());
    this.fieldTarget.value = String(this.time.take());
  };

  private send(): void {
    const milliseconds = this.time.take();
    if (!this.urlValue || milliseconds === 0) return;
    const data = new FormData();
    data.set("task", this.taskValue);
    data.set("subject", this.subjectValue);
    data.set("ms", String(milliseconds));
    data.set("started", new Date(performance.timeOrigin + this.started).toISOString());
    data.set("csrfmiddlewaretoken", this.token());
    if (!navigator.sendBeacon(this.urlValue, data)) this.time.add(milliseconds);
    else this.started = performance.now();
  }

  private token(): string {
    const selector = "input[name=csrfmiddlewaretoken]";
    const field = this.element.querySelector<HTMLInputElement>(selector) ?? document.querySelector<HTMLInputElement>(selector);
    return field?.value ?? "";
  }
}
