import type { Room } from "./room.ts";

/** What Wagtail's w-session controller wrote down when its ping or a save in the background got no answer. */
const BROKEN = '[data-w-session-intercept-value="network"]';
const FAILED = ["w-swap:error", "w-autosave:error"];

/**
 * Wagtail asks "A network error occurred" before it saves until one of its own requests succeeds, which may take ten
 * seconds. The room hears sooner that the server is there. Gives back how to stop that.
 */
export function mendNetwork(room: Room): () => void {
  const heard = () => {
    if (room.status !== "saved") return;
    for (const element of document.querySelectorAll<HTMLElement>(BROKEN)) element.setAttribute("data-w-session-intercept-value", "");
  };
  const failed = () => room.check();
  room.on("changed", heard);
  for (const name of FAILED) document.addEventListener(name, failed);
  return () => {
    room.off("changed", heard);
    for (const name of FAILED) document.removeEventListener(name, failed);
  };
}
