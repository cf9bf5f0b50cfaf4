import { Extension } from "@tiptap/core";
import { type EditorState, Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { absolutePositionToRelativePosition, relativePositionToAbsolutePosition, ySyncPluginKey } from "@tiptap/y-tiptap";
import * as Y from "yjs";
import { readCaret, tellPlugin } from "./caret.ts";
import { inkOn, safeColour } from "./colours.ts";
import { make } from "./dom.ts";
import type { Room } from "./room.ts";
import type { Cursor } from "./wire.ts";

const KEY = new PluginKey<DecorationSet>("cursors");
const NAME_SHOWN = 2000;

interface Binding {
  type: Y.XmlFragment;
  doc: Y.Doc;
  mapping: Parameters<typeof absolutePositionToRelativePosition>[2];
}

const bindingOf = (state: EditorState): Binding => (ySyncPluginKey.getState(state) as { binding: Binding }).binding;

/** Shows where the others are, and tells them where we are. */
export const Cursors = Extension.create<{ room: Room }>({
  name: "cursors",
  addProseMirrorPlugins() {
    const { room } = this.options;
    const moved = new Map<number, { where: string; at: number }>();
    return [
      new Plugin<DecorationSet>({
        key: KEY,
        state: {
          init: () => DecorationSet.empty,
          apply: (change, shown, _before, state) => {
            const synced = ySyncPluginKey.getState(state) as { isChangeOrigin: boolean };
            return change.getMeta(KEY) || synced.isChangeOrigin ? draw(state, room, moved) : shown.map(change.mapping, change.doc);
          },
        },
        props: { decorations: (state) => KEY.getState(state) },
        view: (view) => {
          const read = () => readCaret(view);
          const again = () => tellPlugin(view, KEY, () => true);
          let timer: number | undefined;
          const news = () => {
            again();
            window.clearTimeout(timer);
            timer = window.setTimeout(again, NAME_SHOWN);
          };
          const seen = () => room.pointer.put(document.visibilityState === "visible" && view.hasFocus() ? here(view.state) : null);
          room.on("cursors", news);
          room.on("receiving", read);
          document.addEventListener("visibilitychange", seen);
          return {
            update: ({ state }, before) => void (view.hasFocus() && (!state.selection.eq(before.selection) || state.doc !== before.doc) && room.pointer.put(here(state))),
            destroy: () => {
              window.clearTimeout(timer);
              room.off("cursors", news);
              room.off("receiving", read);
              document.removeEventListener("visibilitychange", seen);
            },
          };
        },
      }),
    ];
  },
});

function here(state: EditorState) {
  const { type, mapping } = bindingOf(state);
  const tell = (place: number) => Y.relativePositionToJSON(absolutePositionToRelativePosition(place, type, mapping) as Y.RelativePosition) as unknown;
  return { anchor: tell(state.selection.anchor), head: tell(state.selection.head) };
}

function draw(state: EditorState, room: Room, moved: Map<number, { where: string; at: number }>): DecorationSet {
  const { type, doc, mapping } = bindingOf(state);
  const place = (told: unknown) => relativePositionToAbsolutePosition(doc, type, Y.createRelativePositionFromJSON(told), mapping);
  const shown: Decoration[] = [];
  for (const [client, cursor] of room.company.cursors) {
    if (client === doc.clientID || !cursor.state) continue;
    const anchor = place(cursor.state.anchor);
    const head = place(cursor.state.head);
    if (anchor === null || head === null) continue;
    const end = state.doc.content.size;
    const [from, to, at] = [Math.min(anchor, head, end), Math.min(Math.max(anchor, head), end), Math.min(head, end)];
    const colour = safeColour(cursor.colour);
    if (from < to) shown.push(Decoration.inline(from, to, { class: "h-coedit-selected", style: `--h-person: ${colour}` }));
    const fresh = isFresh(client, cursor, moved);
    shown.push(Decoration.widget(at, () => flag(cursor, colour, fresh), { key: `${client} ${cursor.name} ${colour} ${fresh}`, side: 10, ignoreSelection: true }));
  }
  return DecorationSet.create(state.doc, shown);
}

function isFresh(client: number, cursor: Cursor, moved: Map<number, { where: string; at: number }>): boolean {
  const where = JSON.stringify(cursor.state);
  const before = moved.get(client);
  if (before?.where !== where) moved.set(client, { where, at: Date.now() });
  return Date.now() - (moved.get(client)?.at ?? 0) < NAME_SHOWN - 50;
}

function flag({ name }: Cursor, colour: string, fresh: boolean): HTMLElement {
  const label = make("span", { class: "h-coedit-cursor__name" }, name);
  const caret = make("span", { "aria-hidden": "true", class: `h-coedit-cursor${fresh ? " is-fresh" : ""}`, contenteditable: "false" }, label);
  caret.style.setProperty("--h-person", colour);
  caret.style.setProperty("--h-person-ink", inkOn(colour));
  return caret;
}
