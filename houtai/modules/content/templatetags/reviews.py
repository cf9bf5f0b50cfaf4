"""For the pages on which articles are reviewed."""

from __future__ import annotations

from django import template

from houtai.modules.content.models import judged

register = template.Library()
register.simple_tag(judged.judged)
