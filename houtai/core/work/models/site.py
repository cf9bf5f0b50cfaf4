"""How a workspace presents itself to readers."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, FilteredRelation, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import Rendition, SourceImageIOError

from houtai.core.work.models.subject import HasSubject, Visible
from houtai.core.workspaces.context import current
from houtai.core.workspaces.models import Workspace

# Large enough for search engines, and PNG for what reads nothing newer.
LOGO = "max-640x160|format-png"
ONLY = 1
WIDE = 1.6


class Sites(Visible):
    def shown(self) -> Site:
        """As readers see it, by one query; what nobody has said is as it is by default."""
        cut = FilteredRelation("logo__renditions", condition=Q(logo__renditions__filter_spec=LOGO))
        sizes = {name: F(f"cut__{name}") for name in ("file", "width", "height")}
        return self.annotate(cut=cut, **sizes).first() or Site()

    def kept(self) -> Site:
        """The row, made if it is not there yet."""
        return self.get_or_create(pk=ONLY)[0]


class Site(HasSubject):
    """One row at most. name: "" for the workspace's; icp: the number of a record with the ministry in China."""

    name = models.CharField(_("name"), max_length=100, blank=True)
    tagline = models.CharField(_("tagline"), max_length=200, blank=True)
    logo = models.ForeignKey(
        "wagtailimages.Image", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("logo")
    )
    footer = models.TextField(_("footer"), max_length=2000, blank=True)
    icp = models.CharField(_("ICP record"), max_length=60, blank=True)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, blank=True)

    objects = Sites.as_manager()

    class Meta:
        verbose_name = _("site")
        verbose_name_plural = _("sites")
        default_permissions = ("change",)

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """Its name, or the workspace's."""
        return self.name or self.name_of_workspace

    @cached_property
    def name_of_workspace(self) -> str:
        return str(Workspace.objects.values_list("name", flat=True).get(pk=current()))

    @property
    def has_wordmark(self) -> bool:
        """Whether the logo is so wide that it says the name itself."""
        return self.mark is not None and self.mark.width > WIDE * self.mark.height

    @cached_property
    def mark(self) -> Rendition | None:
        """The logo as pages show it; None without one, or while its file cannot be read."""
        if self.logo_id is None:
            return None
        if getattr(self, "file", None):
            return Rendition(file=self.file, width=self.width, height=self.height)
        try:
            return self.logo.get_rendition(LOGO)
        except SourceImageIOError:
            return None

    def described(self) -> dict[str, Any]:
        return {"title": self.title, "url": "/"}
