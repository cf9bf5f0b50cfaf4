import { Node } from "@tiptap/core";
import { BulletList, ListItem as PlainItem, ListKeymap, OrderedList as PlainOrderedList } from "@tiptap/extension-list";
import { embedView, type EmbedTexts } from "./embed_view.ts";
import { type Player, playerIn } from "./players.ts";
import { Table as PlainTable, TableCell as PlainCell, TableHeader as PlainHeader, TableRow as PlainRow } from "@tiptap/extension-table";

const number = (name: string, otherwise: number) => ({
  default: otherwise,
  parseHTML: (element: HTMLElement) => Math.min(999, Math.max(1, Number.parseInt(element.getAttribute(name) ?? "", 10) || otherwise)),
  renderHTML: (attributes: Record<string, unknown>) => (attributes[name] === otherwise ? {} : { [name]: attributes[name] }),
});

export const OrderedList = PlainOrderedList.extend({
  addAttributes: () => ({ start: number("start", 1) }),
  renderHTML: ({ HTMLAttributes }) => ["ol", HTMLAttributes, 0],
});

/**
 * The schema wants a paragraph first. Two people who change one item at once can leave another block there, and
 * y-tiptap deletes for everybody what does not fit; so here an item may begin with any block.
 */
export const ListItem = PlainItem.extend({ content: "block+" });

const cell = {
  colspan: number("colspan", 1),
  rowspan: number("rowspan", 1),
  colwidth: {
    default: null,
    parseHTML: (element: HTMLElement) => /^\d{1,5}(,\d{1,5})*$/.exec(element.getAttribute("colwidth") ?? "")?.[0].split(",").map(Number) ?? null,
    renderHTML: ({ colwidth }: { colwidth?: number[] | null }) => (colwidth ? { colwidth: colwidth.join(",") } : {}),
  },
};

export const TableCell = PlainCell.extend({ addAttributes: () => cell });
export const TableHeader = PlainHeader.extend({ addAttributes: () => cell });
export const TableRow = PlainRow.extend({ content: "(tableCell | tableHeader)*" });
export const Table = PlainTable.extend({ renderHTML: ({ HTMLAttributes }) => ["table", HTMLAttributes, ["tbody", 0]] }).configure({ resizable: false });

/** What another site plays, kept as Wagtail keeps it. */
export const Embed = Node.create<EmbedTexts>({
  name: "embed",
  group: "block",
  atom: true,
  draggable: true,
  addOptions: () => ({ embedded: "%s", link: "", language: "" }),
  addAttributes: () => ({ url: { default: "" } }),
  parseHTML: () => ['embed[embedtype="media"]', "iframe"].map((tag) => ({ tag, getAttrs: (element: HTMLElement) => known(playerIn(element)) })),
  renderHTML: ({ HTMLAttributes }) => ["embed", { embedtype: "media", url: HTMLAttributes["url"] as string }],
  addNodeView() {
    return ({ node, getPos, editor }) => embedView(node, getPos, editor, this.options);
  },
});

/** Somebody of the desk, named in the text. */
export const Mention = Node.create({
  name: "mention",
  group: "inline",
  inline: true,
  atom: true,
  selectable: false,
  addAttributes: () => ({ id: { default: null }, label: { default: "" } }),
  parseHTML: () => [
    {
      tag: "span[data-mention]",
      getAttrs: (element) => !/^[\w.-]{1,64}$/.test(element.dataset["mention"] ?? "") ? false : ({ id: element.dataset["mention"], label: (element.textContent ?? "").replace(/^@/, "") }),
    },
  ],
  renderHTML: ({ node }) => ["span", { "data-mention": node.attrs["id"] as string, class: "h-coedit-mention" }, `@${node.attrs["label"] as string}`],
  renderText: ({ node }) => `@${node.attrs["label"] as string}`,
});

const known = (found: Player | null): { url: string } | false => found !== null && { url: found.page };

export { BulletList, ListKeymap };
