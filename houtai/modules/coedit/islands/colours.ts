/** Black or white, whichever can be read on a colour like #3a7. */
export function inkOn(colour: string): "#000" | "#fff" {
  const digits = /^#([\da-f]{3}|[\da-f]{6})$/i.exec(colour)?.[1];
  if (!digits) return "#fff";
  const full = digits.length === 3 ? [...digits].map((digit) => digit + digit).join("") : digits;
  const [red, green, blue] = [0, 2, 4].map((at) => linear(Number.parseInt(full.slice(at, at + 2), 16) / 255)) as [number, number, number];
  // At this luminance black and white are equally far off by the contrast formula of WCAG 2.
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? "#000" : "#fff";
}

export const safeColour = (colour: string): string => (/^#[\da-f]{3,8}$/i.test(colour) ? colour : "#5f6b76");

const linear = (part: number): number => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
