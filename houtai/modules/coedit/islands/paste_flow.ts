import { marked, type Manner } from "./paste_marks.ts";

/** Fills a box: words gather in a line, which is a paragraph or heading when it ends; blocks stand between lines. */
export class Flow {
  readonly box: HTMLElement;
  private readonly page: Document;
  private line: HTMLElement | null = null;

  constructor(box: HTMLElement, page: Document) {
    this.box = box;
    this.page = page;
  }

  words(text: string, manner: Manner): void {
    const plain = text.replaceAll(/[\u200b\ufeff]/g, "");
    if (plain === "" || (!this.line && /^[ \n]+$/.test(plain))) return;
    this.open(manner).append(marked(this.line!.hasChildNodes() ? plain : plain.replace(/^ +/, ""), manner, this.page));
  }

  breakLine(manner: Manner): void {
    if (!this.line) return;
    // An empty line between is how pages without paragraphs part them.
    if (this.line.lastChild?.nodeName === "BR") this.end();
    else this.open(manner).append(this.page.createElement("br"));
  }

  block(made: HTMLElement): void {
    this.end();
    this.box.append(made);
  }

  end(): void {
    const { line } = this;
    this.line = null;
    if (!line) return;
    while (line.lastChild?.nodeName === "BR" || (line.lastChild?.nodeType === Node.TEXT_NODE && line.lastChild.textContent!.trim() === "")) line.lastChild.remove();
    if ((line.textContent ?? "").replaceAll("\u00a0", "").trim() !== "") this.box.append(line);
  }

  private open({ heading, align }: Manner): HTMLElement {
    if (!this.line) {
      this.line = this.page.createElement(heading || "p");
      if (align) this.line.setAttribute("data-align", align);
    }
    return this.line;
  }
}
