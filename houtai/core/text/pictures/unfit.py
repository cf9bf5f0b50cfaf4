"""Why a picture is not taken, each as a class with a short `reason` for the books and a sentence for people."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _


class Unfit(ValueError):
    """Raised by `read`. `reason` is stable; `str(error)` is in the reader's language."""

    reason: ClassVar[str] = "broken"
    message: ClassVar[Any] = _("The picture is damaged and cannot be read.")

    def __init__(self, **details: Any) -> None:
        super().__init__(self.reason)
        self.details = details

    def __str__(self) -> str:
        return str(self.message) % self.details


class NotAPicture(Unfit):
    reason = "not_a_picture"
    message = _("This is no picture that is taken. Taken are JPEG, PNG, WebP, GIF and AVIF.")


class TooManyBytes(Unfit):
    reason = "too_many_bytes"
    message = _("The picture is larger than %(megabytes)s MB. Make it smaller and try again.")


class TooManyPixels(Unfit):
    reason = "too_many_pixels"
    message = _("The picture has more than %(millions)s million pixels. Make it smaller and try again.")


class TooManyFrames(Unfit):
    reason = "too_many_frames"
    message = _("The picture moves for too long: it has more than %(frames)s frames. Make it shorter and try again.")
