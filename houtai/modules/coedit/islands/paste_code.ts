const LANGUAGE = /(?:^|\s)(?:hljs\s+(?=lang))?(?:language|lang|brush:|hljs)[-\s]?([\w.+#-]{1,64})/i;

/** A code block with its lines, whatever they were made of. */
export function codeBlock(pre: Element, page: Document): HTMLElement {
  const block = page.createElement("pre");
  const code = page.createElement("code");
  const language = languageOf(pre);
  if (language) block.setAttribute("data-language", language);
  code.textContent = linesOf(pre).replaceAll("\u00a0", " ").replaceAll("\u200b", "").replace(/^\n+|\s+$/g, "");
  block.append(code);
  return block;
}

function languageOf(pre: Element): string {
  for (const element of [pre, ...pre.querySelectorAll("code")]) {
    const said = element.getAttribute("data-language") ?? element.getAttribute("data-lang") ?? LANGUAGE.exec(element.className)?.[1] ?? "";
    if (/^[\w.+#-]{1,64}$/.test(said) && !/^(plain|plaintext|text|auto)$/i.test(said)) return said.toLowerCase();
  }
  return "";
}

function linesOf(node: Node): string {
  const codes = [...node.childNodes].filter(({ nodeName }) => nodeName === "CODE");
  const words = [...node.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && (child.textContent ?? "").trim() !== "");
  // What stands beside is a page's: its numbers, the button that copies.
  if (codes.length > 0 && !words) return codes.map(linesOf).join("\n");
  const parts = [""];
  const add = (text: string) => text && parts.push(text);
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) add(child.textContent ?? "");
    else if (child.nodeName === "BR") add("\n");
    else if (/^(DIV|P|LI|TR|SECTION)$/.test(child.nodeName)) add(`${/[^\n]$/.test(parts.at(-1)!) ? "\n" : ""}${linesOf(child).replace(/\n$/, "")}\n`);
    else add(linesOf(child));
  }
  return parts.join("");
}
