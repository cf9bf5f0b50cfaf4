import { Extension } from "@tiptap/core";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { tellPlugin } from "./caret.ts";
import { matches, type Match } from "./matches.ts";

export interface Sought {
  words: string;
  cased: boolean;
  found: Match[];
  /** The one that is looked at; none is -1. */
  at: number;
}

type Asked = Pick<Sought, "words" | "cased" | "at">;

const KEY = new PluginKey<Sought>("finding");
const NOTHING: Sought = { words: "", cased: false, found: [], at: -1 };

declare module "@tiptap/core" {
  interface Storage {
    finding: { sought: () => Sought; seek: (asked: Partial<Asked>) => void };
  }
}

/** Marks what somebody looks for; `open` shows the bar in which they say what. */
export const Finding = Extension.create<{ open: () => void }>({
  name: "finding",
  addOptions: () => ({ open: () => {} }),
  addStorage: () => ({ sought: () => NOTHING, seek: () => {} }),
  addKeyboardShortcuts() {
    return { "Mod-f": () => this.options.open() ?? true };
  },
  onCreate() {
    const { editor, storage } = this;
    storage.sought = () => KEY.getState(editor.state) ?? NOTHING;
    storage.seek = (asked: Partial<Asked>) => tellPlugin(editor.view, KEY, () => asked);
  },
  addProseMirrorPlugins: () => [
    new Plugin<Sought>({
      key: KEY,
      state: {
        init: () => NOTHING,
        apply(change, before) {
          const asked = change.getMeta(KEY) as Partial<Asked> | undefined;
          if (!asked && !(change.docChanged && before.words)) return before;
          const { words, cased, at } = { ...before, ...asked };
          const found = matches(change.doc, words, cased);
          return { words, cased, found, at: Math.min(at, found.length - 1) };
        },
      },
      props: {
        decorations(state) {
          const { found, at } = KEY.getState(state)!;
          return DecorationSet.create(state.doc, found.map(({ from, to }, place) => Decoration.inline(from, to, { class: `h-coedit-found${place === at ? " is-active" : ""}` })));
        },
      },
    }),
  ],
});
