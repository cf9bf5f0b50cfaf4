"""The editor as a form field. For a new object it posts HTML; after that the text is in a room, not in the form."""

from __future__ import annotations

import json
from functools import cached_property
from typing import Any

from django.forms import Media, ValidationError, widgets
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.admin.staticfiles import versioned_static

from houtai.core.catalog.catalog import catalog
from houtai.core.text.sanitise import clean
from houtai.modules.coedit.models import Room
from houtai.modules.coedit.models.access import refuse_reader
from houtai.modules.coedit.models.bringing import NotTaken, add
from houtai.modules.coedit.models.refusals import Refused
from houtai.modules.coedit.widgets.library import library_for
from houtai.modules.coedit.widgets.texts import TEXTS


class Together(widgets.HiddenInput):
    """A form that wants the room names its object with `edits` first. takes: what it brings is written into the room,
    the last words at once, a whole text by `taken`; a preview only looks.
    """

    template_name = "coedit/editor.html"
    is_hidden = False
    target: Any = None
    field = label = links = ""
    user: Any = None
    restoring = takes = False
    brought: str | None = None
    problem = ""
    _read: tuple[Any, Any] | None = None

    def __init__(self, attrs: dict[str, Any] | None = None, *, options: Any = None) -> None:
        super().__init__(attrs)

    def edits(self, target: Any, field: str, *, user: Any, label: str = "", links: str = "") -> None:
        """target: may be new; user: who fills in the form; label: for screen readers; links: an address that is asked
        what a text may link to, by words `q` or a number `id`: {found: [{linktype, id, title, note}]}.
        """
        self.target, self.field, self.user, self.label, self.links = target, field, user, str(label), links

    @property
    def place(self) -> dict[str, Any] | None:
        """Where the form's own object is written; None for one that is new. What a browser says of it is not asked."""
        if self.target is None or not self.target.pk or not catalog.is_on("coedit"):
            return None
        return {"kind": self.target._meta.label_lower, "key": self.target.pk, "field": self.field}

    @property
    def room(self) -> str:
        return "/".join(map(str, self.place.values())) if self.place else ""

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context, place, room = super().get_context(name, value, attrs), self.place, self.room
        if room:
            kept = self.restoring or self.brought is not None
            said = {"room": room, **({"text": value or ""} if kept else {})}
            context["widget"]["value"] = json.dumps(said)
        context["room"] = f"/coedit/{room}/" if room else ""
        context["options"] = json.dumps(self.options(place))
        if place:
            context["versions"] = reverse("coedit.versions", kwargs=place)
            invites = self.user is not None and self.user.has_perm("coedit.add_guest")
            context["guests"] = reverse("coedit.guests", kwargs=place) if invites else ""
        return context

    def options(self, place: dict[str, Any] | None) -> dict[str, Any]:
        return {
            "language": get_language(),
            "label": self.label,
            "texts": {name: str(text) for name, text in TEXTS.items()},
            "upload": reverse("coedit.picture"),
            "fetch": reverse("coedit.picture"),
            "mentions": reverse("coedit.people"),
            "pictures": reverse("coedit.shown", args=[0]).replace("/0/", "/{id}/"),
            "user": f"u{self.user.pk}" if self.user else "",
            "restoring": self.restoring,
            "links": self.links,
            **library_for(self.user),
        }

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Forms ask for it several times; what is brought is written once."""
        if self._read is None or self._read[0] is not data:
            self._read = data, self._taken(super().value_from_datadict(data, files, name))
        return self._read[1]

    def _taken(self, said: Any) -> Any:
        brought = in_room(said)
        if said is None:
            return None
        if brought is None and not self.place:
            return clean(said, stored=True)
        if not self.place or (brought is not None and brought.get("room") != self.room):
            self.problem = _("The text could not be found where it was written. Reload the page; nothing is lost.")
            return Room.objects.seeded(self.target, self.field).html() if self.place else ""
        return self._said({"text": said} if brought is None else brought)

    def _said(self, brought: dict[str, Any]) -> str:
        text, pending = brought.get("text"), brought.get("pending")
        room = Room.objects.seeded(self.target, self.field)
        try:
            if self.takes and (pending or isinstance(text, str)):
                refuse_reader(room, self.user)
            if self.takes and pending and isinstance(pending, str):
                add(room, pending, key=f"u{self.user.pk}", name=str(self.user))
        except (NotTaken, Refused) as refused:
            self.problem = str(refused)
        self.brought = clean(text, stored=True) if isinstance(text, str) else None
        return room.html() if self.brought is None else self.brought

    def taken(self, said: str) -> str:
        """What the text says when the form was accepted: a whole text that it brought is in the room then. While rooms
        are switched off, so is what was in the form, for when they are on again.
        """
        if not self.takes:
            return said
        if not self.place and self.target is not None and self.target.pk:
            if room := Room.objects.of(self.target, self.field):
                room.replace(said)
            return said
        if self.brought is None:
            return said
        room = Room.objects.seeded(self.target, self.field)
        room.replace(self.brought)
        return room.html()

    def check(self) -> None:
        """Raises ValidationError when something of the text did not arrive."""
        if self.problem:
            raise ValidationError(self.problem)

    @cached_property
    def media(self) -> Media:
        return Media(
            css={"all": [static("coedit/coedit.css"), static("coedit/comments.css")]},
            js=[versioned_static("wagtailimages/js/image-chooser-modal.js")],
        )


def in_room(said: Any) -> dict[str, Any] | None:
    """What the field holds when the text itself is in a room; None when it holds the text."""
    if not isinstance(said, str) or not said.startswith('{"room"'):
        return None
    try:
        found = json.loads(said)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
