import { Editor, type Extensions } from "@tiptap/core";
import { Dropcursor, Gapcursor, Placeholder, UndoRedo } from "@tiptap/extensions";
import { Clicks } from "./clicks.ts";
import { Cursors } from "./cursors.ts";
import type { Desk } from "./desk.ts";
import { Highlights } from "./highlights.ts";
import { embedChoice } from "./embedding.ts";
import { Embeds } from "./embeds.ts";
import { Fetching, takeIn } from "./fetching.ts";
import { libraryChoice } from "./library.ts";
import { Finding } from "./finding.ts";
import { Keys } from "./keys.ts";
import { Menus } from "./menu.ts";
import { mentionMenu, slashMenu } from "./menus.ts";
import { Paste } from "./paste.ts";
import { Pictures } from "./pictures.ts";
import { schema } from "./schema.ts";
import { Suggesting } from "./suggesting.ts";
import { Sync } from "./sync.ts";
import { Writers } from "./writers.ts";

/** What Wagtail's header, the buttons and "Save" may cover at the edges of the window. */
const HIDDEN = { top: 130, bottom: 100, left: 5, right: 5 };

/** Makes the editor of a desk in `box`: of its room, or alone with `html`. `drawn`: when passages were marked anew. */
export function makeEditor(desk: Desk, box: HTMLElement, home: HTMLElement, html: string, drawn: () => void): Editor {
  const { options, room, id } = desk;
  return new Editor({
    element: { mount: box },
    injectCSS: false,
    editable: room === null,
    content: room ? null : html,
    extensions: extensions(desk, home, drawn),
    editorProps: {
      scrollThreshold: HIDDEN,
      scrollMargin: HIDDEN,
      attributes: {
        id, role: "textbox", "aria-multiline": "true", class: "h-coedit-text", lang: options.language, spellcheck: "true",
        ...(options.label ? { "aria-label": options.label } : {}),
      },
    },
  });
}

function extensions(desk: Desk, home: HTMLElement, drawn: () => void): Extensions {
  const { options, room } = desk;
  const { texts } = options;
  const fetch = options.fetch ? (editor: Editor, url: string) => desk.mayOnlySuggest("picture") || void takeIn(editor, [url], options, (text) => desk.tell(text)) : null;
  const figure = { pictures: options.pictures, caption: texts.caption, alt: texts.altShort, lost: texts.lost, takeIn: texts.takeIn, fetch, describe: (_editor: Editor, place: number, anchor: HTMLElement) => void desk.describe(place, anchor) };
  const allowed = (editor: Editor) => editor.isEditable && !editor.storage.suggesting.on;
  const kinds = [slashMenu(options, allowed, options.upload ? () => desk.choosePicture() : null, [libraryChoice(desk), embedChoice(desk)]), ...(options.mentions ? [mentionMenu(options, allowed)] : [])];
  return [
    ...schema(figure, { embedded: texts.embedded, link: texts.embedLink, language: options.language }),
    ...(room ? [Sync.configure({ fragment: room.fragment, go: (way) => desk.goBack(way) }), Cursors.configure({ room })] : [UndoRedo]),
    Writers.configure({ room }),
    Highlights.configure({ threads: desk.comments?.threads ?? null, pointed: (id) => desk.list?.hide() ?? desk.comments?.open(id), ask: () => desk.list?.hide() ?? desk.comments?.begin(), drawn }),
    Suggesting.configure({ by: () => room?.you?.key ?? "", refuse: () => desk.tell(texts.noSuggestion) }),
    Menus.configure({ kinds, home }),
    Pictures.configure({ options, fail: (text) => desk.tell(text) }),
    Embeds.configure({ shared: room !== null }),
    Paste.configure({ options, tell: (text) => desk.tell(text) }),
    Fetching,
    Keys.configure({ desk: () => desk }),
    Clicks,
    Finding.configure({ open: () => desk.finder?.open() }),
    Placeholder.configure({ placeholder: options.placeholder }),
    Dropcursor.configure({ color: false, class: "h-coedit-drop" }),
    Gapcursor,
  ];
}
