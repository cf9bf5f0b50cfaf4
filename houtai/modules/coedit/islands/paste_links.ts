import { isHarmless } from "./addresses.ts";

/** Pages that only lead on, and where they say to what. */
const WRAPPERS: [RegExp, string[]][] = [
  [/^(www\.)?google\.[a-z.]+\/url$/, ["q", "url"]],
  [/(^|\.)(feishu\.cn|larksuite\.com|larkoffice\.com)\/(link\/safety|space\/link|accounts\/page\/redirect)/, ["target", "url"]],
  [/^docs\.qq\.com\/scenario\/link\.html$/, ["url"]],
  [/^c\.pc\.qq\.com\//, ["pfurl", "url"]],
  [/^link\.(zhihu\.com|juejin\.cn|csdn\.net|gitcode\.com|ld246\.com)\//, ["target"]],
  [/^link\.jianshu\.com\//, ["t"]],
  [/^(www\.)?yuque\.com\/r\/goto$/, ["url"]],
  [/^shimo\.im\/outlink/, ["url"]],
  [/^(www\.)?kdocs\.cn\/(office\/)?link$/, ["target"]],
  [/\.safelinks\.protection\.outlook\.com\//, ["url"]],
  [/^l\.facebook\.com\/l\.php$/, ["u"]],
];

/** Where a link really leads; null when that is nowhere, or nothing that a text may hold. */
export function destination(href: string): string | null {
  let address = href.trim();
  for (let turn = 0; turn < 3 && URL.canParse(address); turn += 1) {
    const inner = unwrapped(new URL(address));
    if (!inner) break;
    address = inner;
  }
  return !address.startsWith("#") && isHarmless(address) ? address : null;
}

function unwrapped({ host, pathname, searchParams }: URL): string | null {
  const found = WRAPPERS.find(([place]) => place.test(host + pathname));
  const inner = found?.[1].map((name) => searchParams.get(name)).find(Boolean) ?? null;
  return inner && /^https?:\/\//i.test(inner) ? inner : null;
}
