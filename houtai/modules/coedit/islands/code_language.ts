import { ask } from "./ask_box.ts";
import type { Button } from "./buttons.ts";
import type { Desk } from "./desk.ts";

const OFFERED = "bash c c# c++ css diff go html java javascript json kotlin latex lua markdown php python r ruby rust scala shell sql swift toml typescript xml yaml".split(" ");

/** As the schema has it. */
const FORM = /^[\w.+#-]{1,64}$/;

export const CODE_LANGUAGE: Button = {
  text: "codeLanguage",
  active: (editor) => Boolean(editor.getAttributes("codeBlock")["language"]),
  shown: ({ editor }) => editor.isActive("codeBlock"),
  run: (desk, button) => void choose(desk, button.getBoundingClientRect()),
};

async function choose(desk: Desk, anchor: DOMRect): Promise<void> {
  const { editor, options: { texts } } = desk;
  const before = String(editor.getAttributes("codeBlock")["language"] ?? "");
  const named = await ask(anchor, desk.home, {
    label: texts.codeLanguage, value: before, apply: texts.apply, cancel: texts.cancel, offers: OFFERED,
    ...(before ? { remove: texts.remove } : {}), wrong: (value) => (value.trim() === "" || FORM.test(value.trim()) ? "" : texts.codeWrong),
  });
  if (named === null || desk.over || !editor.isEditable) return;
  editor.chain().focus().updateAttributes("codeBlock", { language: named || null }).run();
}
