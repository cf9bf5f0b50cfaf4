import { GROUPS, type Button } from "./buttons.ts";
import type { Desk } from "./desk.ts";
import { make } from "./dom.ts";
import { icon } from "./icons.ts";

interface Shown {
  button: Button;
  element: HTMLButtonElement;
}

const mac = /Mac|iP(hone|ad)/.test(navigator.platform);

export const keyName = (keys: string): string =>
  keys.split("-").map((key) => (key === "Mod" ? (mac ? "⌘" : "Ctrl") : key === "Alt" && mac ? "⌥" : key.length === 1 ? key.toUpperCase() : key)).join("+");

/** The row of buttons: one stop of the tab key, arrows go along. */
export class Toolbar {
  readonly element: HTMLElement;
  private readonly shown: Shown[] = [];
  private frame = 0;

  private readonly desk: Desk;

  constructor(desk: Desk) {
    this.desk = desk;
    const { texts } = desk.options;
    this.element = make("div", { role: "toolbar", class: "h-coedit-bar", "aria-label": texts.toolbar, "aria-controls": desk.id });
    for (const group of GROUPS) {
      const box = make("div", { class: "h-coedit-bar__group", role: "group" });
      box.append(...group.map((button) => this.add(button)));
      this.element.append(box);
    }
    this.element.addEventListener("keydown", (event) => this.key(event));
    this.element.addEventListener("focusin", (event) => this.rest(event.target as HTMLElement));
    // A press must not take the selection out of the text.
    this.element.addEventListener("mousedown", (event) => event.preventDefault());
    this.rest(this.shown[0]!.element);
  }

  /** Soon: at most once a frame. */
  refresh(): void {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.draw();
    });
  }

  private add(button: Button): HTMLElement {
    const name = this.desk.options.texts[button.text];
    const element = make("button", {
      type: "button", class: "h-coedit-bar__button", tabindex: "-1", "aria-label": name,
      title: button.keys ? `${name} (${keyName(button.keys)})` : name,
    });
    element.append(icon(button.text));
    element.addEventListener("click", () => {
      if (element.getAttribute("aria-disabled") !== "true") button.run(this.desk, element);
      this.refresh();
    });
    this.shown.push({ button, element });
    return element;
  }

  private draw(): void {
    const { desk } = this;
    if (desk.over) return;
    for (const { button, element } of this.shown) {
      element.hidden = !(button.shown?.(desk) ?? true);
      const enabled = button.enabled ? button.enabled(desk) : desk.editor.isEditable && !desk.mayOnlySuggest(button.text);
      element.setAttribute("aria-disabled", String(!enabled));
      if (button.active) element.setAttribute("aria-pressed", String(button.active(desk.editor, desk)));
      if (button.count) count(element, desk.options.texts[button.text], button.count(desk));
    }
    for (const group of this.element.children) (group as HTMLElement).hidden = [...group.children].every((one) => (one as HTMLElement).hidden);
    const resting = this.shown.find(({ element }) => element.tabIndex === 0)?.element;
    if (!resting || resting.hidden) this.rest(this.there()[0]!);
  }

  private key(event: KeyboardEvent): void {
    const all = this.there();
    const at = all.indexOf(document.activeElement as HTMLButtonElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1 + all.length, Home: 0, End: all.length - 1 }[event.key];
    if (event.key === "Escape") this.desk.editor.commands.focus();
    if (to === undefined) return;
    event.preventDefault();
    all[to % all.length]!.focus();
  }

  private rest(element: HTMLElement): void {
    for (const one of this.shown) one.element.tabIndex = one.element === element ? 0 : -1;
  }

  private there(): HTMLButtonElement[] {
    return this.shown.map(({ element }) => element).filter((element) => !element.hidden);
  }
}

function count(element: HTMLElement, name: string, many: number): void {
  element.dataset["count"] = many > 0 ? String(many) : "";
  element.setAttribute("aria-label", many > 0 ? `${name} (${many})` : name);
}
