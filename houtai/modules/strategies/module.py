from django.utils.translation import gettext_lazy as _

from houtai.core.catalog.module import SAVING, Module
from houtai.core.catalog.words import Job, Page
from houtai.modules.strategies import actions, blocks, metrics
from houtai.modules.strategies.views import bulk, desk

__all__ = ["bulk", "module"]

module = Module(
    name="strategies",
    label=_("Strategies"),
    about=_(
        "Strategies decide in people's place: first in shadow, then live on what they are sure of, "
        "with people checking a share."
    ),
    icon="cogs",
    order=50,
    direction=SAVING,
    views=[desk.StrategyViews],
    actions=[
        actions.Shadow,
        actions.Promote,
        actions.StepBack,
        actions.Pause,
        actions.Retire,
        actions.Publish,
        actions.Unpublish,
        actions.Unschedule,
        actions.Delete,
    ],
    blocks=[
        blocks.RuleBlock,
        blocks.ScheduleBlock,
        blocks.CandidatesBlock,
        blocks.AudienceBlock,
        blocks.GuardrailsBlock,
        blocks.TestBlock,
    ],
    relying="houtai.modules.strategies.models.relying.relying_on",
    metrics=[metrics.LabourSaved, metrics.SendingSaved, metrics.VisitsGained],
    pages=[
        Page(
            name="strategies.strategy",
            path="<int:pk>/",
            view="houtai.modules.strategies.views.page.StrategyPage",
            menu=False,
        )
    ],
    schedule=[
        Job(
            name="strategies.tick",
            cron="* * * * *",
            task="houtai.modules.strategies.tasks.tick_strategies",
            until="houtai.modules.strategies.models.foreseen.next_turn",
        ),
    ],
    roles={
        "Managers": [
            "strategies.add_strategy",
            "strategies.change_strategy",
            "strategies.delete_strategy",
            "strategies.publish_strategy",
            "strategies.view_strategy",
            "strategies.run_strategy",
        ],
        "Operators": ["strategies.view_strategy", "strategies.add_strategy", "strategies.change_strategy"],
        "Viewers": ["strategies.view_strategy"],
    },
)
