import { BLOCKS, find } from "./blocks.ts";
import { icon } from "./icons.ts";
import type { Choice, MenuKind } from "./menu.ts";
import type { Options } from "./options.ts";

interface Found {
  id: string | number;
  label?: string;
  name?: string;
}

const PAUSE = 150;
const wait = (milliseconds: number) => new Promise((done) => window.setTimeout(done, milliseconds));

/** "/" at the start of a line or after a space: what the place can become. */
export function slashMenu({ texts }: Options, allowed: MenuKind["allowed"], picture: (() => void) | null): MenuKind {
  const named = BLOCKS.map((block) => ({ block, name: texts[block.text] }));
  return {
    sign: /(?:^|\s)\/([^\s/]{0,20})$/,
    label: texts.blocks,
    none: texts.nothing,
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
      const wanted = typed === "" || `${texts.picture} image picture photo 图片 tupian`.toLowerCase().split(" ").some((word) => word.startsWith(typed.toLowerCase()));
      if (!picture || !wanted) return blocks;
      const take: Choice["take"] = (editor, from, to) => {
        editor.commands.deleteRange({ from, to });
        picture();
      };
      return [...blocks, { name: texts.picture, mark: icon("picture"), take }];
    },
  };
}

/** "@": people of the desk. */
export function mentionMenu({ texts, mentions }: Options, allowed: MenuKind["allowed"]): MenuKind {
  let newest = "";
  return {
    sign: /(?:^|[\s(（，。、：；！？])@([^\s@]{0,30})$/,
    label: texts.people,
    none: texts.nobody,
    allowed,
    find: async (typed) => {
      newest = typed;
      await wait(PAUSE);
      if (newest !== typed) return [];
      const url = new URL(mentions, location.href);
      url.searchParams.set("q", typed);
      try {
        const reply = await fetch(url, { headers: { Accept: "application/json" } });
        const said = (await reply.json()) as Found[] | { results?: Found[]; people?: Found[] };
        const people = Array.isArray(said) ? said : (said.results ?? said.people ?? []);
        return people.slice(0, 8).map(person);
      } catch {
        return [];
      }
    },
  };
}

function person({ id, label, name }: Found): Choice {
  const shown = label ?? name ?? String(id);
  return {
    name: shown,
    take: (editor, from, to) => {
      editor.chain().focus().insertContentAt({ from, to }, [{ type: "mention", attrs: { id: String(id), label: shown } }, { type: "text", text: " " }]).run();
    },
  };
}
