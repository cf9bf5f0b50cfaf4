import type { Button } from "./buttons.ts";
import type { Desk } from "./desk.ts";
import { icon } from "./icons.ts";
import type { Choice } from "./menu.ts";
import { insertPicture } from "./pictures.ts";
import { seek } from "./seek.ts";
import type { Taken } from "./upload.ts";

/** Wagtail's own modal, whose script the form brings along. */
type Modal = new (address: string) => { open: (options: object, chosen: (one: { id: string | number }) => void) => void };

const NAMES = "library image picture photo 图库 图片 tuku tupian";

/** Pictures that are there already, for who may choose them. */
export const LIBRARY: Button = { text: "library", shown: ({ options }) => options.library !== "", run: (desk) => chooseFromLibrary(desk) };

/** The same behind "/". */
export function libraryChoice(desk: Desk): (typed: string) => Choice[] {
  const { library, texts } = desk.options;
  const take: Choice["take"] = (editor, from, to) => {
    editor.commands.deleteRange({ from, to });
    chooseFromLibrary(desk);
  };
  return (typed) => (library && seek(typed, `${texts.library} ${NAMES}`) ? [{ name: texts.library, mark: icon("library"), take }] : []);
}

function chooseFromLibrary(desk: Desk): void {
  const { ImageChooserModal } = window as { ImageChooserModal?: Modal };
  if (!ImageChooserModal) desk.tell(desk.options.texts.uploadNone);
  else new ImageChooserModal(desk.options.library).open({}, ({ id }) => void put(desk, id));
}

/** As a dropped file is put, at the caret, which has gone along with what others wrote meanwhile. */
async function put(desk: Desk, id: string | number): Promise<void> {
  const { chosen, texts } = desk.options;
  const answer = await fetch(chosen.replace("{id}", String(id)), { headers: { Accept: "application/json" } }).catch(() => null);
  const picture = answer?.ok ? ((await answer.json().catch(() => null)) as Taken | null) : null;
  if (desk.over) return;
  if (!picture || !desk.editor.isEditable) return desk.tell(texts.uploadFailed);
  insertPicture(desk.editor, picture, desk.editor.state.selection.to);
  desk.editor.commands.focus();
}
