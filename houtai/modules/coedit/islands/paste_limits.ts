/** Letters of a clipboard that are read at all, pictures that come along left out; with them; bytes of what is put in. */
const READ = 12_000_000;
const READ_WITH_PICTURES = 80_000_000;
/** Below what the server takes in one update (4 MiB). */
const PUT = 3_500_000;
/** What each line takes besides its letters, at the very least. */
const LINE = 40;
const LINES = "p,div,h1,h2,h3,h4,h5,h6,li,td,th";
const PICTURE = /data:image\/[^"')\s>]+/g;

/** What there is to read on a clipboard. */
export function wordsOf(html: string, plain: string): string {
  const words = html.length > READ && html.length <= READ_WITH_PICTURES ? html.replace(PICTURE, "") : html;
  return words || plain;
}

/** written: text as it would be stored, else as it lies on the clipboard. */
export function fits(text: string, written = false): boolean {
  if (!written) return text.length <= READ;
  return text.length <= PUT / 4 || bytes(text) <= PUT;
}

/** Whether as many lines with this text may be put in at all; what becomes of their look and of blanks is not known yet. */
export const mayFit = (text: string, lines = 0): boolean => text.length + lines * LINE <= PUT / 3 || bytes(text.replace(/[\s\u200b]+/g, "")) + lines * LINE <= PUT;

/** How many lines hold something, those of code and captions left out, which are joined. */
export const linesIn = (body: Element): number =>
  [...body.querySelectorAll(LINES)].filter((line) => !line.querySelector(LINES) && /[^\s\u200b]/.test(line.textContent ?? "")).length -
  body.querySelectorAll(`:is(pre,figure) :is(${LINES})`).length;

const bytes = (text: string): number => new TextEncoder().encode(text).length;
