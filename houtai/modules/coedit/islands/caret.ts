import type { EditorView } from "@tiptap/pm/view";

/**
 * Reads where the caret has gone. Browsers tell of it a little later, and what is drawn before then puts it back: the key
 * that was pressed just now would lead nowhere.
 */
export const readCaret = (view: EditorView): void => (view as unknown as { domObserver: { flush: () => void } }).domObserver.flush();
