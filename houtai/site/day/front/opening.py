"""Opens everything out front for the time of a day: collector, doors and crowd; closes it again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from houtai.core.events.log import event_log
from houtai.core.workspaces.context import current
from houtai.core.workspaces.engine import folder_of
from houtai.core.workspaces.registry import origin_of
from houtai.modules.push.models import Push
from houtai.modules.push.sample import Sinks
from houtai.site.day.cast import Cast
from houtai.site.day.chores import Chores
from houtai.site.day.front.crowd import gather
from houtai.site.day.front.doors import Doors
from houtai.site.day.front.front import Front
from houtai.site.day.front.mover import moving
from houtai.site.day.front.post import posting
from houtai.site.day.front.stage import new_key, set_up
from houtai.site.day.front.tally import Tally
from houtai.site.day.plan import Plan
from houtai.site.day.server import PortTaken


@contextmanager
def opened(plan: Plan, cast: Cast, chores: Chores, *, file: Path) -> Iterator[Front]:
    """file: where the plan is kept, now with ports and with where the books begin."""
    files = {name: folder_of(current()) / f"day-{name}.jsonl" for name in ("tally", "received", "clock")}
    if plan.push < 0:
        for old in files.values():
            old.unlink(missing_ok=True)
        plan = replace(plan, commit=newest_commit(), push=newest_push()).save(file)
    port, smtp_port = plan.doors
    doors = Doors(seed=plan.key, keep=files["received"], clock=files["clock"], port=port, smtp_port=smtp_port)
    token, tally = new_key(now=datetime.now(tz=UTC)), Tally(files["tally"])
    host = origin_of(current()).partition("//")[2]
    with listening(doors) as sinks, posting(host=host, token=token, again=tally.repeat) as post, moving() as mover:
        plan = replace(plan, doors=(sinks.port, sinks.smtp_port)).save(file)
        stage = set_up(plan, manager=cast.manager)
        crowd = gather(plan.readers, at=plan.at(0), doors=doors)
        yield Front(
            plan=plan,
            crowd=crowd,
            stage=stage,
            doors=doors,
            post=post,
            mover=mover,
            tally=tally,
            chores=chores,
            operator=cast.operators[0],
            manager=cast.manager,
        )


@contextmanager
def listening(doors: Doors) -> Iterator[Sinks]:
    """Raises PortTaken."""
    with ExitStack() as stack:
        try:
            sinks = stack.enter_context(doors.sinks)
        except OSError as error:
            ports = f"one of the ports {doors.sinks.port} and {doors.sinks.smtp_port}, with which the day began,"
            raise PortTaken(f"{ports} is taken; stop what listens there") from error
        yield sinks


def newest_commit() -> int:
    log = event_log()
    return int(log.rows()["commit"].max().to_pyarrow().as_py() or 0) if log.exists() else 0


def newest_push() -> int:
    return Push.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
