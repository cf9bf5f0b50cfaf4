"""What the editors of audiences and tags share: the form stays as it was typed when something is wrong with it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.views import View

from houtai.core.readers.forms import used_by
from houtai.core.readers.views.counting import counted

EXAMPLES = (
    ('tag:"vip"', _("Readers with a tag")),
    ("did view at least 3 times in 7 days", _("Readers who viewed at least three pages within a week")),
    ("did share in 30 days and not did subscribe in 30 days", _("Those who shared something and did not subscribe")),
    ('attribute:city is "Beijing" or attribute:age at least 30', _("By what is known about them")),
    ('audience:"Regulars" and not tag:"staff"', _("From another audience, without some")),
)


class Editor(View):
    """Adds (no key in the address) or changes one. `kind` is "audience" or "tag", as conditions call it."""

    model: ClassVar[Any]
    form: ClassVar[Any]
    kind: ClassVar[str]
    title: ClassVar[Any]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not request.user.has_perm(f"readers.change_{self.kind}"):
            raise Http404
        pk = kwargs.get("pk")
        self.row = get_object_or_404(self.model.objects.visible_to(request.user), pk=pk) if pk else None
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        return self.show(request, self.form(instance=self.row, now=now(), label_suffix=""))

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        if "delete" in request.POST:
            return self.delete(request)
        form = self.form(request.POST, instance=self.row, now=now(), label_suffix="")
        if not form.is_valid():
            return self.show(request, form, status=422)
        row = form.save()
        messages.success(request, say("“%(name)s” is kept.") % {"name": row})
        return redirect(f"readers.{self.kind}s")

    def delete(self, request: HttpRequest) -> HttpResponse:
        """What others name in their conditions stays."""
        if self.row is None or not request.user.has_perm(f"readers.delete_{self.kind}"):
            raise Http404
        if users := used_by(self.kind, self.row.name):
            told = {"name": self.row, "users": ", ".join(users)}
            messages.error(request, say("“%(name)s” is used by %(users)s. Nothing was deleted.") % told)
            return self.show(request, self.form(instance=self.row, now=now(), label_suffix=""), status=409)
        self.row.delete()
        messages.success(request, say("“%(name)s” is deleted.") % {"name": self.row})
        return redirect(f"readers.{self.kind}s")

    def show(self, request: HttpRequest, form: Any, status: int = 200) -> HttpResponse:
        context = {"form": form, "row": self.row, "title": self.row or self.title, "examples": EXAMPLES}
        context["back"] = f"readers.{self.kind}s"
        context["counted"] = (
            counted(form[form.text].value() or "") if self.kind == "audience" or self.row else {"error": "", "text": ""}
        )
        context["may_delete"] = self.row and request.user.has_perm(f"readers.delete_{self.kind}")
        return render(request, "readers/editor.html", context, status=status)
