/* Counts as houtai/core/text/count.py does: a Chinese character is a word, elsewhere a run of letters is. */
const EACH = /[\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\u{20000}-\u{3ffff}]/gu;
const WORD = /[\p{L}\p{N}\p{M}]+(?:['’.-][\p{L}\p{N}\p{M}]+)*/gu;

export function countWords(text: string): number {
  const each = text.match(EACH)?.length ?? 0;
  return each + (text.replace(EACH, " ").match(WORD)?.length ?? 0);
}
