import { Controller } from "@hotwired/stimulus";

/** Fetches its part of the page again while something is under way: the server leaves the attribute out when it is done. */
export default class RenewController extends Controller<HTMLElement> {
  static override values = { every: { type: Number, default: 3 } };

  declare readonly everyValue: number;

  private timer = 0;

  override connect(): void {
    this.timer = window.setInterval(() => void this.renew(), this.everyValue * 1000);
  }

  override disconnect(): void {
    window.clearInterval(this.timer);
  }

  private async renew(): Promise<void> {
    if (document.hidden) return;
    const answer = await fetch(location.href, { headers: { "X-Requested-With": "XMLHttpRequest" } }).catch(() => null);
    if (!answer?.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector(`#${this.element.id}`);
    if (fresh && this.element.isConnected) this.element.replaceWith(document.adoptNode(fresh));
  }
}
