from __future__ import annotations

from typing import Any

from wagtail import hooks

from houtai.core.text.embeds.shown import Embeds as Players
from houtai.core.text.notes import Back, Raised
from houtai.core.text.pictures.embeds import Embeds as Pictures


@hooks.register("register_rich_text_features", order=100)
def our_embeds(features: Any) -> None:
    """After Wagtail's, whose place they take."""
    features.register_embed_type(Pictures)
    features.register_embed_type(Players)


@hooks.register("register_rich_text_features")
def our_notes(features: Any) -> None:
    features.register_link_type(Raised)
    features.register_link_type(Back)
