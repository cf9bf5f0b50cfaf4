import type { Extensions } from "@tiptap/core";
import { Blockquote } from "@tiptap/extension-blockquote";
import { Bold } from "@tiptap/extension-bold";
import { Code } from "@tiptap/extension-code";
import { Document } from "@tiptap/extension-document";
import { HardBreak } from "@tiptap/extension-hard-break";
import { HorizontalRule } from "@tiptap/extension-horizontal-rule";
import { Italic } from "@tiptap/extension-italic";
import { Strike } from "@tiptap/extension-strike";
import { Text } from "@tiptap/extension-text";
import { Underline } from "@tiptap/extension-underline";
import type { EmbedTexts } from "./embed_view.ts";
import type { FigureTexts } from "./figure_view.ts";
import { BulletList, Embed, ListItem, ListKeymap, Mention, OrderedList, Table, TableCell, TableHeader, TableRow } from "./schema_blocks.ts";
import { FigureNode } from "./schema_figure.ts";
import { Deletion, Insertion, Link, Subscript, Superscript } from "./schema_marks.ts";
import { CodeBlock, Heading, Paragraph } from "./schema_text.ts";

/** All nodes and marks of schema 1, the same as houtai/core/text/yjs. */
export function schema(figure: FigureTexts, embed: EmbedTexts): Extensions {
  return [
    Document, Text, Paragraph, Heading, BulletList, OrderedList, ListItem, ListKeymap, Blockquote, CodeBlock, HorizontalRule, HardBreak,
    FigureNode.configure(figure), Embed.configure(embed), Mention, Table, TableRow, TableCell, TableHeader,
    // A code word may be bold or linked, and carry a suggestion.
    Bold, Italic, Underline, Strike, Code.extend({ excludes: "code" }), Superscript, Subscript, Link, Insertion, Deletion,
  ];
}
