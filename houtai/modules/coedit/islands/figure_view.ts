import type { Editor } from "@tiptap/core";
import type { Node as Piece } from "@tiptap/pm/model";
import type { NodeView } from "@tiptap/pm/view";
import { isForeign } from "./fetching.ts";
import { put } from "./texts.ts";

export interface FigureTexts {
  /** Address of a stored picture, with {id} in it; may be empty. */
  pictures: string;
  caption: string;
  alt: string;
  /** Said where a picture does not show, with its address for %s. */
  lost: string;
  takeIn: string;
  /** Has a picture from elsewhere taken into the library; null where none can be. */
  fetch: ((editor: Editor, url: string) => unknown) | null;
  describe: (editor: Editor, position: number, anchor: HTMLElement) => void;
}

/** Shows a picture above its caption, with a button for the description. */
export function figureView(first: Piece, place: () => number | undefined, editor: Editor, texts: FigureTexts): NodeView {
  let node = first;
  const dom = document.createElement("figure");
  const frame = dom.appendChild(document.createElement("div"));
  const caption = dom.appendChild(document.createElement("figcaption"));
  frame.contentEditable = "false";
  frame.className = "h-coedit-figure";
  caption.dataset["placeholder"] = texts.caption;
  // Whether the text may be changed comes later and changes again, so the style sheet hides the buttons.
  const draw = () => {
    frame.replaceChildren(picture(node, texts), describe(), ...takeIn());
    caption.classList.toggle("is-empty", node.content.size === 0);
  };
  const describe = () => {
    const made = button("h-coedit-figure__alt", texts.alt, () => editor.isEditable && texts.describe(editor, place() ?? 0, made));
    made.classList.toggle("is-missing", !node.attrs["alt"]);
    return made;
  };
  const takeIn = () => {
    const { src, image } = node.attrs as { src: string; image: number | null };
    if (!texts.fetch || image !== null || !isForeign(src)) return [];
    return [button("h-coedit-figure__take", texts.takeIn, () => editor.isEditable && texts.fetch!(editor, src))];
  };
  draw();
  return {
    dom,
    contentDOM: caption,
    update: (next) => {
      if (next.type !== node.type) return false;
      const same = JSON.stringify(next.attrs) === JSON.stringify(node.attrs) && (next.content.size === 0) === (node.content.size === 0);
      node = next;
      if (!same) draw();
      return true;
    },
    ignoreMutation: (mutation) => !caption.contains(mutation.target) || (mutation.type === "attributes" && mutation.target === caption),
    stopEvent: (event) => event.target instanceof HTMLButtonElement,
  };
}

function button(name: string, text: string, does: () => unknown): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.className = name;
  made.addEventListener("click", does);
  return made;
}

function picture(node: Piece, { pictures, lost }: FigureTexts): HTMLElement {
  const { src, alt, image } = node.attrs as { src: string; alt: string; image: number | null };
  const address = src || (pictures && image !== null ? pictures.replace("{id}", String(image)) : "");
  if (!address) return box(alt || `#${image ?? ""}`);
  const shown = document.createElement("img");
  shown.alt = alt;
  shown.draggable = false;
  // Guarded servers show a sign instead of their picture to whoever comes from elsewhere.
  if (isForeign(address)) shown.referrerPolicy = "no-referrer";
  shown.addEventListener("error", () => shown.replaceWith(box(put(lost, address))));
  shown.src = address;
  return shown;
}

function box(text: string): HTMLElement {
  const made = document.createElement("div");
  made.className = "h-coedit-embed";
  made.textContent = text;
  return made;
}
