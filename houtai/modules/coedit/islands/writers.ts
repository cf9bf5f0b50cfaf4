import { Extension } from "@tiptap/core";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet, type EditorView } from "@tiptap/pm/view";
import { tellPlugin } from "./caret.ts";
import { safeColour } from "./colours.ts";
import type { Room } from "./room.ts";
import { walk } from "./walk.ts";

declare module "@tiptap/core" {
  interface Storage {
    writers: { on: boolean; show: (on: boolean) => void };
  }
}

const KEY = new PluginKey<DecorationSet>("writers");
const PAUSE = 300;

/** Colours each stretch of text by who wrote it, while that is switched on. */
export const Writers = Extension.create<{ room: Room | null }>({
  name: "writers",
  addOptions: () => ({ room: null }),
  addStorage: () => ({ on: false, show: () => {} }),
  addProseMirrorPlugins() {
    const { room } = this.options;
    const storage = this.storage as { on: boolean; show: (on: boolean) => void };
    if (!room) return [];
    return [
      new Plugin<DecorationSet>({
        key: KEY,
        state: {
          init: () => DecorationSet.empty,
          apply: (change, shown) => (change.getMeta(KEY) as DecorationSet | undefined) ?? (shown === DecorationSet.empty ? shown : shown.map(change.mapping, change.doc)),
        },
        props: { decorations: (state) => KEY.getState(state) },
        view: (view) => {
          let timer: number | undefined;
          const draw = () => tellPlugin(view, KEY, () => (storage.on ? colour(view, room) : DecorationSet.empty));
          const soon = () => {
            window.clearTimeout(timer);
            timer = window.setTimeout(draw, PAUSE);
          };
          storage.show = (on) => {
            storage.on = on;
            draw();
          };
          return {
            update: ({ state }, before) => void (storage.on && !state.doc.eq(before.doc) && soon()),
            destroy: () => window.clearTimeout(timer),
          };
        },
      }),
    ];
  },
});

function colour({ state }: EditorView, room: Room): DecorationSet {
  const stretches: { client: number; from: number; to: number }[] = [];
  walk(room.fragment, (name) => state.schema.nodes[name]?.isLeaf ?? true, ({ client: by, clock, at: begin, text }) => {
    let at = begin;
    for (const { client, length } of room.moved.first({ client: by, clock, length: text.length })) {
      const last = stretches.at(-1);
      if (last?.client === client && last.to === at) last.to += length;
      else stretches.push({ client, from: at, to: at + length });
      at += length;
    }
  });
  const shown = stretches.flatMap(({ client, from, to }) => {
    const writer = client === room.doc.clientID ? room.you : room.company.writers.get(client);
    return writer && to <= state.doc.content.size
      ? [Decoration.inline(from, to, { class: "h-coedit-writer", title: writer.name, style: `--h-writer: ${safeColour(writer.colour)}` })]
      : [];
  });
  return DecorationSet.create(state.doc, shown);
}
