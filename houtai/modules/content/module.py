from django.utils.translation import gettext_lazy as _

from houtai.core.catalog.module import SUPPORT, Module
from houtai.core.catalog.words import CHANGES, Job, Page
from houtai.modules.content import actions, points, queues
from houtai.modules.content.models.archives import decisions
from houtai.modules.content.views import desk, listed
from houtai.modules.content.views.assigned import Assigned
from houtai.modules.content.views.broken import Broken
from houtai.modules.content.views.static_pages import StaticPageViews

VIEWS = "houtai.modules.content.views"


def article(*verbs: str) -> list[str]:
    return [f"content.{verb}_article" for verb in verbs]


def lists(*verbs: str) -> list[str]:
    return [f"content.{verb}_{name}" for verb in verbs for name in ("author", "column", "series")]


module = Module(
    name="content",
    label=_("Content"),
    about=_("Articles: written, checked, published and read."),
    icon="doc-full",
    order=20,
    direction=SUPPORT,
    views=[
        desk.ArticleViews,
        listed.ColumnViews,
        listed.AuthorViews,
        listed.SeriesViews,
        StaticPageViews,
        desk.WordListViews,
    ],
    pages=[
        Page(
            name="content.calendar",
            path="calendar/",
            view="houtai.modules.content.views.calendar.Calendar",
            label=_("Calendar"),
            icon="calendar",
            permission="content.view_article",
        ),
        Page(name="content.linkable", path="linkable/", view=f"{VIEWS}.linkable.linkable", menu=False),
        Page(name="content.move", path="calendar/move/", view="houtai.modules.content.views.moving.Move", menu=False),
        Page(
            name="content.tags",
            path="tags/",
            view="houtai.modules.content.views.tags.TagList",
            label=_("Tags"),
            icon="tag",
            permission="content.view_topic",
        ),
        Page(name="content.add_export", path="export/", view=f"{VIEWS}.exports.AddExport", menu=False),
        Page(name="content.export", path="export/<int:pk>/", view=f"{VIEWS}.exports.ExportPage", menu=False),
        Page(name="content.download", path="export/<int:pk>/file/", view=f"{VIEWS}.exports.Download", menu=False),
        Page(name="content.add_import", path="import/", view=f"{VIEWS}.imports.AddImport", menu=False),
        Page(name="content.import", path="import/<int:pk>/", view=f"{VIEWS}.imports.ImportPage", menu=False),
        Page(
            name="content.crops",
            path="crops/<int:pk>/",
            view=f"{VIEWS}.crops.crops",
            permission="content.change_article",
            menu=False,
        ),
    ],
    urls="houtai.modules.content.urls",
    links=["houtai.modules.content.views.links.links"],
    api="houtai.modules.content.api.routes.router",
    actions=[
        actions.Publish,
        actions.Schedule,
        actions.Unpublish,
        actions.Unschedule,
        actions.Delete,
        actions.Submit,
        actions.CancelReview,
        actions.Approve,
        actions.Reject,
        actions.Reopen,
        actions.Assign,
        actions.Reschedule,
        actions.Correct,
        actions.Uncorrect,
        actions.Write,
        actions.Revise,
        actions.Place,
        actions.Tag,
        actions.Duplicate,
        actions.RemoveCopy,
        actions.SettleHeadline,
        actions.PinArticle,
        actions.UnpinArticle,
        actions.AddPage,
        actions.ChangePage,
        actions.RemovePage,
        actions.DeletePage,
        actions.BringBackPage,
        actions.PublishPage,
        actions.WithdrawPage,
        actions.MergeTag,
        actions.UnmergeTag,
        actions.AddAuthor,
        actions.ChangeAuthor,
        actions.RemoveAuthor,
        actions.DeleteAuthor,
        actions.BringBackAuthor,
        actions.AddColumn,
        actions.ChangeColumn,
        actions.RemoveColumn,
        actions.DeleteColumn,
        actions.BringBackColumn,
        actions.AddSeries,
        actions.ChangeSeries,
        actions.RemoveSeries,
        actions.DeleteSeries,
        actions.BringBackSeries,
        actions.Accept,
        actions.Take,
        actions.Giveback,
        decisions.ImportArticle,
        decisions.TakeBackImport,
    ],
    queues=[queues.Reviews],
    panels=[Assigned, Broken],
    points=[points.Headlines],
    schedule=[
        Job(
            name="content.publish_scheduled",
            cron="* * * * *",
            task="houtai.modules.content.tasks.publish_scheduled",
            until="houtai.core.work.models.foreseen.next_change",
        ),
        Job(
            name="content.file_articles",
            cron="* * * * *",
            task="houtai.modules.content.tasks.file_articles",
            until="houtai.core.text.search.refiling.next_turn",
        ),
        Job(
            name="content.ask_links_again",
            cron="*/4 * * * *",
            task="houtai.modules.content.tasks.ask_links_again",
            until="houtai.modules.content.models.asking_again.next_turn",
        ),
        Job(name="content.tidy", cron="23 3 * * *", task="houtai.modules.content.tasks.tidy", until=CHANGES),
        Job(
            name="content.crop_covers",
            cron="23 4 * * *",
            task="houtai.modules.content.tasks.crop_covers",
            until=CHANGES,
        ),
    ],
    roles={
        "Managers": [
            *article("view", "add", "change", "delete", "publish", "lock", "unlock"),
            *lists("view", "add", "change", "delete"),
            "content.view_topic",
            "content.change_topic",
            *(f"content.{verb}_staticpage" for verb in ("view", "add", "change", "delete")),
            *(f"content.{verb}_wordlist" for verb in ("view", "add", "change", "delete")),
            *(f"wagtailcore.{verb}_{name}" for verb in ("add", "change", "delete") for name in ("workflow", "task")),
        ],
        "Operators": [*article("view", "add", "change", "publish"), *lists("view")],
        "Editors": [*article("view", "add", "change", "lock"), *lists("view"), "content.add_author"],
        "Viewers": article("view"),
    },
)
