import { Controller } from "@hotwired/stimulus";

/** Shows how readers will get the picture that a field of the form has chosen, saved or not. */
export default class CropsController extends Controller<HTMLElement> {
  static override targets = ["hint", "shown"];
  static override values = { address: String, field: String, cover: String };

  declare readonly hintTarget: HTMLElement;
  declare readonly shownTarget: HTMLElement;
  declare readonly addressValue: string;
  declare readonly fieldValue: string;
  declare readonly coverValue: string;

  private field: HTMLInputElement | null = null;
  private watching: MutationObserver | null = null;
  private key = "";

  override connect(): void {
    this.field = document.querySelector<HTMLInputElement>(`form input[name="${this.fieldValue}"]`);
    // Wagtail's chooser sets the attribute and tells nobody.
    this.watching = new MutationObserver(this.look);
    if (this.field) this.watching.observe(this.field, { attributes: true, attributeFilter: ["value"] });
    this.field?.addEventListener("change", this.look);
    // The focal point is set on another page.
    window.addEventListener("focus", this.again);
    this.look();
  }

  override disconnect(): void {
    this.watching?.disconnect();
    this.field?.removeEventListener("change", this.look);
    window.removeEventListener("focus", this.again);
  }

  private readonly look = (): void => {
    const key = this.field ? this.field.value : this.coverValue;
    if (key !== this.key) void this.show((this.key = key));
  };

  private readonly again = (): void => {
    if (this.key) void this.show(this.key);
  };

  private async show(key: string): Promise<void> {
    const answer = key ? await fetch(this.addressValue.replace("/0/", `/${key}/`)).catch(() => null) : null;
    const text = answer?.ok ? await answer.text() : "";
    if (key !== this.key) return;
    this.hintTarget.hidden = text !== "";
    this.shownTarget.innerHTML = text;
  }
}
