import type { EChartsCoreOption } from "echarts/core";
import { writer, type Format } from "./chart_format.ts";
import { spanOf, timeStep } from "./chart_steps.ts";
import type { Theme } from "./chart_theme.ts";

type Tone = "good" | "bad" | "total";

export interface Point {
  value: number | null;
  tone?: Tone;
  label?: string;
  show?: number;
}

export interface Series {
  name: string;
  type: "line" | "bar";
  data: (number | null | Point)[];
  stack?: string;
  quiet?: boolean;
  shift?: boolean;
  labels?: boolean;
  dashed?: boolean;
}

/** The chart as the server gives it: plain data, without looks. */
export interface Plain {
  categories: string[];
  series: Series[];
  horizontal?: boolean;
  legend?: boolean;
}

interface Look {
  theme: Theme;
  format: Format;
  language: string;
  still: boolean;
  width: number;
}

const NARROW = 480;

/** Adds looks to data: axes, colours, labels, tooltips. */
export function dress(plain: Plain, look: Look): EChartsCoreOption {
  const { theme, width } = look;
  const legend = plain.legend ?? false;
  const named = category(plain, look);
  const figures = figure(plain, look);
  return {
    animation: !look.still,
    animationDuration: 300,
    color: theme.series,
    textStyle: { fontFamily: theme.font, color: theme.ink, fontSize: 12 },
    grid: { left: 4, right: plain.horizontal ? 44 : plain.series.some((series) => series.type === "line") ? 32 : width < NARROW ? 8 : 16, top: legend ? 40 : 16, bottom: 4, containLabel: true },
    legend: { show: legend, top: 0, left: 0, itemWidth: 14, itemHeight: 10, icon: "roundRect", textStyle: { color: theme.ink }, inactiveColor: theme.muted, type: "scroll" },
    tooltip: tooltip(plain, look),
    xAxis: plain.horizontal ? figures : named,
    yAxis: plain.horizontal ? { ...named, inverse: true } : figures,
    series: plain.series.map((series, index) => dressed(series, index, look, plain)),
  };
}

function category(plain: Plain, { theme, width }: Look): object {
  return {
    type: "category",
    data: plain.categories,
    boundaryGap: plain.series.some((series) => series.type === "bar"),
    axisLine: { lineStyle: { color: theme.line } },
    axisTick: { show: false },
    axisLabel: { color: theme.muted, hideOverlap: true, width: plain.horizontal ? Math.min(160, width / 3) : undefined, overflow: plain.horizontal ? "break" : "none" },
  };
}

function figure(plain: Plain, { theme, format, language }: Look): object {
  const write = writer(format, language, true);
  return {
    type: "value",
    max: format.style === "percent" && highest(plain) <= 1 ? 1 : undefined,
    splitNumber: 4,
    minInterval: format.style === "number" && whole(plain) ? 1 : undefined,
    interval: format.style === "seconds" ? timeStep(spanOf(plain)) : undefined,
    axisLabel: { color: theme.muted, formatter: write, hideOverlap: true },
    splitLine: { lineStyle: { color: theme.line } },
  };
}

/** Whether these are counts: then half of one is no mark of the axis. */
function whole(plain: Plain): boolean {
  return plain.series.every((one) => one.data.every((point) => Number.isInteger((isPoint(point) ? point.value : point) ?? 0)));
}

/** The largest figure of all series; a share of all goes no higher than 100 %. */
function highest(plain: Plain): number {
  return Math.max(...plain.series.flatMap((one) => one.data.map((point) => (isPoint(point) ? point.value : point) ?? 0)));
}

function dressed(series: Series, index: number, look: Look, plain: Plain): object {
  const { theme } = look;
  const line = series.type === "line";
  return {
    name: series.name,
    type: series.type,
    stack: series.stack,
    silent: series.quiet,
    barMaxWidth: 40,
    barCategoryGap: plain.series.length > 2 && !series.stack ? "30%" : "40%",
    symbol: "circle",
    symbolSize: 6,
    showSymbol: plain.categories.length <= 24,
    lineStyle: line ? { width: 2, type: series.dashed ? "dashed" : "solid" } : undefined,
    itemStyle: series.quiet ? { color: "transparent" } : { color: theme.series[index % theme.series.length], borderRadius: line || series.stack ? 0 : 2 },
    emphasis: { disabled: series.quiet, focus: "none" },
    labelLayout: { hideOverlap: true },
    label: label(series, look, plain),
    data: series.data.map((point) => toned(point, theme)),
  };
}

function label(series: Series, { theme, format, language }: Look, plain: Plain): object {
  const write = writer(format, language, true);
  return {
    show: Boolean(series.labels),
    position: plain.horizontal ? "right" : "top",
    color: theme.ink,
    textBorderWidth: 0,
    formatter: ({ data, value }: { data: Point | number; value: number }) => (isPoint(data) ? (data.label ?? write(data.show ?? data.value)) : write(value)),
  };
}

function toned(point: number | null | Point, theme: Theme): unknown {
  if (!isPoint(point) || !point.tone) return point;
  return { ...point, itemStyle: { color: theme[point.tone], borderRadius: 2 } };
}

function isPoint(point: number | null | Point): point is Point {
  return typeof point === "object" && point !== null;
}

interface Hovered {
  name: string;
  seriesIndex: number;
  seriesName: string;
  data: number | null | Point;
  color: string;
}

/** Made of elements, not of markup: nothing in the data can become a tag, and no inline style is needed. */
function tooltip(plain: Plain, { theme, format, language }: Look): object {
  const write = writer(format, language);
  return {
    trigger: "axis",
    confine: true,
    className: "h-tooltip",
    axisPointer: { type: plain.series.some((series) => series.type === "bar") ? "shadow" : "line", lineStyle: { color: theme.muted }, shadowStyle: { opacity: 0.12 } },
    formatter(hovered: Hovered[]) {
      const shown = hovered.filter(({ seriesIndex, data }) => !plain.series[seriesIndex]!.quiet && amount(data) !== null);
      const box = document.createElement("div");
      box.append(part("strong", hovered[0]?.name ?? ""));
      for (const one of unique(shown)) box.append(row(one, write));
      return box;
    },
  };
}

/** A waterfall bar that crosses zero is two bars in one place; it is told once. */
function unique(hovered: Hovered[]): Hovered[] {
  const twice = hovered.some(({ data }) => isPoint(data) && data.show !== undefined);
  return twice ? hovered.slice(0, 1) : hovered;
}

function amount(data: number | null | Point): number | null {
  return isPoint(data) ? (data.show ?? data.value) : data;
}

function row({ seriesName, data, color }: Hovered, write: (value: number | null) => string): HTMLElement {
  const line = part("div", "");
  const swatch = part("i", "");
  swatch.style.backgroundColor = color;
  line.append(swatch, part("span", seriesName), part("b", write(amount(data))));
  return line;
}

function part(tag: string, text: string): HTMLElement {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}
