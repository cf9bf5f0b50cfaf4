import TABLE from "../../../core/text/embeds/providers.json" with { type: "json" };
import { isHarmless } from "./addresses.ts";

interface Provider {
  name: string;
  zh?: string;
  page: string;
  player: string;
  shape: string;
  known: string[];
}

/** What plays at an address. page: the one address that a text keeps; source: of the player. */
export interface Player {
  provider: Provider;
  page: string;
  source: string;
}

export const FRAME: Record<string, string> = TABLE.frame;
const PROVIDERS: Provider[] = TABLE.providers;
const KNOWN = PROVIDERS.flatMap((provider) => provider.known.map((pattern) => ({ provider, pattern: new RegExp(`^https?://${pattern}(?=[/?&#]|$)`) })));
const LONGEST = 1000;

/** As houtai/core/text/embeds reads the same table; null when no provider is known. */
export function playerAt(address: string): Player | null {
  const text = address.trim().replace(/^(?=\/\/)/, "https:");
  if (text.length > LONGEST || !isHarmless(text, false) || !URL.canParse(text)) return null;
  const { href } = new URL(text);
  for (const { pattern, provider } of KNOWN) {
    const found = pattern.exec(href);
    if (found) return { provider, page: filled(provider.page, found), source: filled(provider.player, found) };
  }
  return null;
}

/** What a frame of a page plays, or an element that stands for a film until somebody wants to see it. */
export function playerIn(element: Element): Player | null {
  const number = element.localName.endsWith("-youtube") && (element.getAttribute("videoid") ?? element.getAttribute("data-videoid"));
  if (number) return playerAt(`https://youtu.be/${number}`);
  return ["data-src", "src", "url"].map((name) => playerAt(element.getAttribute(name) ?? "")).find(Boolean) ?? null;
}

export const nameOf = ({ name, zh }: Provider, language: string): string => (language.startsWith("zh") && zh) || name;

export const names = (language: string): string[] => [...new Set(PROVIDERS.map((provider) => nameOf(provider, language)))];

function filled(form: string, found: RegExpExecArray): string {
  let at = 0;
  return form.replace(/\{\}/g, () => found[(at += 1)]!);
}
