import { webAddress } from "./addresses.ts";
import { ask } from "./ask_box.ts";
import type { Button } from "./buttons.ts";
import type { Desk } from "./desk.ts";
import { putEmbed } from "./embeds.ts";
import { icon } from "./icons.ts";
import { link } from "./linking.ts";
import type { Choice } from "./menu.ts";
import { names, playerAt } from "./players.ts";
import { seek } from "./seek.ts";
import { put } from "./texts.ts";

const NAMES = "embed video film music sound player youtube bilibili 嵌入 视频 音乐 qianru shipin yinyue";

export const EMBED: Button = { text: "embed", run: (desk, button) => void askEmbed(desk, button.getBoundingClientRect()) };

/** The same behind "/". */
export function embedChoice(desk: Desk): (typed: string) => Choice[] {
  const { texts } = desk.options;
  const take: Choice["take"] = (editor, from, to) => {
    editor.commands.deleteRange({ from, to });
    const { left, top, bottom } = editor.view.coordsAtPos(editor.state.selection.from);
    void askEmbed(desk, new DOMRect(left, top, 0, bottom - top));
  };
  return (typed) => (seek(typed, `${texts.embed} ${NAMES}`) ? [{ name: texts.embed, mark: icon("embed"), take }] : []);
}

/** Asks for an address and puts its player there. Where none is known it says so, and puts a link when asked again. */
async function askEmbed(desk: Desk, anchor: DOMRect): Promise<void> {
  const { editor, options: { texts, language } } = desk;
  if (!editor.isEditable || desk.suggesting) return;
  let warned = "";
  const wrong = (value: string): string => {
    const address = webAddress(value);
    if (!address) return texts.addressWrong;
    if (playerAt(address) || warned === address) return "";
    warned = address;
    return put(texts.embedUnknown, names(language).join(", "));
  };
  const typed = await ask(anchor, desk.home, { label: texts.embedAddress, value: "", apply: texts.apply, cancel: texts.cancel, wrong });
  if (desk.over || !editor.isEditable) return;
  const address = webAddress(typed ?? "") ?? "";
  const found = playerAt(address);
  if (found) putEmbed(editor, found.page);
  else if (address) link(desk, { href: address, linktype: null, id: null }, address, false);
  else editor.commands.focus();
}
