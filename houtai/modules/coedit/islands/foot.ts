import { inkOn, safeColour } from "./colours.ts";
import { countWords } from "./count.ts";
import { make } from "./dom.ts";
import { initials } from "./initials.ts";
import type { Room } from "./room.ts";
import { put, type Key, type Texts } from "./texts.ts";

const PAUSE = 400;
const MOMENT = 4000;
/** What is saved within this time is not worth a word. */
const PATIENCE = 400;

/** The line below the text: how it stands with saving, who is here, how many words. */
export class Foot {
  readonly element: HTMLElement;
  private readonly state = make("span", { class: "h-coedit-foot__state" });
  /** Read out: only what matters, not each "Saving…". */
  private readonly voice = make("span", { class: "h-coedit-voice", role: "status" });
  private readonly people = make("span", { class: "h-coedit-foot__people", role: "img" });
  private readonly words = make("span", { class: "h-coedit-foot__words" });
  private timer: number | undefined;
  private delay: number | undefined;
  private told: number | undefined;
  private final: string | undefined;
  private urgent = false;

  private readonly texts: Texts;
  private readonly room: Room | null;

  constructor(texts: Texts, room: Room | null) {
    this.texts = texts;
    this.room = room;
    this.element = make("div", { class: "h-coedit-foot" }, this.state, this.voice, this.people, this.words);
    this.people.hidden = true;
  }

  count(text: () => string): void {
    this.timer ??= window.setTimeout(() => {
      this.timer = undefined;
      this.words.textContent = put(this.texts.words, countWords(text()));
    }, PAUSE);
  }

  /** A sentence that stays until something else is to be said. */
  say(text: string, urgent = false): void {
    window.clearTimeout(this.delay);
    window.clearTimeout(this.told);
    this.delay = this.told = undefined;
    if (urgent || this.urgent) this.voice.textContent = text;
    this.urgent = urgent;
    this.element.classList.toggle("is-urgent", urgent);
    this.state.textContent = text;
  }

  /** A sentence for a moment, after which the state is shown again. */
  tell(text: string): void {
    // What is final is said again.
    const last = this.room?.over ? (this.final ??= this.state.textContent ?? "") : "";
    this.say(text, true);
    this.told = window.setTimeout(() => {
      this.say(last, last !== "");
      this.refresh();
    }, MOMENT);
  }

  refresh(): void {
    const { room } = this;
    if (!room || room.over) return this.room ? undefined : this.say("");
    this.draw(room);
    this.people.hidden = room.company.people.length === 0;
    this.people.setAttribute("aria-label", put(this.texts.present, room.company.people.map(({ name }) => name).join(", ")));
    this.people.replaceChildren(...room.company.people.map(badge));
  }

  private draw(room: Room): void {
    const text = this.texts[stateText(room)];
    if (this.told !== undefined || (text === this.state.textContent && this.delay === undefined)) return;
    const show = () => this.say(text, room.status === "offline");
    if (room.status !== "saving" || this.urgent) show();
    else this.delay ??= window.setTimeout(show, PATIENCE);
  }
}

function stateText({ status, keeps }: Room): Key {
  if (status === "offline") return keeps ? "offline" : "offlineUnkept";
  return status === "over" ? "readOnly" : status;
}

export function badge({ name, colour }: { name: string; colour: string }): HTMLElement {
  const shown = make("span", { class: "h-coedit-person", title: name }, initials(name));
  shown.style.setProperty("--h-person", safeColour(colour));
  shown.style.setProperty("--h-person-ink", inkOn(colour));
  return shown;
}
