/** One item of a queue: a section that carries its subject and title as data. */
export const subjectOf = (item: HTMLElement): string => item.dataset["subject"] ?? "";
/** As the decision log names it: kind and key. */
export const touchSubjectOf = (item: HTMLElement): string => [item.dataset["kind"], subjectOf(item)].filter(Boolean).join(":");
export const titleOf = (item: HTMLElement): string => item.dataset["title"] ?? "";
export const isEmpty = (item: HTMLElement): boolean => item.hasAttribute("data-queue-empty");

const WRITABLE = "input:not([type=hidden]):not([type=checkbox]):not([type=radio]), textarea";

/** Somebody has begun to write in it: it must not be moved away under the hands. */
export function isWriting(item: HTMLElement): boolean {
  const fields = [...item.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(WRITABLE)];
  return fields.some((field) => field.value !== field.defaultValue);
}

/** Takes what was written in the old version over to the new one, which has the same fields. */
export function carryOver(old: HTMLElement, fresh: HTMLElement): HTMLElement {
  for (const field of fresh.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(WRITABLE)) {
    const before = old.querySelector<HTMLInputElement>(`[name="${CSS.escape(field.name)}"]`);
    if (before) field.value = before.value;
  }
  return fresh;
}

export function addAlert(item: HTMLElement, message: string): void {
  for (const old of item.querySelectorAll(".h-alert")) old.remove();
  const alert = document.createElement("p");
  alert.className = "h-alert";
  alert.setAttribute("role", "alert");
  alert.textContent = message;
  item.prepend(alert);
}

/** Marks the entry of the item that is shown, and no other. */
export function mark(list: HTMLElement | null, subject: string): void {
  for (const entry of list?.querySelectorAll<HTMLElement>("[data-subject]") ?? []) {
    if (entry.dataset["subject"] === subject) entry.setAttribute("aria-current", "true");
    else entry.removeAttribute("aria-current");
  }
}

/** What stands in the place of an item while none is there. */
export function blank(text: string): HTMLElement {
  const section = document.createElement("section");
  section.className = "h-queue-wait";
  section.tabIndex = -1;
  section.dataset["queueTarget"] = "item";
  section.dataset["queueEmpty"] = "";
  section.textContent = text;
  return section;
}

/** A form with nothing in it but the token that shows the request is ours. */
export function tokenOf(form: HTMLFormElement): FormData {
  const name = "csrfmiddlewaretoken";
  const only = new FormData();
  only.set(name, String(new FormData(form).get(name) ?? ""));
  return only;
}
