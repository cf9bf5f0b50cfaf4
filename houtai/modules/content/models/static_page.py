"""Pages beside the articles: about us, imprint, privacy."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField

from houtai.core.text.plain import excerpt
from houtai.core.text.sanitise import clean
from houtai.core.work.models import HasSubject, Visible
from houtai.modules.content.models.addressed import Addressed


class StaticPages(Visible):
    def published(self) -> StaticPages:
        return self.filter(public=True)


class StaticPage(Addressed, HasSubject):
    """public: set by decisions alone; shown: where every public page leads to it."""

    class Shown(models.TextChoices):
        MENU = "menu", _("In the menu")
        FOOTER = "footer", _("In the footer")
        NOWHERE = "", _("Nowhere by itself")

    title = models.CharField(_("title"), max_length=120)
    slug = models.SlugField(_("address"), max_length=80, unique=True, allow_unicode=True)
    body = RichTextField(_("text"), blank=True, editor="coedit")
    shown = models.CharField(_("where it is shown"), max_length=10, choices=Shown, default=Shown.FOOTER, blank=True)
    place = models.PositiveSmallIntegerField(
        _("place in the menu"), default=0, help_text=_("The smallest first, then by name.")
    )
    public = models.BooleanField(_("public"), default=False, editable=False)
    changed = models.DateTimeField(_("changed"), auto_now=True)

    objects = StaticPages.as_manager()

    class Meta:
        verbose_name = _("static page")
        verbose_name_plural = _("static pages")
        ordering = ["place", "title"]

    def __str__(self) -> str:
        return self.title

    @property
    def state(self) -> str:
        return "published" if self.public else "draft"

    @property
    def lead(self) -> str:
        return excerpt(self.body, 160)

    def get_absolute_url(self) -> str:
        return reverse("content:static_page", args=[self.slug])

    def described(self) -> dict[str, Any]:
        return {"title": self.title, "url": self.get_absolute_url(), "state": self.state}

    def clean(self) -> None:
        super().clean()
        self.body = clean(self.body, stored=True)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Whatever door the text comes in by, it leaves here clean."""
        self.body = clean(self.body, stored=True)
        super().save(*args, **kwargs)


class StaticPageAddress(models.Model):
    """An address that a static page once had, so that old links go on working."""

    slug = models.SlugField(_("address"), max_length=80, unique=True, allow_unicode=True)
    page = models.ForeignKey("content.StaticPage", models.CASCADE, related_name="old_addresses")

    class Meta:
        default_permissions = ()
        verbose_name = _("old address of a static page")
        verbose_name_plural = _("old addresses of static pages")

    def __str__(self) -> str:
        return self.slug
