import { Extension } from "@tiptap/core";
import { type EditorState, Plugin, PluginKey, type Transaction } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { ySyncPluginKey } from "@tiptap/y-tiptap";
import { tellPlugin } from "./caret.ts";
import { Reading, type Passage, type Span } from "./reading.ts";
import type { Threads } from "./threads.ts";

declare module "@tiptap/core" {
  interface Storage {
    highlights: Shown;
  }
}

interface Shown {
  /** Where each thread's passage is now; null for one that is gone. */
  places: Map<number, Span | null>;
  active: number | null;
  /** What somebody is about to comment on. */
  pending: Passage | null;
  draw: () => void;
}

interface Choices {
  threads: Threads | null;
  /** Somebody pointed at the passage of a thread. */
  pointed: (thread: number) => void;
  ask: () => void;
  /** The places of passages may have changed. */
  drawn: () => void;
}

const KEY = new PluginKey<DecorationSet>("highlights");
const PAUSE = 250;

/** Marks the passages that open threads are about. The text itself is never changed by a comment. */
export const Highlights = Extension.create<Choices, Shown>({
  name: "highlights",
  addOptions: () => ({ threads: null, pointed: () => {}, ask: () => {}, drawn: () => {} }),
  addStorage: () => ({ places: new Map(), active: null, pending: null, draw: () => {} }),
  addKeyboardShortcuts() {
    const ask = () => this.options.ask() ?? true;
    return this.options.threads ? { "Mod-Alt-m": ask } : {};
  },
  addProseMirrorPlugins() {
    const { threads, pointed, drawn } = this.options;
    const { storage } = this;
    if (!threads) return [];
    return [
      new Plugin<DecorationSet>({
        key: KEY,
        state: {
          init: () => DecorationSet.empty,
          apply: (change, shown, _before, state) => {
            const synced = ySyncPluginKey.getState(state) as { isChangeOrigin: boolean };
            return change.getMeta(KEY) || (synced.isChangeOrigin && change.docChanged) ? draw(state, threads, storage) : carried(shown, change);
          },
        },
        props: {
          decorations: (state) => KEY.getState(state),
          handleDOMEvents: {
            // Whoever drew a selection over it wants something else.
            click: ({ state }, { target }) => {
              const id = (target as Element).closest<HTMLElement>("[data-thread]")?.dataset["thread"];
              if (id && id !== "new" && state.selection.empty) pointed(Number(id));
            },
          },
        },
        view: (view) => {
          let timer: number | undefined;
          let own = false;
          storage.draw = () => {
            window.clearTimeout(timer);
            if (view.isDestroyed) return;
            tellPlugin(view, KEY, () => true);
            drawn();
          };
          threads.on("changed", storage.draw);
          return {
            update: ({ state }, before) => {
              if (state.doc.eq(before.doc)) return;
              const synced = ySyncPluginKey.getState(state) as { isChangeOrigin: boolean; isUndoRedoOperation: boolean };
              own ||= !synced.isChangeOrigin || synced.isUndoRedoOperation;
              window.clearTimeout(timer);
              timer = window.setTimeout(() => {
                if (own && !view.isDestroyed) keep(view.state, threads);
                own = false;
                storage.draw();
              }, PAUSE);
            },
            destroy: () => {
              window.clearTimeout(timer);
              threads.off("changed", storage.draw);
            },
          };
        },
      }),
    ];
  },
});

export const readingOf = (state: EditorState, { room }: Threads): Reading => new Reading(room.fragment, (name) => state.schema.nodes[name]?.isLeaf ?? true);

/** The marks after a change. What replaces a passage whole is not the passage, though its mark would go over to it. */
export function carried(shown: DecorationSet, { mapping, doc }: Transaction): DecorationSet {
  const replaced = shown.find().filter(({ from, to }) => mapping.mapResult(from, 1).deletedAfter && mapping.mapResult(to, -1).deletedBefore);
  return shown.remove(replaced).map(mapping, doc);
}

function draw(state: EditorState, threads: Threads, storage: Shown): DecorationSet {
  storage.places.clear();
  if (threads.all.size === 0 && !storage.pending) return DecorationSet.empty;
  const reading = readingOf(state, threads);
  const shown: Decoration[] = [];
  for (const thread of threads.all.values()) {
    const span = reading.place(thread, thread.epoch === threads.room.epoch);
    storage.places.set(thread.id, span);
    if (span && (!thread.resolved || thread.id === storage.active)) shown.push(...marks(state, span, String(thread.id), thread.id === storage.active));
  }
  const pending = storage.pending && reading.place(storage.pending, true);
  if (pending) shown.push(...marks(state, pending, "new", true));
  return DecorationSet.create(state.doc, shown);
}

/**
 * Whoever rebuilds a paragraph, as a heading say, puts its letters in anew, and anchors would point to the old ones. The
 * marks have gone along with the change, so they say where each passage is now.
 */
function keep(state: EditorState, threads: Threads): void {
  const reading = readingOf(state, threads);
  const drawn = new Map((KEY.getState(state)?.find() ?? []).map(({ from, to, spec }) => [(spec as { thread?: string }).thread, { from, to }]));
  for (const thread of threads.all.values()) {
    const kept = reading.anchored(thread, thread.epoch === threads.room.epoch);
    const shown = drawn.get(String(thread.id)) ?? (kept ? null : reading.place(thread, false));
    if (!shown || (kept?.from === shown.from && kept.to === shown.to)) continue;
    const passage = reading.passage(shown);
    if (passage) threads.move(thread.id, passage.anchor);
  }
}

function marks({ doc }: EditorState, span: Span, id: string, active: boolean): Decoration[] {
  const [from, to] = [Math.min(span.from, doc.content.size), Math.min(span.to, doc.content.size)];
  if (from >= to) return [];
  const attributes = { class: `h-coedit-commented${active ? " is-active" : ""}`, "data-thread": id };
  const found = [Decoration.inline(from, to, { ...attributes, nodeName: "mark" }, { thread: id })];
  doc.nodesBetween(from, to, (node, at) => {
    const within = at >= from && at + node.nodeSize <= to;
    if (within && (node.type.name === "figure" || (node.isAtom && !node.isInline))) found.push(Decoration.node(at, at + node.nodeSize, attributes));
  });
  return found;
}
