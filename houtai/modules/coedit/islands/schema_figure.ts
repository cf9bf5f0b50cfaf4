import { type Editor, Node } from "@tiptap/core";
import { TextSelection } from "@tiptap/pm/state";
import { isHarmless } from "./addresses.ts";
import { figureView, type FigureTexts } from "./figure_view.ts";

export interface Figure {
  src: string;
  alt: string;
  image: number | null;
  format: string | null;
  width: number | null;
  height: number | null;
}

const PICTURE = 'img[src], embed[embedtype="image"]';
const whole = (text: string | null): number | null => (/^[1-9]\d{0,4}/.test(text ?? "") ? Number.parseInt(text!, 10) : null);
const key = (text: string | null): number | null => (/^[1-9]\d{0,14}$/.test(text ?? "") ? Number(text) : null);

/** A picture that the server takes: of the library, or at an address; not one inside the page or another program. */
const shows = (picture: Element): boolean => isHarmless(picture.getAttribute("src") ?? "", false) || read(picture).image !== null;

function read(picture: Element): Figure {
  return {
    src: picture.getAttribute("src") ?? "",
    alt: picture.getAttribute("alt") ?? "",
    image: key(picture.getAttribute(picture.matches("embed") ? "id" : "data-image")),
    format: /^[\w.-]{1,64}$/.exec(picture.getAttribute("format") ?? "")?.[0] ?? null,
    width: whole(picture.getAttribute("width")),
    height: whole(picture.getAttribute("height")),
  };
}

function picture({ src, alt, image, format, width, height }: Figure): [string, Record<string, unknown>] {
  if (image !== null) return ["embed", { embedtype: "image", id: image, alt, ...(format ? { format } : {}) }];
  return ["img", { src, alt, ...(width ? { width } : {}), ...(height ? { height } : {}) }];
}

/** A picture with its caption, which is the node's own text. */
export const FigureNode = Node.create<FigureTexts>({
  name: "figure",
  group: "block",
  content: "inline*",
  draggable: true,
  isolating: true,
  addOptions: () => ({ pictures: "", caption: "", alt: "", lost: "", takeIn: "", fetch: null, describe: () => {} }),
  addAttributes: () => ({ src: { default: "" }, alt: { default: "" }, image: { default: null }, format: { default: null }, width: { default: null }, height: { default: null } }),
  parseHTML: () => [
    {
      tag: "figure",
      contentElement: (element: HTMLElement) => element.querySelector<HTMLElement>("figcaption") ?? document.createElement("figcaption"),
      getAttrs: (element: HTMLElement) => {
        const found = element.querySelector(PICTURE);
        return found && shows(found) ? { ...read(found) } : false;
      },
    },
    ...PICTURE.split(", ").map((tag) => ({ tag, getAttrs: (element: HTMLElement) => (shows(element) ? { ...read(element) } : false) as Figure | false })),
  ],
  renderHTML: ({ node }) => {
    const shown = picture(node.attrs as Figure);
    return node.content.size > 0 ? ["figure", shown, ["figcaption", 0]] : ["figure", shown];
  },
  addNodeView() {
    return ({ node, getPos, editor }) => figureView(node, getPos, editor, this.options);
  },
  addKeyboardShortcuts() {
    return { Enter: () => leaveCaption(this.editor) };
  },
});

/** Writing goes on in a paragraph behind the picture. */
function leaveCaption({ state, view }: Editor): boolean {
  const { $to } = state.selection;
  if ($to.parent.type.name !== "figure") return false;
  const behind = $to.after();
  const change = state.tr.insert(behind, state.schema.nodes["paragraph"]!.create());
  view.dispatch(change.setSelection(TextSelection.create(change.doc, behind + 1)).scrollIntoView());
  return true;
}
