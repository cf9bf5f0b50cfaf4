import { DOMSerializer, type Node } from "@tiptap/pm/model";

/** The text as HTML in the form in which it is stored: no paragraphs around the only text of a list item or cell. */
export function storedHtml(doc: Node): string {
  const holder = document.createElement("div");
  holder.append(DOMSerializer.fromSchema(doc.type.schema).serializeFragment(doc.content));
  for (const only of holder.querySelectorAll("li > p:only-child, td > p:only-child, th > p:only-child")) {
    if (only.attributes.length === 0) only.replaceWith(...only.childNodes);
  }
  for (const left of holder.querySelectorAll("ins.h-coedit-insertion")) left.remove();
  for (const left of holder.querySelectorAll("del.h-coedit-deletion")) left.replaceWith(...left.childNodes);
  for (const person of holder.querySelectorAll("span[data-mention]")) person.replaceWith(person.textContent ?? "");
  for (const figure of holder.querySelectorAll("figure")) {
    const alone = figure.querySelector("figcaption") === null && figure.querySelector("embed");
    if (alone) figure.replaceWith(alone);
  }
  const html = holder.innerHTML;
  return html === "<p></p>" ? "" : html;
}
