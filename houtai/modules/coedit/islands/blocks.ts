import type { Editor } from "@tiptap/core";
import { addNote } from "./notes.ts";
import type { Key } from "./texts.ts";
import type { Icon } from "./icons.ts";

/** Something that can be made of the place where one writes; in the toolbar and in the menu behind "/". */
export interface Block {
  text: Key & Icon;
  keys?: string;
  /** More names to find it by. */
  also: string;
  active?: (editor: Editor) => boolean;
  run: (editor: Editor) => void;
}

const heading = (level: 2 | 3 | 4): Block => ({
  text: `heading${level}`,
  keys: `Mod-Alt-${level}`,
  also: `h${level} heading title 标题 小标题 biaoti bt`,
  active: (editor) => editor.isActive("heading", { level }),
  run: (editor) => editor.chain().focus().toggleHeading({ level }).run(),
});

export const BLOCKS: Block[] = [
  { text: "paragraph", keys: "Mod-Alt-0", also: "text p 正文 段落 zhengwen duanluo", active: (editor) => editor.isActive("paragraph"), run: (editor) => editor.chain().focus().setParagraph().run() },
  heading(2),
  heading(3),
  heading(4),
  { text: "bulletList", keys: "Mod-Shift-8", also: "ul bullet list 列表 无序 liebiao wuxu", active: (editor) => editor.isActive("bulletList"), run: (editor) => editor.chain().focus().toggleBulletList().run() },
  { text: "orderedList", keys: "Mod-Shift-7", also: "ol numbered list 编号 有序 列表 bianhao youxu liebiao", active: (editor) => editor.isActive("orderedList"), run: (editor) => editor.chain().focus().toggleOrderedList().run() },
  { text: "blockquote", keys: "Mod-Shift-b", also: "quote blockquote 引用 yinyong", active: (editor) => editor.isActive("blockquote"), run: (editor) => editor.chain().focus().toggleBlockquote().run() },
  { text: "codeBlock", keys: "Mod-Alt-c", also: "code pre 代码 daima", active: (editor) => editor.isActive("codeBlock"), run: (editor) => editor.chain().focus().toggleCodeBlock().run() },
  { text: "rule", also: "line hr divider 分隔线 横线 fengexian", run: (editor) => editor.chain().focus().setHorizontalRule().run() },
  { text: "table", also: "table grid 表格 biaoge", active: (editor) => editor.isActive("table"), run: (editor) => editor.chain().focus().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run() },
  { text: "footnote", also: "note footnote 脚注 注释 jiaozhu zhushi", run: (editor) => addNote(editor) },
];

/** The blocks that a search means: it begins a word of a name, or else stands within a Chinese one. */
export function find(typed: string, named: { block: Block; name: string }[]): Block[] {
  const search = typed.trim().toLowerCase();
  const rank = ({ block, name }: { block: Block; name: string }) => {
    const words = `${name} ${block.also}`.toLowerCase();
    if (search === "" || words.split(/\s+/).some((word) => word.startsWith(search))) return 0;
    return /[^\x00-\x7f]/.test(search) && words.includes(search) ? 1 : 2;
  };
  return [0, 1].flatMap((wanted) => named.filter((one) => rank(one) === wanted)).map(({ block }) => block);
}
