import { Controller } from "@hotwired/stimulus";

/** A long list to choose from, filled with its options when somebody sees it, or at focus when that had failed. */
export default class ChoicesController extends Controller<HTMLSelectElement> {
  private readonly seen = new IntersectionObserver((entries) => {
    if (entries.some((entry) => entry.isIntersecting)) void this.fill();
  });
  private full = false;

  override connect(): void {
    this.seen.observe(this.element);
    this.element.addEventListener("focus", this.fill);
  }

  override disconnect(): void {
    this.seen.disconnect();
    this.element.removeEventListener("focus", this.fill);
  }

  private readonly fill = async (): Promise<void> => {
    if (this.full) return;
    this.full = true;
    const address = `${window.location.pathname}?${new URLSearchParams({ choices: this.element.name })}`;
    const answer = await fetch(address).catch(() => null);
    if (!answer?.ok) {
      this.full = false;
      return;
    }
    const options = await answer.text();
    const chosen = this.element.value;
    this.element.innerHTML = options;
    this.element.value = chosen;
  };
}
