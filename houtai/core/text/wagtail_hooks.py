from __future__ import annotations

from typing import Any

from wagtail import hooks

from houtai.core.text.pictures.embeds import Embeds


@hooks.register("register_rich_text_features", order=100)
def our_pictures(features: Any) -> None:
    """After Wagtail's, whose place it takes."""
    features.register_embed_type(Embeds)
