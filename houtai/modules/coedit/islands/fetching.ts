import { Extension, type Editor } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { tellPlugin } from "./caret.ts";
import type { Options } from "./options.ts";
import { put } from "./texts.ts";
import { fetchPicture, type Taken } from "./upload.ts";

/** What is said in the place of a picture, by its address; "" for nothing any more. */
type Said = ReadonlyMap<string, string>;

const KEY = new PluginKey<Said>("fetching");

/** Pictures that stand elsewhere are taken in by the server. Each says in its place how far that is, and why not. */
export const Fetching = Extension.create({
  name: "fetching",
  addProseMirrorPlugins: () => [
    new Plugin<Said>({
      key: KEY,
      state: {
        init: () => new Map(),
        apply: (change, said) => {
          const news = change.getMeta(KEY) as [string, string] | undefined;
          return news ? new Map([...said, news].filter(([, text]) => text)) : said;
        },
      },
      props: {
        decorations: (state) => {
          const said = KEY.getState(state)!;
          if (said.size === 0) return null;
          const shown = standing(state.doc, (url) => said.has(url));
          return DecorationSet.create(state.doc, shown.map(([node, at]) => Decoration.node(at, at + node.nodeSize, { class: "is-foreign", "data-said": said.get(String(node.attrs["src"]))! })));
        },
      },
    }),
  ],
});

/** The addresses of pictures that are not of the library, each once. */
export function foreign(inside: { descendants: Node["descendants"] }): string[] {
  return [...new Set(standing(inside, isForeign).map(([node]) => String(node.attrs["src"])))];
}

export const isForeign = (url: string): boolean => /^https?:\/\//i.test(url) && !url.startsWith(`${location.origin}/`);

/** One after the other, so that no server is asked for many at once. Never rejects. */
export async function takeIn(editor: Editor, urls: string[], options: Options, tell: (text: string) => void): Promise<void> {
  const say = (url: string, text: string) => editor.isDestroyed || tellPlugin(editor.view, KEY, () => [url, text]);
  for (const url of urls) say(url, options.texts.fetching);
  for (const url of urls) {
    try {
      const taken = await fetchPicture(url, options);
      if (editor.isEditable && !editor.isDestroyed) settle(editor, url, taken);
      say(url, "");
    } catch (wrong) {
      const text = put(options.texts.notFetched, (wrong as Error).message);
      say(url, text);
      tell(text);
    }
  }
}

function settle(editor: Editor, url: string, { id, src, alt, width, height }: Taken): void {
  const change = editor.state.tr;
  for (const [{ attrs }, at] of standing(editor.state.doc, (address) => address === url)) {
    change.setNodeMarkup(at, null, { ...attrs, src, alt: attrs["alt"] || alt, image: id, width, height });
  }
  // What the server did is nothing for the writer to take back.
  editor.view.dispatch(change.setMeta("addToHistory", false));
}

function standing(inside: { descendants: Node["descendants"] }, wanted: (url: string) => boolean): [Node, number][] {
  const found: [Node, number][] = [];
  inside.descendants((node, at) => {
    if (node.type.name === "figure" && node.attrs["image"] === null && wanted(String(node.attrs["src"]))) found.push([node, at]);
    return !node.isTextblock;
  });
  return found;
}
