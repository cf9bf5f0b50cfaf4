import type { Editor } from "@tiptap/core";
import type { Node as Piece } from "@tiptap/pm/model";
import type { NodeView } from "@tiptap/pm/view";

export interface FigureTexts {
  /** Address of a stored picture, with {id} in it; may be empty. */
  pictures: string;
  caption: string;
  alt: string;
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
  const draw = () => {
    frame.replaceChildren(picture(node, texts.pictures), ...(editor.isEditable ? [button()] : []));
    caption.classList.toggle("is-empty", node.content.size === 0);
  };
  const button = () => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = texts.alt;
    made.className = "h-coedit-figure__alt";
    made.classList.toggle("is-missing", !node.attrs["alt"]);
    made.addEventListener("click", () => texts.describe(editor, place() ?? 0, made));
    return made;
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

function picture(node: Piece, pictures: string): HTMLElement {
  const { src, alt, image } = node.attrs as { src: string; alt: string; image: number | null };
  const address = src || (pictures && image !== null ? pictures.replace("{id}", String(image)) : "");
  if (!address) {
    const box = document.createElement("div");
    box.className = "h-coedit-embed";
    box.textContent = alt || `#${image ?? ""}`;
    return box;
  }
  const shown = document.createElement("img");
  shown.src = address;
  shown.alt = alt;
  shown.draggable = false;
  return shown;
}
