import { Mark, mergeAttributes } from "@tiptap/core";
import { isHarmless } from "./addresses.ts";

const kept = (name: string, form = /[^]*/) => ({ default: null, parseHTML: (element: HTMLElement) => form.exec(element.getAttribute(name) ?? "")?.[0] || null });

export const Superscript = Mark.create({
  name: "superscript",
  parseHTML: () => [{ tag: "sup" }],
  renderHTML: ({ HTMLAttributes }) => ["sup", HTMLAttributes, 0],
});

export const Subscript = Mark.create({
  name: "subscript",
  parseHTML: () => [{ tag: "sub" }],
  renderHTML: ({ HTMLAttributes }) => ["sub", HTMLAttributes, 0],
});

/** A link to an address, or by `linktype` and `id` to one of Wagtail's own pages and documents. */
export const Link = Mark.create({
  name: "link",
  inclusive: false,
  priority: 1000,
  addAttributes: () => ({ href: kept("href"), title: kept("title"), linktype: kept("linktype", /^[\w.-]{1,64}$/), id: kept("id", /^[1-9]\d{0,14}$/) }),
  parseHTML: () => [{ tag: "a[linktype][id]" }, { tag: "a[href]", getAttrs: (element) => (isHarmless(element.getAttribute("href") ?? "") ? null : false) }],
  renderHTML: ({ HTMLAttributes }) => ["a", HTMLAttributes, 0],
});

const whose = {
  id: { default: "", parseHTML: (element: HTMLElement) => element.dataset["id"] ?? "", renderHTML: ({ id }: Whose) => ({ "data-id": id }) },
  by: { default: "", parseHTML: (element: HTMLElement) => element.dataset["by"] ?? "", renderHTML: ({ by }: Whose) => ({ "data-by": by }) },
  at: { default: "", parseHTML: (element: HTMLElement) => element.dataset["at"] ?? "", renderHTML: ({ at }: Whose) => ({ "data-at": at }) },
};

export interface Whose {
  id: string;
  by: string;
  at: string;
}

const suggestion = (name: "insertion" | "deletion", tag: "ins" | "del") =>
  Mark.create({
    name,
    inclusive: false,
    priority: 1100,
    addAttributes: () => whose,
    parseHTML: () => [{ tag: `${tag}[data-by]` }],
    renderHTML: ({ HTMLAttributes }) => [tag, mergeAttributes(HTMLAttributes, { class: `h-coedit-${name}` }), 0],
  });

export const Insertion = suggestion("insertion", "ins");
export const Deletion = suggestion("deletion", "del");
