/** What a key asks of the queue. Choices have letters of their own; these six are the same in every queue. */
export type Wish = "next" | "previous" | "undo" | "select" | "help" | "leave" | { choose: string };

const FIXED: Record<string, Wish> = { j: "next", k: "previous", z: "undo", x: "select", "?": "help", "？": "help", Escape: "leave" };

export interface Press {
  key: string;
  code: string;
  repeat: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  isComposing: boolean;
}

/** Null when the press is not for the queue. `typing`: the focus is in a field, where only Escape is heard. */
export function wish(press: Press, choices: readonly string[], typing: boolean): Wish | null {
  if (press.ctrlKey || press.metaKey || press.altKey || press.isComposing) return null;
  const key = letter(press);
  if (typing) return key === "Escape" ? "leave" : null;
  if (choices.includes(key)) return press.repeat ? null : { choose: key };
  return FIXED[key] ?? null;
}

/** Letters by place on the board where the layout or an input method gives no Latin letter. */
function letter({ key, code }: Press): string {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  if (/^Key[A-Z]$/.test(code) && (key === "Process" || /^[^\x00-\x7f]$/.test(key))) return code.slice(3).toLowerCase();
  return key;
}

export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target instanceof HTMLInputElement) return !["checkbox", "radio", "button", "submit", "reset"].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}
