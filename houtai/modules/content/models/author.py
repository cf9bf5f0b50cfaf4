"""Who writes for us."""

from __future__ import annotations

from typing import Any

from django.db import models, transaction
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from houtai.core.work.models import HasSubject, Visible
from houtai.modules.content.models.addressed import Addressed


class Author(Addressed, HasSubject):
    name = models.CharField(_("name"), max_length=120, unique=True)
    slug = models.SlugField(
        _("address"),
        max_length=140,
        unique=True,
        blank=True,
        allow_unicode=True,
        help_text=_("Made from the name if empty."),
    )
    about = models.CharField(
        _("about"), max_length=300, blank=True, help_text=_("One sentence under the author's articles.")
    )
    picture = models.ForeignKey(
        "wagtailimages.Image", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )

    objects = Visible.as_manager()

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("content:author", args=[self.slug])

    def described(self) -> dict[str, Any]:
        return {"title": self.name, "url": self.get_absolute_url()}

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            self.slug = self.slug or free(self.name, type(self).objects.exclude(pk=self.pk))
            super().save(*args, **kwargs)


class AuthorAddress(models.Model):
    """An address that an author once had, so that old links go on working."""

    slug = models.SlugField(_("address"), max_length=140, unique=True, allow_unicode=True)
    author = models.ForeignKey("content.Author", models.CASCADE, related_name="old_addresses")

    class Meta:
        default_permissions = ()
        verbose_name = _("old address of an author")
        verbose_name_plural = _("old addresses of authors")

    def __str__(self) -> str:
        return self.slug


def free(name: str, others: Any) -> str:
    """An address made of the name, that nobody of the others has."""
    wanted = slugify(name, allow_unicode=True)[:120].strip("-") or "author"
    taken = set(others.filter(slug__startswith=wanted).values_list("slug", flat=True))
    found, number = wanted, 1
    while found in taken:
        number += 1
        found = f"{wanted}-{number}"
    return found
