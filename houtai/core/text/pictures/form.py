"""The library's own form, which takes pictures by the same rules as every other door."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from houtai.core.text.pictures.picture import MOST_BYTES, read
from houtai.core.text.pictures.unfit import TooManyBytes, Unfit


class PictureField(WagtailImageField):
    """Looks before Wagtail does, which opens the file to measure it. Gives the picture its true extension."""

    def to_python(self, data: Any) -> Any:
        if data in self.empty_values:
            return super().to_python(data)
        try:
            if data.size > MOST_BYTES:
                raise TooManyBytes(megabytes=MOST_BYTES // 2**20)
            picture = read(data.read())
        except Unfit as unfit:
            raise ValidationError(str(unfit), code=unfit.reason) from None
        name = f"{PurePath(data.name).stem or 'picture'}.{picture.extension}"
        return super().to_python(SimpleUploadedFile(name, picture.data, f"image/{picture.kind.lower()}"))


class PictureForm(BaseImageForm):
    """Only where there is a field for the file: Wagtail leaves it out where the words alone are changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if usual := self.fields.get("file"):
            self.fields["file"] = PictureField(
                label=usual.label, help_text=usual.help_text, required=usual.required, widget=usual.widget
            )
