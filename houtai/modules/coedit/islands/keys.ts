import { Extension } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";
import { webAddress } from "./addresses.ts";
import type { Desk } from "./desk.ts";

/** Mod-K asks for a link, Mod-Alt with a full stop or comma goes from suggestion to suggestion; an address pasted over words links them. */
export const Keys = Extension.create<{ desk: () => Desk | null }>({
  name: "keys",
  addOptions: () => ({ desk: () => null }),
  addKeyboardShortcuts() {
    return {
      "Mod-k": ({ editor }) => {
        const { left, top, bottom } = editor.view.coordsAtPos(editor.state.selection.from);
        void this.options.desk()?.askLink(new DOMRect(left, top, 0, bottom - top));
        return true;
      },
      "Mod-Alt-.": () => this.options.desk()?.list?.go(1) ?? false,
      "Mod-Alt-,": () => this.options.desk()?.list?.go(-1) ?? false,
    };
  },
  addProseMirrorPlugins() {
    const { editor } = this;
    return [
      new Plugin({
        props: {
          handlePaste: (view, event) => {
            const text = event.clipboardData?.getData("text/plain") ?? "";
            const href = /^(https?:\/\/|mailto:)\S+$/i.test(text.trim()) ? webAddress(text) : null;
            const { empty, $from, $to } = view.state.selection;
            if (!href || empty || !$from.sameParent($to) || editor.storage.suggesting.on) return false;
            return editor.commands.setMark("link", { href, title: null, linktype: null, id: null });
          },
        },
      }),
    ];
  },
});
