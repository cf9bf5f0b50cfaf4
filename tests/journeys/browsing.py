"""What stands in for the push service of a browser, which is a server on the internet."""

from __future__ import annotations

from collections.abc import Callable
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
    """Give the service worker a push event, as the browser does for what its push service brings, and wait for its end:
    Chromium forgets a notification that somebody asks for just while it is put up.
    """
    devtools = page.context.new_cdp_session(page)
    registrations: list[dict[str, Any]] = []
    happened: list[str] = []
    devtools.on("ServiceWorker.workerRegistrationUpdated", lambda told: registrations.extend(told["registrations"]))
    devtools.on(
        "BackgroundService.backgroundServiceEventReceived",
        lambda told: happened.append(told["backgroundServiceEvent"]["eventName"]),
    )
    devtools.send("BackgroundService.setRecording", {"shouldRecord": True, "service": "pushMessaging"})
    devtools.send("BackgroundService.clearEvents", {"service": "pushMessaging"})
    devtools.send("BackgroundService.startObserving", {"service": "pushMessaging"})
    devtools.send("ServiceWorker.enable")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    wait_for(page, lambda: registrations)
    origin = page.evaluate("location.origin")
    told = {"origin": origin, "registrationId": registrations[-1]["registrationId"], "data": data}
    devtools.send("ServiceWorker.deliverPushMessage", told)
    wait_for(page, lambda: "Push event completed" in happened)
    devtools.detach()


def wait_for(page: Page, true: Callable[[], object]) -> None:
    for _ in range(300):
        if true():
            return
        page.wait_for_timeout(100)
    raise AssertionError("Chromium's service worker did not answer within 30 s.")


def shown(page: Page) -> list[dict[str, str]]:
    found: list[dict[str, str]] = page.evaluate(SHOWN)
    return found
