"""What readers see."""

from django.urls import path, re_path

from houtai.modules.content.views import public
from houtai.modules.content.views.feed import Newest

app_name = "content"

urlpatterns = [
    path("", public.newest, name="newest"),
    re_path(r"^a/(?P<pk>[0-9]{1,18})-(?P<slug>[^/]*)/$", public.article, name="article"),
    re_path(r"^a/(?P<pk>[0-9]{1,18})/?$", public.article),
    path("column/<str:slug>/", public.column, name="column"),
    path("feed.xml", Newest(), name="feed"),
]
