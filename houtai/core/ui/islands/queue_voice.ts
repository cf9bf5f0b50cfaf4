/** What the queue says: aloud to a screen reader, and in a strip that stays until the next word. */
export class QueueVoice {
  private readonly announcer: HTMLElement;
  private readonly strip: HTMLElement;
  private readonly undoLabel: string;

  constructor(announcer: HTMLElement, strip: HTMLElement, undoLabel: string) {
    this.announcer = announcer;
    this.strip = strip;
    this.undoLabel = undoLabel;
  }

  say(text: string): void {
    this.announcer.textContent = text.trim();
  }

  toast(text: string, { undo, wrong = false }: { undo?: (() => void) | undefined; wrong?: boolean }): void {
    const words = document.createElement("span");
    words.textContent = text;
    this.strip.replaceChildren(words);
    this.strip.hidden = text === "";
    this.strip.classList.toggle("h-toast-wrong", wrong);
    if (undo) this.strip.append(this.undoButton(undo));
  }

  tell(text: string, wrong = false): void {
    this.say(text);
    this.toast(text, { wrong });
  }

  quiet(): void {
    this.strip.hidden = true;
  }

  private undoButton(undo: () => void): HTMLButtonElement {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button-small button-secondary";
    button.textContent = this.undoLabel;
    button.addEventListener("click", undo);
    return button;
  }
}
