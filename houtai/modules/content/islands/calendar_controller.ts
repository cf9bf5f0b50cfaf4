import { Controller } from "@hotwired/stimulus";

import { later } from "./days.ts";

/** Days by which an arrow moves something, pressed together with Alt. */
const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/** Things on a calendar are dragged to another day, or moved by keys. The server moves them, and says so. */
export default class CalendarController extends Controller<HTMLElement> {
  static override targets = ["form", "item", "day"];

  declare readonly formTarget: HTMLFormElement;

  private dragged: HTMLElement | null = null;

  itemTargetConnected(item: HTMLElement): void {
    item.addEventListener("dragstart", (event) => {
      this.dragged = item;
      event.dataTransfer?.setData("text/plain", item.dataset["item"] ?? "");
    });
    item.addEventListener("keydown", (event) => this.pressed(event, item));
  }

  dayTargetConnected(day: HTMLElement): void {
    day.addEventListener("dragover", (event) => {
      if (!this.dragged) return;
      event.preventDefault();
      day.classList.add("h-over");
    });
    day.addEventListener("dragleave", () => day.classList.remove("h-over"));
    day.addEventListener("drop", (event) => {
      event.preventDefault();
      day.classList.remove("h-over");
      const item = this.dragged;
      this.dragged = null;
      if (item && !day.contains(item)) this.move(item, day.dataset["day"] ?? "");
    });
  }

  private pressed(event: KeyboardEvent, item: HTMLElement): void {
    const step = STEPS[event.key];
    const day = item.closest<HTMLElement>("[data-day]")?.dataset["day"];
    if (!event.altKey || event.repeat || step === undefined || !day) return;
    event.preventDefault();
    this.move(item, later(day, step));
  }

  /** Comes back to the item, wherever it is then. */
  private move(item: HTMLElement, day: string): void {
    const field = (name: string) => this.formTarget.elements.namedItem(name) as HTMLInputElement;
    const key = item.dataset["item"] ?? "";
    field("item").value = key;
    field("day").value = day;
    field("next").value = `${field("next").value.split("#")[0] ?? ""}#${key}`;
    this.formTarget.submit();
  }
}
