"""The editor's form."""

from __future__ import annotations

from typing import Any

from wagtail.admin.forms import WagtailAdminModelForm

from houtai.modules.content.models import Column


class ArticleForm(WagtailAdminModelForm):
    """Offers only the columns that this person works on, so that nobody writes into another desk's column."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "column" in self.fields and self.for_user:
            self.fields["column"].queryset = Column.objects.worked_on_by(self.for_user)
        if "body" in self.fields:
            name_editor(self.fields["body"])


def name_editor(field: Any) -> None:
    """Wagtail's editor is no form field of the browser's, so its label does not name it for screen readers."""
    field.widget.options = {**field.widget.options, "ariaLabel": field.label}
