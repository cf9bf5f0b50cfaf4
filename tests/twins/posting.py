"""Sends every form of the pages walked, in one twin and in the other, and looks at what comes back."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextvars import Context
from dataclasses import dataclass, field
from typing import Any

from houtai.core.workspaces.tests.twins import Twin
from tests.twins import aside, forms
from tests.twins.walk import Walk

# Ends the session that the walk needs.
LEFT_OUT = re.compile(r"/logout/|/password/change/| is_editing")
# Take away what other forms are about, so they come last, and what deletes comes after what hides.
HIDES, DELETES = re.compile(r"revoke|retire|disable|unpublish|erase"), re.compile(r"delete|remove|/members/#/")
GONE = "gone"


@dataclass
class Form:
    """One button of one shape of form, where it was met first.

    number: of the button; fresh: as it came there to each twin, used once and then asked for again.
    """

    place: str
    shape: str
    number: int
    button: dict[str, str]
    fresh: dict[str, Any] = field(default_factory=dict)

    @property
    def turn(self) -> int:
        """2 when it deletes, 1 when it hides, else 0."""
        said = f"{self.place} {self.shape} {self.button}"
        return 2 if DELETES.search(said.replace("-DELETE", "")) else 1 if HIDES.search(said) else 0

    def within(self, page: Any) -> Any:
        """The form of this shape in an answer, or None."""
        return next((one for one in forms.read(self.place, page) if forms.shape(one) == self.shape), None)


class Posting:
    """statuses: how many answers there were of each; waiting, sent: forms, each once for each of its buttons."""

    def __init__(self, walk: Walk) -> None:
        self.walk = walk
        self.shapes: set[str] = set()
        self.waiting: list[Form] = []
        self.sent: list[Form] = []
        self.statuses: Counter[Any] = Counter()
        walk.watch = self.offer

    def offer(self, place: str, answers: list[Any]) -> None:
        """Take up the forms of a page that are of a new shape."""
        found = [forms.read(place, answer) if answer.status_code < 300 else [] for answer in answers]
        shapes = [[forms.shape(form) for form in each] for each in found]
        if shapes[0] != shapes[1]:
            self.walk.leaks.append(f"{place} has other forms: {set(shapes[0]) ^ set(shapes[1])}")
        for shape, *both in zip(shapes[0], *found, strict=False):
            if shape not in self.shapes and not LEFT_OUT.search(shape):
                self.shapes.add(shape)
                for number, button in enumerate(forms.buttons(both[0])):
                    fresh = {} if number else {twin.key: form for twin, form in zip(self.walk.twins, both, strict=True)}
                    self.waiting.append(Form(place, shape, number, button, fresh))

    def alternate(self, *, turn: int) -> None:
        """Each button of each form of this turn in one twin and then in the other; those they lead to as well."""
        Context().run(self._alternate, turn)

    def _alternate(self, turn: int) -> None:
        while form := next((form for form in self.waiting if form.turn <= turn), None):
            self.waiting.remove(form)
            self.sent.append(form)
            self.compare(form, [self.send(twin, form) for twin in self.walk.twins])

    def at_once(self, sample: list[Form]) -> None:
        """Once more, one thread for each twin, both through the same forms."""
        self._comes_back(sample, self._threads(sample))

    def aside(self, sample: list[Form]) -> None:
        """Once more through the ASGI application, both at a time."""
        self._comes_back(sample, Context().run(asyncio.run, aside.send(self, sample)))

    def _threads(self, sample: list[Form]) -> list[list[Any]]:
        def through(twin: Twin) -> list[Any]:
            return [self.send(twin, form) for form in sample]

        with ThreadPoolExecutor(2) as pool:
            runs = [pool.submit(Context().run, through, twin) for twin in self.walk.twins]
            return [run.result() for run in runs]

    def _comes_back(self, sample: list[Form], answers: list[list[Any]]) -> None:
        for form, *both in zip(sample, *answers, strict=True):
            Context().run(self.compare, form, both)

    def send(self, twin: Twin, form: Form) -> Any:
        """The answer, or None when the form is there no more."""
        found = form.fresh.pop(twin.key, None)
        if found is None:
            found = form.within(self.walk.answer(twin, form.place))
        if found is None:
            return None
        answer = self.walk.answer(twin, found.action, self.data(twin, form, found))
        if answer.cookies.get("sessionid"):
            self.walk.cookies[twin.key]["sessionid"] = answer.cookies["sessionid"].value
        self.walk.look(twin, f"the form for {found.action}", answer.told)
        return answer

    def data(self, twin: Twin, form: Form, found: Any) -> dict[str, Any]:
        """found: the form as it came to this twin."""
        pressed = forms.buttons(found)
        values = forms.filled(found, twin.canary, number=self.sent.index(form))
        return {**values, **pressed[min(form.number, len(pressed) - 1)]}

    def compare(self, form: Form, answers: list[Any]) -> None:
        statuses = [getattr(answer, "status_code", GONE) for answer in answers]
        self.statuses[statuses[0]] += 1
        if len(set(statuses)) > 1 or str(statuses[0]).startswith("5"):
            causes = [getattr(answer, "exc_info", None) for answer in answers]
            self.walk.leaks.append(f"{form.shape} at {form.place} is answered with {statuses} {causes}")
        elif statuses[0] == 302 and answers[0].headers["Location"].startswith("/account/login/?"):
            self.walk.leaks.append(f"{form.shape} at {form.place} has lost its session")
        elif statuses[0] == 200:
            self.offer(form.place, answers)
        elif statuses[0] == 302:
            self.follow([answer.headers["Location"] for answer in answers])

    def follow(self, places: list[str]) -> None:
        if places[0] == places[1] and places[0].startswith("/") and places[0] not in self.walk.statuses:
            self.walk.both(places[0])
