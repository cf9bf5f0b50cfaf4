const PICTURE = "\\pict";
const KINDS: [string, string][] = [["\\pngblip", "image/png"], ["\\jpegblip", "image/jpeg"]];

const BULLETS = "{\\*\\listpicture";

/** The pictures of the RTF on a clipboard as data addresses, in the order of the text; "" for one that browsers do not show. */
export function picturesOfRtf(rtf: string): string[] {
  const found: string[] = [];
  const bullets = rtf.indexOf(BULLETS);
  const text = bullets === -1 ? 0 : endOf(rtf, bullets + 1);
  // Word repeats each in a form for old readers, which is none of ours.
  for (let at = rtf.indexOf(PICTURE, text); at !== -1; at = rtf.indexOf(PICTURE, at + PICTURE.length)) {
    if (/[a-z]/i.test(rtf[at + PICTURE.length] ?? "")) continue;
    const own = ownWords(rtf, at);
    const kind = KINDS.find(([word]) => own.includes(word))?.[1];
    const hex = /(?:^|[\s\d])([0-9a-f\s]{16,})$/i.exec(own)?.[1]?.replace(/\s+/g, "");
    if (kind && hex) found.push(`data:${kind};base64,${base64(hex)}`);
    else if (/\\(shppict|sv)\s*\{\s*$/.test(rtf.slice(Math.max(0, at - 20), at))) found.push("");
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
