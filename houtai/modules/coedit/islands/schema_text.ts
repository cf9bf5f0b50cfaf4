import { mergeAttributes, textblockTypeInputRule } from "@tiptap/core";
import { CodeBlock as PlainCodeBlock } from "@tiptap/extension-code-block";
import { Heading as PlainHeading } from "@tiptap/extension-heading";
import { Paragraph as PlainParagraph } from "@tiptap/extension-paragraph";

export type Align = "center" | "right" | null;

const ALIGNS = ["center", "right"];

const align = {
  default: null,
  parseHTML: (element: HTMLElement): Align => {
    const said = element.dataset["align"] || element.style.textAlign;
    return ALIGNS.includes(said) ? (said as Align) : null;
  },
  renderHTML: (attributes: { align?: Align }) => (attributes.align ? { "data-align": attributes.align } : {}),
};

export const Paragraph = PlainParagraph.extend({
  content: "inline*",
  addAttributes: () => ({ align }),
});

/** `#` and `##` both begin a heading of the second level: the first is the title, which stands elsewhere. */
const SIGNS: [RegExp, number][] = [[/^#{1,2}\s$/, 2], [/^###\s$/, 3], [/^####\s$/, 4]];

export const Heading = PlainHeading.extend({
  addAttributes: () => ({ level: { default: 2, rendered: false }, align }),
  parseHTML: () => [1, 2, 3, 4, 5, 6].map((level) => ({ tag: `h${level}`, attrs: { level: Math.min(4, Math.max(2, level)) } })),
  addInputRules() {
    return SIGNS.map(([find, level]) => textblockTypeInputRule({ find, type: this.type, getAttributes: { level } }));
  },
}).configure({ levels: [2, 3, 4] });

export const CodeBlock = PlainCodeBlock.extend({
  marks: "insertion deletion",
  addAttributes: () => ({
    language: {
      default: null,
      parseHTML: (element: HTMLElement) => /^[\w.+#-]{1,64}$/.exec(element.dataset["language"] ?? "")?.[0] ?? /language-([\w.+#-]{1,64})/.exec(element.firstElementChild?.className ?? "")?.[1] ?? null,
      rendered: false,
    },
  }),
  renderHTML: ({ node, HTMLAttributes }) => {
    const language = node.attrs["language"] as string | null;
    return ["pre", mergeAttributes(HTMLAttributes, language ? { "data-language": language } : {}), ["code", 0]];
  },
});
