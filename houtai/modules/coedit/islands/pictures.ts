import { Extension, type Editor } from "@tiptap/core";
import { NodeSelection, Plugin, PluginKey } from "@tiptap/pm/state";
import { dropPoint } from "@tiptap/pm/transform";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { tellPlugin } from "./caret.ts";
import { make } from "./dom.ts";
import type { Options } from "./options.ts";
import { put } from "./texts.ts";
import { upload, type Taken } from "./upload.ts";

interface News {
  add?: { id: object; at: number; box: HTMLElement };
  remove?: object;
}

const KEY = new PluginKey<DecorationSet>("pictures");

/** Pictures by drop and paste. A box stands in the text until the server has taken the picture in. */
export const Pictures = Extension.create<{ options: Options | null; fail: (text: string) => void }>({
  name: "pictures",
  addOptions: () => ({ options: null, fail: () => {} }),
  addProseMirrorPlugins() {
    const { editor } = this;
    const { options, fail } = this.options;
    const take = (files: File[], at: number) => {
      if (files.length === 0 || !options || !editor.isEditable) return false;
      for (const file of files) void takePicture(editor, file, at, options, fail);
      return true;
    };
    return [
      new Plugin<DecorationSet>({
        key: KEY,
        state: {
          init: () => DecorationSet.empty,
          apply(change, shown) {
            const moved = shown.map(change.mapping, change.doc);
            const { add, remove } = (change.getMeta(KEY) ?? {}) as News;
            if (add) return moved.add(change.doc, [Decoration.widget(add.at, add.box, { id: add.id })]);
            return remove ? moved.remove(moved.find(undefined, undefined, (spec) => spec["id"] === remove)) : moved;
          },
        },
        props: {
          decorations: (state) => KEY.getState(state),
          handlePaste: (view, event) => take(alone(event.clipboardData), view.state.selection.to),
          handleDrop: (view, event) => take(images(event.dataTransfer), view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos ?? view.state.selection.to),
        },
      }),
    ];
  },
});

const hasWords = (data: DataTransfer | null): boolean => new DOMParser().parseFromString(data?.getData("text/html") ?? "", "text/html").body.textContent?.trim() !== "";

const images = (data: DataTransfer | null): File[] => [...(data?.files ?? [])].filter(({ type }) => type.startsWith("image/"));

/** Other programs put a picture of the words beside the words. */
const alone = (data: DataTransfer | null): File[] => (images(data).length > 0 && hasWords(data) ? [] : images(data));

/** Takes one picture in and puts it near a place of the text. */
export async function takePicture(editor: Editor, file: File, at: number, options: Options, fail: (text: string) => void): Promise<void> {
  await placePictures(editor, [at], options, fail)[0]!.take(() => file);
}

/** A box in the text where a picture will be. */
export interface Placed {
  /** Sends the picture and puts it there; never rejects. */
  take: (file: () => File) => Promise<void>;
}

/** Boxes at places of the text, all before the first picture is taken in, so that each is found again. */
export function placePictures(editor: Editor, places: number[], options: Options, fail: (text: string) => void): Placed[] {
  return places.map((at) => place(editor, at, options, fail));
}

function place(editor: Editor, at: number, options: Options, fail: (text: string) => void): Placed {
  const id = {};
  const bar = make("progress", { max: "100", value: "0" });
  const said = make("span", {}, put(options.texts.uploading, "0 %"));
  const box = make("div", { class: "h-coedit-upload", contenteditable: "false", role: "status" }, said, bar);
  const tell = (news: News) => editor.isDestroyed || tellPlugin(editor.view, KEY, () => news);
  const show = (percent: number) => {
    bar.value = percent;
    said.textContent = put(options.texts.uploading, `${percent} %`);
  };
  tell({ add: { id, at, box } });
  const take = async (file: () => File): Promise<void> => {
    try {
      const taken = await upload(file(), options, show);
      if (!editor.isEditable) throw new Error(options.texts.uploadFailed);
      if (!editor.isDestroyed) insertPicture(editor, taken, KEY.getState(editor.state)?.find(undefined, undefined, (spec) => spec["id"] === id)[0]?.from ?? editor.state.selection.to);
    } catch (wrong) {
      fail((wrong as Error).message);
    }
    tell({ remove: id });
  };
  return { take };
}

/** Puts a picture of the library near a place of the text. */
export function insertPicture(editor: Editor, { id, src, alt, width, height }: Taken, at: number): void {
  const { state } = editor;
  const figure = state.schema.nodes["figure"]!.create({ src, alt: alt ?? "", image: id, width, height });
  const $at = state.doc.resolve(at);
  const empty = $at.parent.isTextblock && $at.parent.content.size === 0 && $at.depth > 0 && $at.parent.type.name === "paragraph" && $at.node(-1).childCount > 1;
  const change = state.tr;
  if (empty) change.replaceWith($at.before(), $at.after(), figure);
  else change.insert(behind(state.doc, at, figure), figure);
  editor.view.dispatch(change.scrollIntoView());
}

function behind(doc: NodeSelection["node"], at: number, figure: NodeSelection["node"]): number {
  const $at = doc.resolve(at);
  if ($at.parent.isTextblock) return $at.after();
  return dropPoint(doc, at, figure.slice(0)) ?? at;
}
