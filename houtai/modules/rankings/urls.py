"""What readers and other sites see."""

from django.urls import path

from houtai.modules.rankings.views import public
from houtai.modules.rankings.views.feed import HotFeed

app_name = "rankings"

urlpatterns = [
    path("hot/", public.page, name="hot"),
    path("hot/widget/", public.widget, name="widget"),
    path("hot.json", public.data, name="data"),
    path("hot.xml", HotFeed(), name="feed"),
]
