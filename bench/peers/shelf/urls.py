from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from wagtail.admin import urls as wagtail_urls
from wagtail.images.models import Image


def alive(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


def one(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(Image.objects.count()))


urlpatterns = [
    path("healthz", alive),
    path("one/", one),
    path("desk/", include(wagtail_urls)),
]
