import { webAddress } from "./addresses.ts";
import { ask } from "./ask_box.ts";
import type { Desk } from "./desk.ts";
import { linkableOf, LinkList, type Linkable } from "./link_list.ts";

interface Marked {
  href: string | null;
  linktype: string | null;
  id: string | null;
}

/** Asks where the words at the caret lead: to an address, or to what the text's owner offers. */
export async function askLink(desk: Desk, anchor: DOMRect): Promise<void> {
  const { editor, options: { texts, links } } = desk;
  if (!editor.isEditable || desk.suggesting) return;
  const active = editor.isActive("link");
  const { href, id } = editor.getAttributes("link") as Partial<Marked>;
  const known = links && id ? (await linkableOf(links, { id }))?.[0] : undefined;
  // Its number stands for what cannot be looked up, so that an empty field means taking it away.
  const before = href ?? known?.title ?? (id ? `#${id}` : "");
  let chosen: Linkable | null = null;
  const list = links ? (field: HTMLInputElement, done: () => void) => new LinkList(field, desk.options, (one) => { chosen = one; done(); }) : null;
  const typed = await ask(anchor, desk.home, {
    label: links ? texts.addressOrTitle : texts.address, value: before, apply: texts.apply, cancel: texts.cancel,
    ...(active ? { remove: texts.remove } : {}), ...(list ? { list } : {}),
    wrong: (value) => (value === before || webAddress(value) ? "" : links ? texts.linkWrong : texts.addressWrong),
  });
  if (desk.over || !editor.isEditable) return;
  // It was chosen in a function that the compiler does not follow.
  const taken = chosen as Linkable | null;
  if (taken) link(desk, { href: null, linktype: taken.linktype, id: String(taken.id) }, taken.title, active);
  else if (typed === "" && active) editor.chain().focus().extendMarkRange("link").unsetMark("link").run();
  else if (typed && typed !== before) link(desk, { href: webAddress(typed)!, linktype: null, id: null }, webAddress(typed)!, active);
  else editor.commands.focus();
}

/** `words` stand there when none are selected. */
export function link({ editor }: Desk, to: Marked, words: string, active: boolean): void {
  const mark = { title: null, ...to };
  if (active) editor.chain().focus().extendMarkRange("link").setMark("link", mark).run();
  else if (editor.state.selection.empty) editor.chain().focus().insertContent({ type: "text", text: words, marks: [{ type: "link", attrs: mark }] }).run();
  else editor.chain().focus().setMark("link", mark).run();
}
