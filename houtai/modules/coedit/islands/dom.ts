type Attributes = Record<string, string | boolean | undefined>;

/** Makes an element: attributes by name, true for an empty one; children are nodes or text. */
export function make<T extends keyof HTMLElementTagNameMap>(tag: T, attributes: Attributes = {}, ...children: (Node | string)[]): HTMLElementTagNameMap[T] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

/** Puts a floating box below a rectangle of the window, or above it where there is no room, within the window. */
export function placeBeside(box: HTMLElement, { left, top, bottom }: { left: number; top: number; bottom: number }): void {
  const gap = 6;
  const { offsetWidth: width, offsetHeight: height } = box;
  const below = bottom + gap + height <= window.innerHeight || top < height + gap;
  const x = Math.max(gap, Math.min(left, window.innerWidth - width - gap));
  box.style.setProperty("left", `${x}px`);
  box.style.setProperty("top", `${below ? bottom + gap : top - gap - height}px`);
}

/** What happens in our own boxes is no change of the form around them. */
export function keepInside(element: HTMLElement): void {
  for (const name of ["input", "change", "submit"]) element.addEventListener(name, (event) => event.stopPropagation());
}

/** Shows a box above everything else of the page, whatever cuts off what it stands in; `false` hides it. */
export function lift(box: HTMLElement, up = true): void {
  if (typeof box.togglePopover === "function") {
    box.popover = "manual";
    box.togglePopover(up);
  } else if (up && box instanceof HTMLDialogElement) box.show();
}
