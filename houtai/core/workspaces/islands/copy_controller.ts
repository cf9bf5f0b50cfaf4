import { Controller } from "@hotwired/stimulus";

/** Copies a text to the clipboard and says so on the button. */
export default class CopyController extends Controller<HTMLElement> {
  static override targets = ["text", "button"];
  static override values = { done: String };

  declare readonly textTarget: HTMLInputElement;
  declare readonly buttonTarget: HTMLButtonElement;
  declare readonly doneValue: string;

  async copy(): Promise<void> {
    this.textTarget.select();
    try {
      await navigator.clipboard.writeText(this.textTarget.value);
      this.buttonTarget.textContent = this.doneValue;
    } catch {
      // Not allowed here: the text is selected, and the keyboard copies it.
    }
  }
}
