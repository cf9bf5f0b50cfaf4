/** How a figure is written. `digits` are the minor units of a currency: 2 for CNY, 0 for JPY. */
export interface Format {
  style: "number" | "money" | "seconds" | "percent";
  currency?: string;
  digits?: number;
  unit?: string;
}

export type Write = (value: number | null | undefined) => string;

/** From here on a figure of a picture is written short, such as 12K. */
const SHORT = 10_000;
const UNITS: [string, number][] = [["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];

/** A function that writes figures in the language of the page; nothing is written for nothing. */
export function writer(format: Format, language: string, compact = false): Write {
  const write = styles[format.style](format, language, compact);
  return (value) => (value === null || value === undefined || Number.isNaN(value) ? "" : write(value));
}

const styles: Record<Format["style"], (format: Format, language: string, compact: boolean) => (value: number) => string> = {
  number(format, language, compact) {
    const plain = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
    const short = new Intl.NumberFormat(language, { maximumFractionDigits: 2, ...shortened(compact) });
    const written = (value: number) => (Math.abs(value) < SHORT ? plain : short).format(value);
    return (value) => (format.unit && !compact ? `${written(value)} ${format.unit}` : written(value));
  },
  money(format, language, compact) {
    const digits = format.digits ?? 2;
    const fraction = compact ? { minimumFractionDigits: 0, maximumFractionDigits: 1 } : {};
    const number = new Intl.NumberFormat(language, {
      style: "currency", currency: format.currency ?? "CNY", currencyDisplay: "narrowSymbol", ...fraction, ...shortened(compact),
    });
    return (value) => number.format(value / 10 ** digits);
  },
  percent(_format, language) {
    const number = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 });
    return (value) => number.format(value);
  },
  seconds(_format, language, compact) {
    return (value) => duration(value, language, compact);
  },
};

function shortened(compact: boolean): Intl.NumberFormatOptions {
  return compact ? { notation: "compact" } : {};
}

function duration(seconds: number, language: string, compact: boolean): string {
  const size = Math.abs(seconds);
  let rest = size < 60 ? Math.round(size * 10) / 10 : Math.round(size);
  const first = UNITS.findIndex(([, unit]) => rest >= unit);
  const shown = first < 0 ? UNITS.slice(-1) : UNITS.slice(first, first + (compact ? 1 : 2));
  const parts = shown.map(([unit, length], index) => {
    const amount = unit === "second" || compact ? Math.round((rest / length) * 10) / 10 : Math.floor(rest / length);
    rest -= amount * length;
    return amount === 0 && index > 0 ? "" : new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "narrow" }).format(amount);
  });
  return (seconds < 0 ? "−" : "") + parts.filter(Boolean).join(" ");
}
