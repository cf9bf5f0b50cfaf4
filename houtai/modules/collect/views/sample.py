from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control

from houtai.modules.collect.sample.pictures import picture


@cache_control(public=True, max_age=86400)
def sample_picture(request: HttpRequest, number: int) -> HttpResponse:
    """A picture of the sample content, drawn when it is asked for."""
    if number >= 10**9:
        raise Http404
    return HttpResponse(picture(number), content_type="image/png")
