"""What readers see."""

from django.urls import path, re_path

from houtai.modules.content.views import feed, public, sitemaps, static_pages
from houtai.modules.content.views.search import search

app_name = "content"

urlpatterns = [
    path("", public.newest, name="newest"),
    re_path(r"^a/(?P<pk>[0-9]{1,18})-(?P<slug>[^/]*)/$", public.article, name="article"),
    re_path(r"^a/(?P<pk>[0-9]{1,18})/?$", public.article),
    path("column/<str:slug>/", public.column, name="column"),
    path("s/<str:slug>/", public.series, name="series"),
    path("tag/<str:slug>/", public.tag, name="tag"),
    path("author/<str:slug>/", public.author, name="author"),
    path("column/<str:slug>/feed.xml", feed.OfColumn(), name="column_feed"),
    path("tag/<str:slug>/feed.xml", feed.OfTag(), name="tag_feed"),
    path("author/<str:slug>/feed.xml", feed.OfAuthor(), name="author_feed"),
    path("p/<str:slug>/", static_pages.static_page, name="static_page"),
    path("search/", search, name="search"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    re_path(r"^sitemap-(?P<number>[0-9]{1,13})\.xml$", sitemaps.page, name="sitemap_page"),
    path("sitemap-columns.xml", sitemaps.columns, name="sitemap_columns"),
    path("sitemap-authors.xml", sitemaps.authors, name="sitemap_authors"),
    path("sitemap-tags.xml", sitemaps.tags, name="sitemap_tags"),
    path("sitemap-news.xml", sitemaps.news, name="sitemap_news"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("feed.xml", feed.Newest(), name="feed"),
]
