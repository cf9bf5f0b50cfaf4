// What readers do on public pages, told to the collector. No dependency; without consent nothing is sent or kept.
// <script defer src="tracker.js" data-url="/e/" data-subject="content.article:12" data-consent="ask"></script>
// data-subject on an element: it was shown once half of it is seen, and links in it lead to it.
// data-arms='[7, ["one text", 0.5, "token"], …]' on an element: one of the texts is drawn, and events tell its token.
// data-share on a button: shares this page. houtai.track(name, {subject, value, …}); houtai.consent(true | false).
type Values = Record<string, unknown>;
type Batch = { v: 1; id: string; visitor: string; sent: number; events: Values[] };

const SEND = 5_000;
const BEAT = 15;
const IDLE = 30_000;
const QUEUE = "h-q";
const DRAWN = "h-a";
const memory: Record<string, string | null> = {};
const script = document.currentScript?.dataset ?? {};
const address = new URL(location.href);
const via = address.searchParams.get("via");

let visitor: string | null = null;
let events: Values[] = [];
let kept: Batch[] = [];
let failures = 0;
let sending: Batch | undefined;
let timer = 0;
let active = Date.now();
let seconds = 0;

// The queue belongs to the tab, or two tabs would take each other's batches away.
function keep(name: string, value?: string | null): string | null {
  try {
    const store = name === QUEUE ? sessionStorage : localStorage;
    if (value === undefined) return store.getItem(name);
    value === null ? store.removeItem(name) : store.setItem(name, value);
  } catch {
    if (value !== undefined) memory[name] = value;
  }
  return memory[name] ?? null;
}

const random = () =>
  btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(17))))
    .slice(0, 22)
    .replace(/\+/g, "-")
    .replace(/\//g, "_");

function track(name: string, values: Values = {}): void {
  if (!visitor) return;
  const { subject = script["subject"], value, referrer, ...rest } = values;
  const props = Object.entries(rest).map(([key, said]) => [key.slice(0, 40), String(said).slice(0, 500)]);
  events.push({
    name,
    at: Date.now(),
    path: location.pathname.slice(0, 500),
    subject: subject ? String(subject).slice(0, 120) : undefined,
    value: value === undefined ? undefined : Number(value) || 0,
    referrer: referrer || undefined,
    via: via?.slice(0, 40),
    props: props[0] ? Object.fromEntries(props.slice(0, 20)) : undefined,
  });
  if (events.length > 49) flush();
  else timer ||= window.setTimeout(flush, SEND);
}

// What waits becomes a batch, which keeps its id until it is acknowledged; of too many the oldest go.
function pack(): void {
  if (visitor && events[0]) kept.push({ v: 1, id: random(), visitor, sent: 0, events });
  events = [];
  kept = kept.slice(-20);
  keep(QUEUE, kept[0] ? JSON.stringify(kept) : null);
}

const url = () => script["url"] || "/e/";
const body = (batch: Batch) => JSON.stringify({ ...batch, sent: Date.now() });

async function flush(): Promise<void> {
  clearTimeout(timer);
  timer = 0;
  pack();
  if (sending || !(sending = kept[0])) return;
  let wait = 0;
  try {
    const answer = await fetch(url(), { method: "POST", body: body(sending), keepalive: true, credentials: "omit" });
    if (answer.status === 429 || answer.status > 499) wait = Number(answer.headers.get("retry-after")) || 1;
  } catch {
    wait = 1;
  }
  if (wait) {
    wait = Math.max(wait, Math.min(60, 2 ** failures++)) * (1 + Math.random());
  } else {
    failures = 0;
    kept = kept.filter((batch) => batch !== sending);
  }
  sending = undefined;
  pack();
  if (kept[0]) timer ||= window.setTimeout(flush, wait * 1000);
}

// Nothing can be waited for any more; what the browser does not take stays in the tab.
function leave(): void {
  beat();
  pack();
  kept = kept.filter((batch) => batch === sending || !navigator.sendBeacon(url(), body(batch)));
  pack();
}

function beat(): void {
  if (seconds) track("read", { ...of(script), value: seconds });
  seconds = 0;
}

function tick(): void {
  if (!document.hidden && Date.now() - active < IDLE && ++seconds >= BEAT) beat();
}

function click(event: Event): void {
  const target = event.target as Element;
  const link = target.closest<HTMLAnchorElement>("a[href]");
  const about = link?.closest<HTMLElement>("[data-subject]")?.dataset ?? {};
  if (link && (about["subject"] || (link.host && link.host !== location.host))) {
    track("click", { ...of(about), to: link.host + link.pathname });
  }
  if (target.closest("[data-share]")) share();
}

function share(): void {
  track("share");
  const link = document.querySelector<HTMLLinkElement>("link[rel=canonical]")?.href ?? location.href;
  const shared = navigator.share?.({ title: document.title, url: link }) ?? navigator.clipboard?.writeText(link);
  shared?.catch(() => {}); // They changed their mind.
}

const of = ({ subject, arm }: DOMStringMap): Values => ({ subject, ...(arm && { arm }) });

// The first draw is kept, so that a reader sees the same text wherever it stands. Where no subject is near, the text
// belongs to the page.
function draw(): void {
  const drawn: Record<string, [number, string]> = JSON.parse(keep(DRAWN) ?? "{}");
  for (const element of document.querySelectorAll<HTMLElement>("[data-arms]")) {
    const [trial, ...arms]: [number, ...[string, number, string][]] = JSON.parse(element.dataset["arms"]!);
    let place = drawn[trial]?.[0] ?? -1;
    if (!arms[place]) {
      let chance = Math.random();
      place = arms.findIndex((arm) => (chance -= arm[1]) < 0);
      // What rounding leaves over is the last one's.
      drawn[trial] = [place = place < 0 ? arms.length - 1 : place, arms[place]![2]];
      keep(DRAWN, JSON.stringify(Object.fromEntries(Object.entries(drawn).slice(-50))));
    }
    element.textContent = arms[place]![0];
    (element.closest<HTMLElement>("[data-subject]")?.dataset ?? script)["arm"] = drawn[trial]![1];
  }
}

const shown = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    shown.unobserve(target);
    track("show", of((target as HTMLElement).dataset));
  }
}, { threshold: 0.5 });

function allowed(): boolean {
  const said = keep("h-c");
  const wishes = navigator as Navigator & { globalPrivacyControl?: boolean };
  if (said) return said === "1";
  return !(wishes.globalPrivacyControl || wishes.doNotTrack === "1" || script["consent"] === "ask");
}

function begin(): void {
  if (visitor || !allowed()) return;
  visitor = keep("h-v") ?? random();
  keep("h-v", visitor);
  kept = JSON.parse(keep(QUEUE) ?? "[]");
  draw();
  track("view", { ...of(script), referrer: document.referrer.split("/")[2] });
  for (const element of document.querySelectorAll("body [data-subject]:not(script)")) shown.observe(element);
}

function consent(given: boolean): void {
  keep("h-c", given ? "1" : "0");
  if (given) return begin();
  visitor = null;
  events = [];
  kept = [];
  shown.disconnect();
  keep("h-v", null);
  keep(DRAWN, null);
  pack();
}

if (via !== null) {
  address.searchParams.delete("via");
  history.replaceState(history.state, "", address);
}
for (const sign of ["pointermove", "pointerdown", "keydown", "scroll"]) {
  addEventListener(sign, () => (active = Date.now()), { passive: true, capture: true });
}
for (const button of document.querySelectorAll<HTMLElement>("[data-share]")) button.hidden = false;
addEventListener("click", click, true);
addEventListener("auxclick", click, true);
addEventListener("pagehide", leave);
document.addEventListener("visibilitychange", () => document.hidden && leave());
setInterval(tick, 1000);
Object.assign(window, { houtai: { track, consent } });
begin();
