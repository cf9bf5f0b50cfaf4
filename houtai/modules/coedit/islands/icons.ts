/* Strokes in a square of 24, drawn for this editor. */
const PATHS = {
  code: "M9 7l-5 5 5 5M15 7l5 5-5 5",
  link: "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1",
  bulletList: "M9 6h11M9 12h11M9 18h11M4 6h.01M4 12h.01M4 18h.01",
  orderedList: "M10 6h10M10 12h10M10 18h10M4 4.5 5 4v4M4 11.5c0-1 2-1 2 0s-2 1.5-2 2.5h2M4 16.5h2l-1 1.5c1 0 1 2-1 1.5",
  blockquote: "M5 11h5v6H5v-6c0-3 1-4 4-5M14 11h5v6h-5v-6c0-3 1-4 4-5",
  codeBlock: "M4 4h16v16H4zM10 9l-3 3 3 3M14 9l3 3-3 3",
  rule: "M4 12h16M7 7h10M7 17h10",
  table: "M4 5h16v14H4zM4 10h16M4 15h16M10 5v14",
  footnote: "M4 7h9M4 12h7M4 17h12M18 4v7M16 5.5 18 4",
  codeLanguage: "M4 5h16v14H4zM8 10l-2 2 2 2M12 10l2 2-2 2M15 16h3",
  picture: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15 9h.01",
  library: "M7 8h13v12H7zM4 16V4h13M7 17l4-4 3 3 2-2 4 4",
  embed: "M4 5h16v14H4zM10 9l5 3-5 3z",
  alignLeft: "M4 6h16M4 10h10M4 14h16M4 18h10",
  alignCenter: "M4 6h16M7 10h10M4 14h16M7 18h10",
  alignRight: "M4 6h16M10 10h10M4 14h16M10 18h10",
  undo: "M9 7 4 12l5 5M4 12h10a5 5 0 0 1 5 5v1",
  redo: "M15 7l5 5-5 5M20 12H10a5 5 0 0 0-5 5v1",
  find: "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5 21 21",
  suggesting: "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3M14 20h6",
  writers: "M9 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM3 19c0-4 2.5-5 6-5s6 1 6 5M16 5.5a3 3 0 0 1 0 5.5M17.5 14.5c2.5.5 3.5 2 3.5 4.5",
  comment: "M4 5h16v11h-9l-5 4v-4H4zM12 8v5M9.5 10.5h5",
  comments: "M3 4h13v9H9l-4 3v-3H3zM19 8h2v9h-2v3l-4-3h-5",
  changes: "M4 6h9M4 12h6M4 18h6M13 19l1-4 5-5 3 3-5 5z",
  acceptAll: "M3 13l4 4 8-9M11 16l1.5 1.5L21 8",
  rejectAll: "M6 6l12 12M18 6 6 18",
  rowBefore: "M4 13h16v7H4zM12 3v6M9 6h6",
  rowAfter: "M4 4h16v7H4zM12 15v6M9 18h6",
  rowRemove: "M4 8h16v8H4zM9 12h6",
  columnBefore: "M13 4h7v16h-7zM3 12h6M6 9v6",
  columnAfter: "M4 4h7v16H4zM15 12h6M18 9v6",
  columnRemove: "M8 4h8v16H8zM10 12h4",
  headerRow: "M4 5h16v14H4zM4 10h16M4 6.5h16M4 8.5h16",
  mergeCells: "M4 5h16v14H4zM4 12h4M16 12h4M8 9l3 3-3 3M16 9l-3 3 3 3",
  tableRemove: "M4 5h16v14H4zM9 9l6 6M15 9l-6 6",
} as const;

const LETTERS = { paragraph: "¶", heading2: "H2", heading3: "H3", heading4: "H4", bold: "B", italic: "I", underline: "U", strike: "S" } as const;

export type Icon = keyof typeof PATHS | keyof typeof LETTERS;

const SVG = "http://www.w3.org/2000/svg";

export function icon(name: Icon): Node {
  if (name in LETTERS) return letter(name as keyof typeof LETTERS);
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name as keyof typeof PATHS]);
  svg.append(path);
  return svg;
}

function letter(name: keyof typeof LETTERS): Node {
  const span = document.createElement("span");
  span.setAttribute("aria-hidden", "true");
  span.className = `h-coedit-letter h-coedit-letter--${name}`;
  // Drawn by the style sheet: as text it would be a second name of the button.
  span.dataset["letter"] = LETTERS[name];
  return span;
}
