import type { Sheet } from "./paste_look.ts";

const SILENT = "script,style,meta,link,title,xml,template,noscript,object,embed:not([embedtype]),svg,math,select,textarea,button,mp-style-type,mpvoice,colgroup,col";
/** Numbers beside code, marks of remarks, and what editors put there to be clicked. */
const TOOLS = ".code-snippet__line-index,.hljs-ln-numbers,.MsoCommentReference,.MsoCommentText,.ne-viewer-b-filler,[data-role=placeholder],a.anchor[aria-hidden=true],img[aria-roledescription=checkbox],.block-placeholder";
const DELETED = "del[cite],del[datetime],.msoDel,.msodel";

/** Takes out what is no part of the text: programs, remarks, what was struck out or hidden, Office's own elements. */
export function dropJunk(body: HTMLElement, sheet: Sheet): void {
  for (const element of body.querySelectorAll(`${SILENT},${TOOLS},${DELETED}`)) element.remove();
  dropComments(body);
  for (const element of [...body.querySelectorAll<HTMLElement>("*")]) {
    if (!element.isConnected) continue;
    if (element.localName.includes(":")) office(element);
    else if (isHidden(element, sheet)) element.remove();
  }
}

function dropComments(body: HTMLElement): void {
  const walker = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_COMMENT);
  const found: Node[] = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  for (const comment of found) comment.parentNode?.removeChild(comment);
}

/** `o:p` holds the blank of an empty paragraph, or words, `w:sdt` the words of a field. Shapes hold pictures that the page shows besides. */
function office(element: HTMLElement): void {
  if (/^(v:|m:|w:sdt(end)?pr$)/.test(element.localName)) element.remove();
  else if ((element.textContent ?? "").trim() === "" && !element.querySelector("img")) element.remove();
  else element.replaceWith(...element.childNodes);
}

function isHidden(element: HTMLElement, sheet: Sheet): boolean {
  const look = sheet.whole(element);
  const part = look.get("mso-element") ?? "";
  return look.get("display") === "none" || look.get("mso-hide") === "all" || /^comment(-list)?$/.test(part) || element.hasAttribute("hidden");
}
