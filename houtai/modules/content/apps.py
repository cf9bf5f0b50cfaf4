from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContentConfig(AppConfig):
    name = "houtai.modules.content"
    label = "content"
    verbose_name = _("Content")

    def ready(self) -> None:
        from wagtail.permissions import register_permission_policy

        from houtai.core.work.views.doors import SubjectPolicy
        from houtai.core.work.views.quiet import keep_quiet
        from houtai.modules.content.models import Article

        register_permission_policy(Article, SubjectPolicy(Article))
        keep_quiet(Article)
