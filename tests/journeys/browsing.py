"""What stands in for the push service of a browser, which is a server on the internet."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

# What pushManager.subscribe() gives, without asking a server on the internet.
SUBSCRIBES = "PushManager.prototype.subscribe = async () => ({ toJSON: () => (%s) });"
SHOWN = """async () => {
  const registration = await navigator.serviceWorker.ready;
  const shown = await registration.getNotifications();
  return shown.map(({ title, body, tag, data }) => ({ title, body, tag, url: data.url, leave: data.leave }));
}"""


def pushed(page: Page, data: str) -> None:
    """Give the service worker a push event, as the browser does for what its push service brings."""
    devtools = page.context.new_cdp_session(page)
    registrations: list[dict[str, Any]] = []
    devtools.on("ServiceWorker.workerRegistrationUpdated", lambda told: registrations.extend(told["registrations"]))
    devtools.send("ServiceWorker.enable")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    while not registrations:
        page.wait_for_timeout(100)
    origin = page.evaluate("location.origin")
    told = {"origin": origin, "registrationId": registrations[-1]["registrationId"], "data": data}
    devtools.send("ServiceWorker.deliverPushMessage", told)


def shown(page: Page, number: int) -> list[dict[str, str]]:
    for _ in range(300):
        found: list[dict[str, str]] = page.evaluate(SHOWN)
        if len(found) == number:
            break
        page.wait_for_timeout(100)
    return found
