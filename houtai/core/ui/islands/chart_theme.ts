/** Colours and type of a chart, read from the custom properties of the page, so that light, dark and contrast themes hold. */
export interface Theme {
  series: string[];
  good: string;
  bad: string;
  total: string;
  ink: string;
  muted: string;
  line: string;
  font: string;
}

export function readTheme(element: HTMLElement): Theme {
  const probe = element.appendChild(document.createElement("span"));
  probe.hidden = true;
  const colour = (name: string): string => {
    probe.style.color = `var(--h-${name})`;
    return getComputedStyle(probe).color;
  };
  const theme = {
    series: [1, 2, 3, 4, 5, 6].map((n) => colour(`series-${n}`)),
    good: colour("good"), bad: colour("bad"), total: colour("total"),
    ink: colour("ink"), muted: colour("muted"), line: colour("line"),
    font: getComputedStyle(element).fontFamily,
  };
  probe.remove();
  return theme;
}

/** Calls back when the theme of the desk or of the system changes. Returns a function that stops it. */
export function onThemeChange(callback: () => void): () => void {
  const observer = new MutationObserver(callback);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["class"] });
  const queries = ["(prefers-color-scheme: dark)", "(prefers-contrast: more)"].map((query) => matchMedia(query));
  for (const query of queries) query.addEventListener("change", callback);
  return () => {
    observer.disconnect();
    for (const query of queries) query.removeEventListener("change", callback);
  };
}
