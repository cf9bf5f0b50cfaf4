import { Controller } from "@hotwired/stimulus";
import type { EChartsType } from "echarts/core";
import { dress, type Plain } from "./chart_dress.ts";
import type { Format } from "./chart_format.ts";
import { onThemeChange, readTheme } from "./chart_theme.ts";

/** Draws the data that the server put into a JSON script beside the canvas. The table below it says the same without this. */
export default class ChartController extends Controller<HTMLElement> {
  static override targets = ["canvas"];
  static override values = { format: Object };

  declare readonly canvasTarget: HTMLElement;
  declare readonly formatValue: Format;

  private chart: EChartsType | null = null;
  private stop: (() => void)[] = [];

  override async connect(): Promise<void> {
    const { init } = await import("./chart_engine.ts");
    if (!this.element.isConnected || this.chart) return;
    this.canvasTarget.hidden = false;
    this.chart = init(this.canvasTarget);
    this.draw();
    this.follow();
  }

  override disconnect(): void {
    for (const stop of this.stop) stop();
    this.stop = [];
    this.chart?.dispose();
    this.chart = null;
  }

  private follow(): void {
    const size = new ResizeObserver(() => {
      this.chart?.resize();
      this.draw();
    });
    size.observe(this.canvasTarget);
    const motion = matchMedia("(prefers-reduced-motion: reduce)");
    motion.addEventListener("change", this.draw);
    this.stop = [() => size.disconnect(), () => motion.removeEventListener("change", this.draw), onThemeChange(this.draw)];
  }

  private draw = (): void => {
    const data = this.element.querySelector("script[type='application/json']");
    const plain = JSON.parse(data?.textContent ?? "{}") as Plain;
    this.chart?.setOption(
      dress(plain, {
        theme: readTheme(this.element),
        format: this.formatValue,
        language: document.documentElement.lang || "en",
        still: matchMedia("(prefers-reduced-motion: reduce)").matches,
        width: this.canvasTarget.clientWidth,
      }),
      { notMerge: true },
    );
  };
}
