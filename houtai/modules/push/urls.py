"""What readers' browsers and mail programs open."""

from django.urls import path

from houtai.modules.push.views import public

app_name = "push"

urlpatterns = [
    path("sw.js", public.service_worker, name="service_worker"),
    path("push/key", public.key, name="key"),
    path("push/subscribe", public.subscribe, name="subscribe"),
    path("push/unsubscribe", public.unsubscribe, name="unsubscribe"),
    path("push/email/", public.sign_up, name="sign_up"),
    path("push/confirm/<str:token>/", public.confirm, name="confirm"),
    path("push/leave/<str:token>/", public.leave, name="leave"),
]
