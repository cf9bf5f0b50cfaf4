import type { Editor } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import type { NodeView } from "@tiptap/pm/view";
import { make } from "./dom.ts";
import { asLink } from "./embeds.ts";
import { FRAME, nameOf, playerAt } from "./players.ts";
import { put } from "./texts.ts";

export interface EmbedTexts {
  /** Says what is embedded, by %s. */
  embedded: string;
  link: string;
  language: string;
}

/** The player, and below it what it is and a button that makes a link of it; clicks on that line select it. */
export function embedView(node: Node, place: () => number | undefined, editor: Editor, { embedded, link, language }: EmbedTexts): NodeView {
  const url = String(node.attrs["url"]);
  const found = playerAt(url);
  const name = found ? nameOf(found.provider, language) : url;
  const button = make("button", { type: "button" }, link);
  const line = make("div", { class: "h-coedit-embed__line" }, make("span", {}, found ? `${name}: ${url}` : put(embedded, url)), button);
  const dom = make("div", { class: `h-coedit-embed${found ? ` h-coedit-embed--${found.provider.shape}` : ""}`, contenteditable: "false" });
  if (found) dom.append(make("iframe", { src: found.source, title: put(embedded, name), loading: "lazy", allowfullscreen: true, ...FRAME }));
  dom.append(line);
  button.hidden = !editor.isEditable;
  button.addEventListener("click", () => asLink(editor, place() ?? -1));
  return {
    dom,
    update: (next) => next.type === node.type && next.attrs["url"] === url,
    ignoreMutation: () => true,
    stopEvent: (event) => event.target === button,
  };
}
