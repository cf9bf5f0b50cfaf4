// Shows what is pushed, and opens it. It answers no requests of pages.
const told = (event) => {
  try {
    return event.data.json();
  } catch {
    return {};
  }
};

const stop = () => (self.navigator.language.startsWith("zh") ? "退订" : "Unsubscribe");

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("push", (event) => {
  const { key, title, body, url, image, leave, site, icon } = told(event);
  event.waitUntil(
    self.registration.showNotification(title ?? site ?? self.location.hostname, {
      body: body ?? "",
      // A repeat of a message replaces it, without a second sound.
      tag: key,
      image,
      icon,
      data: { url: url ?? "/", leave },
      actions: leave ? [{ action: "leave", title: stop() }] : [],
    }),
  );
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const { url, leave } = event.notification.data;
  event.waitUntil(self.clients.openWindow(event.action === "leave" ? leave : url));
});

// A browser may change its subscription by itself; without this the reader would be lost.
self.addEventListener("pushsubscriptionchange", (event) => {
  const renew = async () => {
    const { key } = await (await fetch("/push/key")).json();
    const plain = atob(key.replaceAll("-", "+").replaceAll("_", "/"));
    const applicationServerKey = Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
    const old = event.oldSubscription?.toJSON();
    const before = old ? { endpoint: old.endpoint, auth: old.keys.auth } : null;
    const fresh = event.newSubscription ?? (await self.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey }));
    await fetch("/push/subscribe", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ subscription: fresh.toJSON(), before, timezone: Intl.DateTimeFormat().resolvedOptions().timeZone }),
    });
  };
  event.waitUntil(renew());
});
