"""The library's own form, which takes pictures by the same rules as every other door."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import FileInput
from django.utils.translation import gettext_lazy as _
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
    file = PictureField(label=_("File"), widget=FileInput())
