/** What the server said to a decision, a look ahead or an undo. */
export interface Answer {
  ok: boolean;
  status: number;
  sections: HTMLElement[];
  message: string;
  entries: HTMLElement[];
  waiting: HTMLElement | null;
  undo: string;
  opens: string;
}

const TIMEOUT = 20_000;

/** A request of the queue. Never throws: without an answer the status is 0. The request outlives the page, so a decision is not lost on leaving. */
export async function ask(url: string, body: FormData | null = null): Promise<Answer> {
  try {
    const response = await fetch(url, {
      method: body ? "POST" : "GET",
      body,
      headers: { "X-Requested-With": "XMLHttpRequest", Accept: "text/html" },
      credentials: "same-origin",
      keepalive: body !== null,
      signal: AbortSignal.timeout(TIMEOUT),
    });
    return counted(read(response, await response.text()));
  } catch {
    return { ok: false, status: 0, sections: [], message: "", entries: [], waiting: null, undo: "", opens: "" };
  }
}

/** A redirect or a whole page means that the session ended on the way: it is no answer to what was asked. */
function read(response: Response, html: string): Answer {
  const astray = response.redirected || /^\s*<!doctype/i.test(html);
  const page = astray ? document.implementation.createHTMLDocument() : new DOMParser().parseFromString(html, "text/html");
  const pick = (selector: string): HTMLElement[] => [...page.querySelectorAll<HTMLElement>(selector)].map((one) => document.adoptNode(one));
  const message = pick("[data-queue-message]").map((one) => one.textContent?.trim() ?? "").join(" ");
  return {
    ok: response.ok && !astray,
    status: astray && response.ok ? 401 : response.status,
    sections: pick("[data-queue-target~='item']"),
    message,
    entries: pick("[data-queue-entry]"),
    waiting: pick("[data-queue-waiting]")[0] ?? null,
    undo: response.headers.get("X-Queue-Undo") ?? "",
    opens: response.headers.get("X-Queue-Open") ?? "",
  };
}

/** Shows how many wait now, wherever the page says it. */
function counted(answer: Answer): Answer {
  if (answer.waiting === null) return answer;
  for (const place of document.querySelectorAll("[data-queue-waiting]")) {
    place.setAttribute("value", answer.waiting.getAttribute("value") ?? "");
    place.textContent = answer.waiting.textContent;
  }
  return answer;
}
