import type { PluginKey } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";

/**
 * Reads where the caret has gone. Browsers tell of it a little later, and what is drawn before then puts it back: the key
 * that was pressed just now would lead nowhere.
 */
export const readCaret = (view: EditorView): void => (view as unknown as { domObserver: { flush: () => void } }).domObserver.flush();

/** Tells a plugin something, which it draws; the text stays as it is. */
export function tellPlugin(view: EditorView, key: PluginKey, news: () => unknown): void {
  if (view.isDestroyed) return;
  readCaret(view);
  view.dispatch(view.state.tr.setMeta(key, news()).setMeta("addToHistory", false));
}
