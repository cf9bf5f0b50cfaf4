import { Extension } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";

/**
 * ProseMirror counts clicks by itself and sees those in the text only: behind a full stop, on a button, and there again
 * would be a double click that selects the full stop, and the next letter would replace it. The browser counts rightly.
 */
export const Clicks = Extension.create({
  name: "clicks",
  addProseMirrorPlugins: () => [new Plugin({ props: { handleDOMEvents: { mousedown: countedAsFirst } } })],
});

/** Makes the view forget the click before when the browser says that this one is the first. */
export function countedAsFirst(view: EditorView, { detail }: Pick<MouseEvent, "detail">): false {
  const { input } = view as unknown as { input?: { lastClick?: { time: number } } };
  if (detail === 1 && input?.lastClick) input.lastClick.time = 0;
  return false;
}
