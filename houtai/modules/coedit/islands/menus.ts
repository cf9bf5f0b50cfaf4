import { BLOCKS, find } from "./blocks.ts";
import { icon } from "./icons.ts";
import type { Choice, MenuKind } from "./menu.ts";
import type { Options } from "./options.ts";
import { MENTION, peopleOf, type Named } from "./people.ts";
import { seek } from "./seek.ts";

/** "/" at the start of a line or after a space: what the place can become. */
export function slashMenu({ texts }: Options, allowed: MenuKind["allowed"], picture: (() => void) | null, more: ((typed: string) => Choice[])[] = []): MenuKind {
  const named = BLOCKS.map((block) => ({ block, name: texts[block.text] }));
  return {
    sign: /(?:^|\s)\/([^\s/]{0,20})$/,
    label: texts.blocks,
    none: texts.nothing,
    failed: texts.searchFailed,
    allowed,
    find: (typed) => {
      const blocks: Choice[] = find(typed, named).map(({ text, run }) => ({
        name: texts[text],
        mark: icon(text),
        take: (editor, from, to) => {
          editor.commands.deleteRange({ from, to });
          run(editor);
        },
      }));
      const others = more.flatMap((find) => find(typed));
      const wanted = seek(typed, `${texts.picture} image picture photo 图片 tupian`);
      if (!picture || !wanted) return [...blocks, ...others];
      const take: Choice["take"] = (editor, from, to) => {
        editor.commands.deleteRange({ from, to });
        picture();
      };
      return [...blocks, { name: texts.picture, mark: icon("picture"), take }, ...others];
    },
  };
}

/** "@": people of the desk. */
export function mentionMenu({ texts, mentions }: Options, allowed: MenuKind["allowed"]): MenuKind {
  const find = peopleOf(mentions);
  return { sign: MENTION, label: texts.people, none: texts.nobody, failed: texts.searchFailed, allowed, find: async (typed) => (await find(typed)).map(choice) };
}

const choice = ({ id, label }: Named): Choice => ({
  name: label,
  take: (editor, from, to) => {
    editor.chain().focus().insertContentAt({ from, to }, [{ type: "mention", attrs: { id, label } }, { type: "text", text: " " }]).run();
  },
});
