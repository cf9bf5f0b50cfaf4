"""What readers' browsers and mail programs open."""

from django.urls import path

from houtai.modules.push.views import browser, letters, public

app_name = "push"

urlpatterns = [
    path("sw.js", browser.service_worker, name="service_worker"),
    path("push/key", browser.key, name="key"),
    path("push/subscribe", browser.subscribe, name="subscribe"),
    path("push/unsubscribe", browser.unsubscribe, name="unsubscribe"),
    path("push/email/", letters.sign_up, name="sign_up"),
    path("push/confirm/<str:token>/", letters.confirm, name="confirm"),
    path("push/leave/<str:token>/", public.leave, name="leave"),
]
