/** How an element looks, by property. */
export type Look = Map<string, string>;

const DECLARATION = /(?<![\w-])([\w-]+)\s*:\s*((?:"[^"]*"|'[^']*'|\([^)]*\)|[^;"'(])*)/g;
const CLASS = /^([a-z][a-z0-9]*)?\.([^\s.:#>[]+)$/i;
const HEADING = /^h[1-6]$/i;
const LIST = /^@list\s+(l\d+:level\d+)/i;

export function declared(text: string): Look {
  const look: Look = new Map();
  for (const [, name, value] of text.matchAll(DECLARATION)) look.set(name!.toLowerCase(), value!.replace(/\s+/g, " ").trim());
  return look;
}

/** What the style sheets on a clipboard say about classes and, in Word's own words, about lists. */
export class Sheet {
  private readonly rules = new Map<string, Look>();
  private readonly own = new WeakMap<Element, Look>();

  constructor(page: Document) {
    for (const { textContent } of page.querySelectorAll("style")) this.read((textContent ?? "").replace(/<!--|-->|\/\*[^]*?\*\//g, ""));
  }

  /** What the element's own attribute says. */
  of(element: Element): Look {
    let look = this.own.get(element);
    if (!look) this.own.set(element, (look = declared(element.getAttribute("style") ?? "")));
    return look;
  }

  /** The same, over what its classes say, and a heading's tag. */
  whole(element: Element): Look {
    const tag = element.localName;
    const said = [this.rules.get(tag), ...[...element.classList].flatMap((name) => [this.rules.get(`.${name}`), this.rules.get(`${tag}.${name}`)])];
    return said.some(Boolean) ? new Map([...said, this.of(element)].flatMap((look) => [...(look ?? [])])) : this.of(element);
  }

  list(name: string): Look | undefined {
    return this.rules.get(`@${name}`);
  }

  private read(css: string): void {
    for (const rule of css.split("}")) {
      const open = rule.lastIndexOf("{");
      const selectors = rule.slice(rule.lastIndexOf("{", open - 1) + 1, Math.max(open, 0));
      for (const selector of selectors.split(",")) this.add(selector.trim(), rule.slice(open + 1));
    }
  }

  private add(selector: string, body: string): void {
    const list = LIST.exec(selector);
    const [, tag = "", name] = CLASS.exec(selector) ?? [];
    const key = list ? `@${list[1]!.toLowerCase()}` : name ? `${tag.toLowerCase()}.${name}` : HEADING.test(selector) ? selector.toLowerCase() : "";
    if (key) this.rules.set(key, new Map([...(this.rules.get(key) ?? []), ...declared(body)]));
  }
}
