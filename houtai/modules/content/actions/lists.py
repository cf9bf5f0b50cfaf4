"""What can be done to authors, columns and series."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from houtai.modules.content.actions.deleting import BringBack, Delete
from houtai.modules.content.actions.listed import Add, Change, Remove


class AddAuthor(Add):
    name = "content.add_author"
    label = _("Add an author")
    subject = "content.author"
    permission = "content.add_author"
    inverse = "content.remove_author"


class ChangeAuthor(Change):
    name = "content.change_author"
    label = _("Change an author")
    subject = "content.author"
    permission = "content.change_author"
    inverse = "content.change_author"
    fields = ("name", "slug", "about", "picture")


class RemoveAuthor(Remove):
    name = "content.remove_author"
    label = _("Remove an author again")
    subject = "content.author"
    permission = "content.add_author"


class DeleteAuthor(Delete):
    name = "content.delete_author"
    label = _("Delete an author")
    about = _("The author's page and addresses are gone for readers. It can be brought back.")
    subject = "content.author"
    permission = "content.delete_author"
    inverse = "content.bring_back_author"


class BringBackAuthor(BringBack):
    name = "content.bring_back_author"
    label = _("Bring an author back")
    subject = "content.author"
    permission = "content.delete_author"
    inverse = "content.delete_author"


class AddColumn(Add):
    name = "content.add_column"
    label = _("Add a column")
    subject = "content.column"
    permission = "content.add_column"
    inverse = "content.remove_column"


class ChangeColumn(Change):
    name = "content.change_column"
    label = _("Change a column")
    subject = "content.column"
    permission = "content.change_column"
    inverse = "content.change_column"
    fields = ("name", "slug", "about", "place", "desk", "workflow")


class RemoveColumn(Remove):
    name = "content.remove_column"
    label = _("Remove a column again")
    subject = "content.column"
    permission = "content.add_column"


class DeleteColumn(Delete):
    name = "content.delete_column"
    label = _("Delete a column")
    about = _("Its page and addresses are gone for readers. It can be brought back.")
    subject = "content.column"
    permission = "content.delete_column"
    inverse = "content.bring_back_column"


class BringBackColumn(BringBack):
    name = "content.bring_back_column"
    label = _("Bring a column back")
    subject = "content.column"
    permission = "content.delete_column"
    inverse = "content.delete_column"


class AddSeries(Add):
    name = "content.add_series"
    label = _("Add a series")
    subject = "content.series"
    permission = "content.add_series"
    inverse = "content.remove_series"


class ChangeSeries(Change):
    name = "content.change_series"
    label = _("Change a series")
    subject = "content.series"
    permission = "content.change_series"
    inverse = "content.change_series"
    fields = ("name", "slug", "about")


class RemoveSeries(Remove):
    name = "content.remove_series"
    label = _("Remove a series again")
    subject = "content.series"
    permission = "content.add_series"


class DeleteSeries(Delete):
    name = "content.delete_series"
    label = _("Delete a series")
    about = _("Its page and addresses are gone for readers. It can be brought back.")
    subject = "content.series"
    permission = "content.delete_series"
    inverse = "content.bring_back_series"


class BringBackSeries(BringBack):
    name = "content.bring_back_series"
    label = _("Bring a series back")
    subject = "content.series"
    permission = "content.delete_series"
    inverse = "content.delete_series"
