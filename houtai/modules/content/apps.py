from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContentConfig(AppConfig):
    name = "houtai.modules.content"
    label = "content"
    verbose_name = _("Content")

    def ready(self) -> None:
        from django.db.models.signals import post_save
        from wagtail import hooks
        from wagtail.images import get_image_model
        from wagtail.permissions import register_permission_policy

        from houtai.core.text import crediting, shared
        from houtai.core.work import columns
        from houtai.core.work.views.doors import SubjectPolicy
        from houtai.core.work.views.quiet import keep_quiet
        from houtai.core.workspaces.archive.arriving import lookers
        from houtai.core.workspaces.archive.places import named_in
        from houtai.modules.content.models import Article, StaticPage, arriving, assigned
        from houtai.modules.content.models.crediting import credit
        from houtai.modules.content.models.linking import ArticleLinks
        from houtai.modules.content.models.offered import Offered

        shared.when_settled(ask_links)
        for model in (Article, StaticPage):
            register_permission_policy(model, SubjectPolicy(model))
        keep_quiet(Article)
        hooks.register("register_rich_text_features", lambda features: features.register_link_type(ArticleLinks))
        columns.register(Offered())
        crediting.register(credit)
        lookers.append(arriving.look_over)
        named_in("work.decision", assigned.renumbered)
        post_save.connect(crop_again, sender=get_image_model(), dispatch_uid="content.crop_again")


def crop_again(sender: Any, instance: Any, created: bool, **_more: Any) -> None:
    """A cover whose focal point may have moved is cut anew, before readers ask."""
    from houtai.core.workspaces.tasks import enqueue
    from houtai.modules.content import tasks
    from houtai.modules.content.models import Article

    if not created and Article.objects.filter(live=True, cover=instance.pk).exists():
        enqueue(tasks.crop_image, instance.pk)


def ask_links(draft: Any) -> None:
    from houtai.modules.content.models import Article
    from houtai.modules.content.tasks import want_links

    if isinstance(draft, Article):
        want_links(draft)
