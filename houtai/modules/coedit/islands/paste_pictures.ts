import { isHarmless } from "./addresses.ts";
import type { Sheet } from "./paste_look.ts";
import type { RtfPicture } from "./paste_rtf.ts";

const LATE = ["data-src", "data-original", "data-origin-src", "data-actualsrc", "data-lazy-src", "data-original-src"];
const DATA = /^data:image\/(png|jpe?g|gif|webp|bmp|avif);base64,/i;
/** Shorter ones are dots that hold a place until the picture has come. */
const DOT = 400;
const SECURE = /^http:\/\/([\w-]+\.)*(qpic\.cn|qlogo\.cn|feishu\.cn|larkoffice\.com|alicdn\.com|yuque\.com|googleusercontent\.com)\//i;

/** The pictures of a clipboard: those with an address stay, those that came along are handed over, others are lost. */
export class PastedPictures {
  readonly along: string[] = [];
  lost = 0;
  private readonly queue: string[];
  private readonly prefix: string;

  /** ofRtf: asked only when the page names files of the writer's computer; prefix: of the addresses given to what came along. */
  constructor(body: HTMLElement, ofRtf: () => RtfPicture[], prefix: string) {
    this.prefix = prefix;
    const files = [...body.querySelectorAll("img")].filter((image) => /^file:/i.test(image.getAttribute("src") ?? ""));
    this.queue = files.length > 0 ? inTurn(files, ofRtf()) : [];
  }

  take(image: Element, sheet: Sheet, page: Document): HTMLElement | string | null {
    const source = this.source(image);
    const alt = clean(image.getAttribute("alt") ?? "");
    if (isSign(image, source)) return alt;
    if (isDot(image, sheet)) return null;
    if (!source) {
      this.lost += 1;
      return null;
    }
    const shown = page.createElement("img");
    shown.setAttribute("src", source);
    shown.setAttribute("alt", alt);
    const width = image.getAttribute("width")?.replace(/(\.\d+)?px$/, "") ?? /^(\d+)(\.\d+)?px$/.exec(sheet.of(image).get("width") ?? "")?.[1] ?? "";
    const height = image.getAttribute("height")?.replace(/(\.\d+)?px$/, "") ?? "";
    if (/^[1-9]\d{0,4}$/.test(width)) shown.setAttribute("width", width);
    if (/^[1-9]\d{0,4}$/.test(width) && /^[1-9]\d{0,4}$/.test(height)) shown.setAttribute("height", height);
    return shown;
  }

  private source(image: Element): string {
    const own = (image.getAttribute("src") ?? "").trim();
    const late = LATE.map((name) => (image.getAttribute(name) ?? "").trim()).find(Boolean) ?? "";
    const source = late && (!/^https?:/i.test(own) || /mmbiz|qpic/.test(late)) ? late : own;
    if (/^file:/i.test(source)) return this.keep(this.queue.shift() ?? "");
    if (DATA.test(source)) return this.keep(source);
    const whole = source.startsWith("//") ? `https:${source}` : source.replace(SECURE, (found) => found.replace("http:", "https:"));
    return /^https?:\/\//i.test(whole) && isHarmless(whole, false) ? whole : "";
  }

  private keep(data: string): string {
    if (!data) return "";
    this.along.push(data);
    return `${this.prefix}${this.along.length - 1}`;
  }
}

/** The picture of each file. Where drawn shapes make other numbers, their sizes say which is which, or nobody knows. */
function inTurn(files: Element[], found: RtfPicture[]): string[] {
  if (files.length === found.length) return found.map(({ data }) => data);
  const peers = new Map<string, number[]>();
  for (const [at, image] of files.entries()) {
    const size = String([image.getAttribute("width"), image.getAttribute("height")].map(Number));
    if (!peers.get(size)?.push(at)) peers.set(size, [at]);
  }
  const data = files.map(() => "");
  for (const [size, places] of peers) {
    const [width, height] = size.split(",").map(Number);
    const like = found.filter((picture) => picture.width > 0 && Math.abs(picture.width - width!) < 1.5 && Math.abs(picture.height - height!) < 1.5);
    if (like.length === places.length) for (const [turn, at] of places.entries()) data[at] = like[turn]!.data;
  }
  return data;
}

const clean = (alt: string): string => (/^(img|image|图片|图像|picture|shape|graphical user interface)$/i.test(alt.trim()) ? "" : alt.replace(/\s+/g, " ").trim());

/** Signs of feeling are letters that some pages draw. */
const isSign = (image: Element, source: string): boolean => /(^|[\s_-])emoji/i.test(image.className) || /\/emoji\//.test(source);

function isDot(image: Element, sheet: Sheet): boolean {
  const source = image.getAttribute("src") ?? "";
  const [width, height] = ["width", "height"].map((name) => image.getAttribute(name) ?? sheet.of(image).get(name) ?? "");
  const late = LATE.some((name) => image.hasAttribute(name));
  const held = /^data:image\/(gif|png|svg)/i.test(source) && source.length < DOT && /^data:image\/(gif|svg)/i.test(source);
  return (/^[01](px)?$/.test(width!) && /^[01](px)?$/.test(height!)) || (held && !late);
}

/** A picture that came along, as a file to be sent. */
export function fileOf(data: string, name: string): File {
  const [head = "", body = ""] = data.split(",");
  const kind = /^data:([^;,]+)/.exec(head)?.[1] ?? "image/png";
  const bytes = Uint8Array.from(atob(body.replace(/\s+/g, "")), (letter) => letter.charCodeAt(0));
  return new File([bytes], `${name}.${kind.split("/")[1]!.replace("jpeg", "jpg")}`, { type: kind });
}
