import * as Y from "yjs";

/** A stretch of text that one client wrote, at its place in ProseMirror's counting. */
export interface Run {
  client: number;
  clock: number;
  at: number;
  text: string;
  /** Whether somebody only suggests to put it in. */
  suggested: boolean;
  within: Y.XmlText;
}

type Parent = Y.XmlFragment | Y.XmlElement;

/**
 * Tells every stretch of text of a document in order. `isLeaf` says which nodes count one place and have no inside;
 * `block` is called behind each node that is not inline, for whoever wants line breaks.
 */
export function walk(parent: Parent, isLeaf: (name: string) => boolean, run: (one: Run) => void, block: () => void = () => {}): void {
  inside(parent, 0, isLeaf, run, block);
}

function inside(parent: Parent, from: number, isLeaf: (name: string) => boolean, run: (one: Run) => void, block: () => void): number {
  let at = from;
  for (const child of parent.toArray()) {
    if (child instanceof Y.XmlText) at = along(child, at, run);
    else if (child instanceof Y.XmlElement && isLeaf(child.nodeName)) at += 1;
    else if (child instanceof Y.XmlElement) {
      at = inside(child, at + 1, isLeaf, run, block) + 1;
      block();
    }
  }
  return at;
}

function along(text: Y.XmlText, from: number, run: (one: Run) => void): number {
  let at = from;
  let suggested = false;
  for (let item: Y.Item | null = text._start; item; item = item.right) {
    const { content } = item;
    if (item.deleted) continue;
    if (content instanceof Y.ContentFormat && content.key.startsWith("insertion")) suggested = content.value !== null;
    if (!(content instanceof Y.ContentString)) continue;
    run({ client: item.id.client, clock: item.id.clock, at, text: content.str, suggested, within: text });
    at += item.length;
  }
  return at;
}

/** What clients of one's own wrote beyond `kept`, as plain text: the words that no server has. */
export function unsentText(parent: Parent, kept: Map<number, number>, own: number[]): string {
  const lines: string[] = [""];
  const note = ({ client, clock, text }: Run) => {
    if (!own.includes(client)) return;
    const known = Math.max(0, (kept.get(client) ?? 0) - clock);
    lines[lines.length - 1] += text.slice(known);
  };
  walk(parent, (name) => ["hardBreak", "horizontalRule", "mention", "embed"].includes(name), note, () => lines.push(""));
  return lines.filter((line) => line.trim() !== "").join("\n");
}
