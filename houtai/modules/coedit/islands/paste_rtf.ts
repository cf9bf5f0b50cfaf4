const PICTURE = "\\pict";
const KINDS: [string, string][] = [["\\pngblip", "image/png"], ["\\jpegblip", "image/jpeg"]];

const BULLETS = "{\\*\\listpicture";

/** data: an address, "" for a kind that browsers do not show; sides in pixels. */
export interface RtfPicture {
  data: string;
  width: number;
  height: number;
}

/** The pictures of the RTF on a clipboard, in the order of the text. */
export function picturesOfRtf(rtf: string): RtfPicture[] {
  const found: RtfPicture[] = [];
  const bullets = rtf.indexOf(BULLETS);
  const text = bullets === -1 ? 0 : endOf(rtf, bullets + 1);
  // Word repeats each in a form for old readers, which is none of ours.
  for (let at = rtf.indexOf(PICTURE, text); at !== -1; at = rtf.indexOf(PICTURE, at + PICTURE.length)) {
    if (/[a-z]/i.test(rtf[at + PICTURE.length] ?? "")) continue;
    const own = ownWords(rtf, at);
    const kind = KINDS.find(([word]) => own.includes(word))?.[1];
    const hex = /(?:^|[\s\d])([0-9a-f\s]{16,})$/i.exec(own)?.[1]?.replace(/\s+/g, "");
    const told = kind && hex;
    if (told || /\\(shppict|sv)\s*\{\s*$/.test(rtf.slice(Math.max(0, at - 20), at))) {
      found.push({ data: told ? `data:${kind};base64,${base64(hex)}` : "", width: side(own, "w", "x", "l", "r"), height: side(own, "h", "y", "t", "b") });
    }
  }
  return found;
}

/** What stands in a group itself, from `at` to its end, without the groups within it. */
function ownWords(rtf: string, at: number): string {
  let own = "";
  let from = at;
  for (let place = at, depth = 0; place < rtf.length; place += 1) {
    const letter = rtf[place];
    if (letter !== "{" && letter !== "}") continue;
    if (depth === 0) own += `${rtf.slice(from, place)} `;
    depth += letter === "{" ? 1 : -1;
    if (depth < 0) break;
    from = place + 1;
  }
  return own.trim();
}

/** How long a side is shown: twips, less what is cut off at both ends, times a scale in percent. */
function side(own: string, name: string, scale: string, ...ends: string[]): number {
  const said = (word: string) => Number(new RegExp(`\\\\${word}(-?\\d+)`).exec(own)?.[1] ?? 0);
  const cut = ends.reduce((sum, end) => sum + said(`piccrop${end}`), 0);
  return ((said(`pic${name}goal`) - cut) * (said(`picscale${scale}`) || 100)) / 1500;
}

/** Where the group ends that `at` stands in. */
function endOf(rtf: string, at: number): number {
  let place = at;
  for (let depth = 1; depth > 0 && place < rtf.length; place += 1) {
    if (rtf[place] === "{") depth += 1;
    else if (rtf[place] === "}") depth -= 1;
  }
  return place;
}

function base64(hex: string): string {
  let binary = "";
  for (let at = 0; at + 1 < hex.length; at += 2) binary += String.fromCharCode(Number.parseInt(hex.slice(at, at + 2), 16));
  return btoa(binary);
}
