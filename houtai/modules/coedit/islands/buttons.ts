import type { Editor } from "@tiptap/core";
import type { Align } from "./schema_text.ts";
import { BLOCKS } from "./blocks.ts";
import { CODE_LANGUAGE } from "./code_language.ts";
import { CHANGES } from "./change_list.ts";
import type { Desk } from "./desk.ts";
import { FIND } from "./find_bar.ts";
import type { Icon } from "./icons.ts";
import { EMBED } from "./embedding.ts";
import { LIBRARY } from "./library.ts";
import type { Key } from "./texts.ts";

export const COMMENT_KEYS = "Mod-Alt-m";

export interface Button {
  text: Key & Icon;
  keys?: string;
  active?: (editor: Editor, desk: Desk) => boolean;
  /** A number beside its sign. */
  count?: (desk: Desk) => number;
  /** Whether the button is there at all. */
  shown?: (desk: Desk) => boolean;
  enabled?: (desk: Desk) => boolean;
  run: (desk: Desk, button: HTMLElement) => void;
}

type MarkCommand = "toggleBold" | "toggleItalic" | "toggleUnderline" | "toggleStrike" | "toggleCode";

const mark = (text: Key & Icon, command: MarkCommand, keys: string): Button => ({
  text, keys,
  active: (editor) => editor.isActive(text),
  run: ({ editor }) => editor.chain().focus()[command]().run(),
});

const MARKS: Button[] = [
  mark("bold", "toggleBold", "Mod-b"),
  mark("italic", "toggleItalic", "Mod-i"),
  mark("underline", "toggleUnderline", "Mod-u"),
  mark("strike", "toggleStrike", "Mod-Shift-s"),
  mark("code", "toggleCode", "Mod-e"),
  { text: "link", keys: "Mod-k", active: (editor) => editor.isActive("link"), run: (desk, button) => void desk.askLink(button.getBoundingClientRect()) },
];

const align = (text: Key & Icon, value: Align): Button => ({
  text,
  active: ({ state }) => "align" in state.selection.$from.parent.attrs && state.selection.$from.parent.attrs["align"] === value,
  run: ({ editor }) => editor.chain().focus().updateAttributes("paragraph", { align: value }).updateAttributes("heading", { align: value }).run(),
});

type TableCommand =
  | "addRowBefore" | "addRowAfter" | "deleteRow" | "addColumnBefore" | "addColumnAfter" | "deleteColumn" | "toggleHeaderRow" | "mergeOrSplit" | "deleteTable";

const table = (text: Key & Icon, command: TableCommand): Button => ({
  text,
  shown: ({ editor }) => editor.isActive("table"),
  run: ({ editor }) => editor.chain().focus()[command]().run(),
});

export const GROUPS: Button[][] = [
  BLOCKS.slice(0, 4).map(({ run, ...block }) => ({ ...block, run: ({ editor }) => run(editor) })),
  MARKS,
  [...BLOCKS.slice(4).map(({ run, ...block }): Button => ({ ...block, run: ({ editor }) => run(editor) })), CODE_LANGUAGE],
  [{ text: "picture", shown: ({ options }) => options.upload !== "", run: (desk) => desk.choosePicture() }, LIBRARY, EMBED],
  [align("alignLeft", null), align("alignCenter", "center"), align("alignRight", "right")],
  [
    { text: "undo", keys: "Mod-z", enabled: (desk) => desk.canUndo("undo"), run: (desk) => desk.goBack("undo") },
    { text: "redo", keys: "Mod-Shift-z", enabled: (desk) => desk.canUndo("redo"), run: (desk) => desk.goBack("redo") },
    FIND,
  ],
  [
    { text: "suggesting", active: (editor) => editor.storage.suggesting.on, shown: ({ room }) => room !== null, enabled: ({ room }) => room?.role === "write", run: (desk) => desk.suggest() },
    CHANGES,
    { text: "acceptAll", shown: (desk) => desk.hasSuggestions && desk.room?.role === "write", run: (desk) => desk.settleAll(true) },
    { text: "rejectAll", shown: (desk) => desk.hasSuggestions && desk.room?.role === "write", run: (desk) => desk.settleAll(false) },
    { text: "writers", active: (editor) => editor.storage.writers.on, shown: ({ room }) => room !== null, enabled: () => true, run: (desk) => desk.showWriters() },
  ],
  [
    { text: "comment", keys: COMMENT_KEYS, shown: ({ room }) => room?.comments === "write", enabled: ({ comments }) => comments?.threads.may ?? false, run: (desk) => desk.list?.hide() ?? desk.comments?.begin() },
    { text: "comments", active: (_editor, { comments, list }) => (comments?.shown ?? false) && !list?.shown, count: ({ comments }) => comments?.threads.open ?? 0, shown: ({ room }) => Boolean(room?.comments), enabled: () => true, run: (desk) => desk.showComments() },
  ],
  [
    table("rowBefore", "addRowBefore"), table("rowAfter", "addRowAfter"), table("rowRemove", "deleteRow"),
    table("columnBefore", "addColumnBefore"), table("columnAfter", "addColumnAfter"), table("columnRemove", "deleteColumn"),
    table("headerRow", "toggleHeaderRow"), table("mergeCells", "mergeOrSplit"), table("tableRemove", "deleteTable"),
  ],
];
