// The subscribe button of public pages. A file of its own, so that readers need not load the desk's islands.
(() => {
  const panel = document.querySelector("[data-push]");
  if (!panel) return;
  const find = (name) => panel.querySelector(`[data-push-${name}]`);
  const says = (text) => { find("says").textContent = text; };

  // The tracker keeps the browser's id, if the reader lets it.
  const visitor = () => {
    try {
      const id = localStorage.getItem("h-v") ?? "";
      return /^[\w-]{22}$/.test(id) ? id : "";
    } catch {
      return "";
    }
  };
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";

  panel.querySelector("form")?.addEventListener("submit", (event) => {
    event.target.elements.visitor.value = visitor();
    event.target.elements.timezone.value = zone;
  });

  if (!("serviceWorker" in navigator && "PushManager" in window && "Notification" in window)) return;
  find("browser").hidden = false;

  const bytes = (text) => {
    const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
  };
  const post = async (url, told) => {
    const answer = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(told),
    });
    if (!answer.ok) throw new Error((await answer.json()).error);
  };
  const show = (subscribed) => {
    find("start").hidden = subscribed;
    find("stop").hidden = !subscribed;
  };

  const start = async () => {
    // Browsers ask the reader only after a press, and remember a refusal: so nothing is asked before.
    if ((await Notification.requestPermission()) !== "granted") return says(panel.dataset.refused);
    await navigator.serviceWorker.register(panel.dataset.worker, { scope: "/" });
    const ready = await navigator.serviceWorker.ready;
    const { key } = await (await fetch(panel.dataset.key)).json();
    const subscription = await ready.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(key) });
    const told = { subscription: subscription.toJSON(), visitor: visitor(), timezone: zone, language: navigator.language };
    await post(panel.dataset.subscribe, told);
    show(true);
    return says(panel.dataset.done);
  };
  const stop = async () => {
    const registration = await navigator.serviceWorker.getRegistration("/");
    const subscription = await registration?.pushManager.getSubscription();
    if (subscription) {
      const { endpoint, keys } = subscription.toJSON();
      // Whether we still knew it or not, the browser forgets it.
      await post(panel.dataset.unsubscribe, { endpoint, auth: keys.auth }).catch(() => {});
      await subscription.unsubscribe();
    }
    show(false);
    return says(panel.dataset.stopped);
  };
  const press = (name, doing) => {
    const button = find(name);
    button.addEventListener("click", async () => {
      button.disabled = true;
      await doing().catch(() => says(panel.dataset.failed));
      button.disabled = false;
    });
  };
  press("start", start);
  press("stop", stop);

  navigator.serviceWorker
    .getRegistration("/")
    .then((registration) => registration?.pushManager.getSubscription())
    .then((subscription) => show(Boolean(subscription) && Notification.permission === "granted"))
    .catch(() => show(false));
})();
