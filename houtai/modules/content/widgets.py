"""Lets the editor keep pictures that stand on somebody else's server, as collected texts have them."""

from __future__ import annotations

from typing import Any

from draftjs_exporter.dom import DOM
from wagtail import hooks
from wagtail.admin.rich_text.converters.contentstate_models import Entity
from wagtail.admin.rich_text.converters.html_to_contentstate import AtomicBlockEntityElementHandler
from wagtail.images.rich_text.contentstate import ContentstateImageConversionRule, image_entity


class Elsewhere(AtomicBlockEntityElementHandler):
    """An `<img>`: Wagtail knows only pictures of its own library and would drop it."""

    def create_entity(self, name: str, attrs: dict[str, str], state: Any, contentstate: Any) -> Entity:
        return Entity("IMAGE", "IMMUTABLE", {"src": attrs.get("src", ""), "alt": attrs.get("alt", "")})


def picture(props: dict[str, Any]) -> Any:
    if props.get("id"):
        return image_entity(props)
    return DOM.create_element("img", {"src": props.get("src"), "alt": props.get("alt", "")})


@hooks.register("register_rich_text_features", order=100)
def keep_pictures(features: Any) -> None:
    rule = {
        "from_database_format": {**ContentstateImageConversionRule["from_database_format"], "img": Elsewhere()},
        "to_database_format": {"entity_decorators": {"IMAGE": picture}},
    }
    features.register_converter_rule("contentstate", "image", rule)
