const STEMS = "甲乙丙丁戊己庚辛壬癸";
const HAN = "〇一二三四五六七八九";
const ROMAN: Record<string, number> = { i: 1, v: 5, x: 10, l: 50, c: 100, d: 500, m: 1000 };
const LABEL = /^(?:\p{L}{2,}\s+)?[([第]?\s*((?:\d+[.-])*\d+|[a-z]+|[〇一二三四五六七八九十百]+|[甲乙丙丁戊己庚辛壬癸])\s*([.)\]、,:]|\p{Script=Han}{1,2}[.:]?)?$/iu;

/** The numbers that the sign before an item may stand for, the likeliest first; none for a bullet. */
export function numbersOf(label: string): number[] {
  const [, sign = "", end = ""] = LABEL.exec(label.normalize("NFKC").replace(/\s+/g, " ").trim()) ?? [];
  if (/\d$/.test(sign)) return [Number(/\d+$/.exec(sign)![0])];
  if (sign && STEMS.includes(sign)) return [STEMS.indexOf(sign) + 1];
  if (/^[a-z]+$/i.test(sign)) return end ? letters(sign.toLowerCase()) : [];
  return sign ? [han(sign)] : [];
}

function letters(sign: string): number[] {
  const alphabetic = sign === sign[0]!.repeat(sign.length) ? [sign.charCodeAt(0) - 96 + 26 * (sign.length - 1)] : [];
  const roman = /^[ivxlcdm]+$/.test(sign) ? [romanOf(sign)] : [];
  // A list seldom begins in the middle of the alphabet.
  return /^[ivx]/.test(sign) ? [...roman, ...alphabetic] : [...alphabetic, ...roman];
}

function romanOf(sign: string): number {
  const values = [...sign].map((letter) => ROMAN[letter]!);
  return values.reduce((sum, value, at) => sum + (value < (values[at + 1] ?? 0) ? -value : value), 0);
}

function han(sign: string): number {
  let [total, digit] = [0, 0];
  for (const letter of sign) {
    const unit = letter === "十" ? 10 : letter === "百" ? 100 : 0;
    if (unit) [total, digit] = [total + (digit || 1) * unit, 0];
    else digit = HAN.indexOf(letter);
  }
  return total + digit;
}
