import { Controller } from "@hotwired/stimulus";

/** Says, while a host name is typed, whether it can be had. The server asks again when the form is sent. */
export default class HostController extends Controller<HTMLElement> {
  static override targets = ["field", "answer"];
  static override values = { url: String };

  declare readonly fieldTarget: HTMLInputElement;
  declare readonly answerTarget: HTMLElement;
  declare readonly urlValue: string;

  private timer = 0;

  override disconnect(): void {
    window.clearTimeout(this.timer);
  }

  typed(): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.ask(), 300);
  }

  private async ask(): Promise<void> {
    const host = this.fieldTarget.value.trim();
    if (!host) {
      this.answerTarget.textContent = "";
      return;
    }
    const answer = await fetch(`${this.urlValue}?host=${encodeURIComponent(host)}`).catch(() => null);
    if (!answer?.ok || host !== this.fieldTarget.value.trim()) return;
    const told = (await answer.json()) as { free: boolean; message: string };
    this.answerTarget.textContent = told.message;
    this.answerTarget.dataset["free"] = String(told.free);
  }
}
