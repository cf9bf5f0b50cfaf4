import { Controller } from "@hotwired/stimulus";

const PAUSE = 300;

/** Says how many readers a condition means while it is typed, or what is wrong with it. */
export default class LiveCountController extends Controller<HTMLElement> {
  static override targets = ["text", "answer"];
  static override values = { url: String, offline: String };

  declare readonly textTarget: HTMLTextAreaElement;
  declare readonly answerTarget: HTMLElement;
  declare readonly urlValue: string;
  declare readonly offlineValue: string;

  private timer: number | undefined;
  private newest = 0;

  override connect(): void {
    this.textTarget.addEventListener("input", this.typed);
  }

  override disconnect(): void {
    window.clearTimeout(this.timer);
    this.textTarget.removeEventListener("input", this.typed);
  }

  take({ params }: { params: { example?: string } }): void {
    this.textTarget.value = params.example ?? "";
    this.textTarget.focus();
    void this.count();
  }

  private readonly typed = (): void => {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.count(), PAUSE);
  };

  private async count(): Promise<void> {
    const turn = ++this.newest;
    const said = await this.ask();
    if (turn === this.newest) this.answerTarget.textContent = said;
  }

  private async ask(): Promise<string> {
    const token = this.element.querySelector<HTMLInputElement>("input[name=csrfmiddlewaretoken]")?.value ?? "";
    const body = new URLSearchParams({ condition: this.textTarget.value });
    try {
      const reply = await fetch(this.urlValue, { method: "POST", body, headers: { "X-CSRFToken": token } });
      const found = (await reply.json()) as { text?: string; error?: string };
      return found.error || found.text || "";
    } catch {
      return this.offlineValue;
    }
  }
}
