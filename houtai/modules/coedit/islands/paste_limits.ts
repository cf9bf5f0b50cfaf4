/** Letters of a clipboard that are read at all, pictures that come along left out; with them; bytes of what is put in. */
const READ = 12_000_000;
const READ_WITH_PICTURES = 80_000_000;
/** Below what the server takes in one update (4 MiB). */
const PUT = 3_500_000;
const PICTURE = /data:image\/[^"')\s>]+/g;

/** What there is to read on a clipboard. */
export function wordsOf(html: string, plain: string): string {
  const words = html.length > READ && html.length <= READ_WITH_PICTURES ? html.replace(PICTURE, "") : html;
  return words || plain;
}

/** written: text as it would be stored, else as it lies on the clipboard. */
export function fits(text: string, written = false): boolean {
  if (!written) return text.length <= READ;
  return text.length <= PUT / 4 || new TextEncoder().encode(text).length <= PUT;
}
