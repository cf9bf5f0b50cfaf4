import { type Editor, Extension } from "@tiptap/core";
import { ySyncPlugin, yUndoPlugin, yUndoPluginKey } from "@tiptap/y-tiptap";
import type { UndoManager, XmlFragment } from "yjs";
import { sameBase } from "./suggest.ts";

interface Choices {
  fragment: XmlFragment;
  /** Goes back and forth among one's own changes. */
  go: (way: "undo" | "redo") => void;
}

/** Binds the editor to the shared document; undo goes over one's own changes only. */
export const Sync = Extension.create<Choices>({
  name: "sync",
  priority: 1000,
  addProseMirrorPlugins() {
    return [ySyncPlugin(this.options.fragment), yUndoPlugin()];
  },
  addKeyboardShortcuts() {
    const back = () => this.options.go("undo") ?? true;
    const forth = () => this.options.go("redo") ?? true;
    return { "Mod-z": back, "Mod-y": forth, "Shift-Mod-z": forth };
  },
});

export const undoOf = (editor: Editor): { undoManager: UndoManager } => yUndoPluginKey.getState(editor.state) as { undoManager: UndoManager };

/**
 * Undo or redo. Who may only suggest cannot take back what has been accepted meanwhile: then the step is taken back
 * before anything is sent, and false is answered.
 */
export function goBack(editor: Editor, way: "undo" | "redo", onlySuggests: boolean): boolean {
  const { undoManager } = undoOf(editor);
  const before = editor.state.doc;
  undoManager[way]();
  if (!onlySuggests || sameBase(before, editor.state.doc)) return true;
  undoManager[way === "undo" ? "redo" : "undo"]();
  undoManager.clear();
  return false;
}
