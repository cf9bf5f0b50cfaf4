"""Something of everything in one workspace, made by the product itself, with the canary in every text."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.utils.timezone import now
from PIL import Image as Picture
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Collection, GroupApprovalTask, Workflow, WorkflowContentType, WorkflowTask
from wagtail.users.models import UserProfile

from conftest import PASSWORD
from houtai.core.catalog.catalog import catalog
from houtai.core.events.log import event_log
from houtai.core.events.models import Key
from houtai.core.ledger.closing import close_until
from houtai.core.readers.models import Address, Audience, Consent, Reader, Tag
from houtai.core.work.actions import Because
from houtai.core.work.models import Site
from houtai.core.workspaces import roles
from houtai.core.workspaces.models import User
from houtai.modules.coedit.models import Guest, Room, Version
from houtai.modules.collect.models import Draft, Source
from houtai.modules.content.models import Article, Author, Column, Series, StaticPage, WordList
from houtai.modules.push.models import Policy, Push
from houtai.modules.push.models.arbiter import plan
from houtai.modules.rankings.tests.conftest import keep, shown_and_opened
from houtai.modules.strategies.tests.conftest import written
from tests.twins.rest import fill_rest

OWNER, EDITOR = "owner@example.com", "editor@example.com"


def fill(canary: str, sinks: Any) -> None:
    """The current workspace. The same keys come out in each, because the same is made in the same order."""
    owner = people(canary)
    article = articles(canary, owner)
    site(canary, owner, article)
    together(canary, owner, article)
    decisions(canary, owner)
    readers(canary, sinks)
    pushes(canary, owner, article)
    events(canary, article)
    close_until(now())
    fill_rest(canary)


def people(canary: str) -> Any:
    owner = User.objects.create_superuser(OWNER, PASSWORD)
    editor = User.objects.create_user(EDITOR, PASSWORD)
    roles.assign(editor, "Managers", "Operators", "Editors")
    User.objects.create_user("helper@example.com", PASSWORD)
    User.objects.update(first_name=canary, last_name="Shadow")
    for user in User.objects.all():
        UserProfile.get_for_user(user)
    return User.objects.get(pk=owner.pk)


def articles(canary: str, owner: Any) -> Any:
    collection = Collection.get_first_root_node().add_child(name=f"{canary} collection")
    for number in range(2):
        image = Image.objects.create(title=f"{canary} image", file=picture(canary), collection=collection)
        Document.objects.create(title=f"{canary} text", file=ContentFile(canary.encode(), f"{canary}.txt"))
        author = Author.objects.create(name=f"{canary} author {number}", about=canary)
    column = Column.objects.create(name=f"{canary} column", slug="harbour", about=canary)
    series = Series.objects.create(name=f"{canary} series", slug="harbour", about=canary)
    WordList.objects.create(name=f"{canary} words", words=f"{canary} word")
    body = f"<p>{canary} harbour</p>" + f'<embed embedtype="image" id="{image.pk}" format="fullwidth" alt="{canary}"/>'
    rows = []
    for number in range(3):
        row = Article(title=f"{canary} {number}", body=body, summary=canary, byline=canary, slug="harbour")
        row.author, row.column, row.series, row.cover, row.live = author, column, series, image, False
        row.tags.add(f"{canary} tag")
        row.save()
        row.save_revision(user=owner)
        rows.append(row)
    for row in rows[:2]:
        catalog.action("content.publish").run(row, by=owner, because=canary, revision=row.latest_revision_id, at=now())
    workflow(canary).start(rows[2], owner)
    return Article.objects.get(pk=rows[0].pk)


def site(canary: str, owner: Any, article: Any) -> None:
    """Its name, a page beside the articles, and what stands first on the front page."""
    said = {"name": f"{canary} site", "tagline": canary, "footer": canary, "icp": canary}
    catalog.action("work.change_site").run(Site.objects.kept(), by=owner, because=canary, **said)
    page = StaticPage.objects.create(title=f"{canary} page", slug="harbour", body=f"<p>{canary}</p>")
    catalog.action("content.publish_page").run(page, by=owner, because=canary)
    catalog.action("content.pin").run(article, by=owner, because=canary)


def together(canary: str, owner: Any, article: Any) -> None:
    """A room with a version, a thread and a guest."""
    room = Room.objects.seeded(article, "body")
    Version.keep(room, name=canary, by=canary)
    thread = room.threads.create(epoch=room.epoch, anchor={}, quote=canary, changed=1, resolved_by=canary)
    thread.comments.create(key=f"u{owner.pk}", name=canary, text=canary)
    guest = Guest.objects.create(room=room, name=canary, inviter=owner, expires=now() + timedelta(days=1))
    catalog.action("coedit.invite").run(article, by=owner, because=canary, guest=guest.pk)


def picture(canary: str) -> Any:
    out = io.BytesIO()
    Picture.new("RGB", (64, 48), "teal").save(out, "PNG")
    return ContentFile(out.getvalue(), f"{canary}.png")


def workflow(canary: str) -> Any:
    made = Workflow.objects.create(name=f"{canary} workflow")
    task = GroupApprovalTask.objects.create(name=f"{canary} approval")
    task.groups.add(Group.objects.get(name="Managers"))
    WorkflowTask.objects.create(workflow=made, task=task, sort_order=1)
    kind = ContentType.objects.get_for_model(Article)
    WorkflowContentType.objects.update_or_create(content_type=kind, defaults={"workflow": made})
    return made


def decisions(canary: str, owner: Any) -> None:
    source = Source.objects.create(
        name=f"{canary} feed", url=f"https://{canary}.example/feed", next_at=now() + timedelta(days=900)
    )
    text = f"<p>{canary} harbour office</p>"
    drafts = [
        Draft.objects.create(source=source, title=f"{canary} draft {n}", html=text, words=2, collected_at=now())
        for n in range(6)
    ]
    why = Because(reason=f"{canary} reason", queue="collect.drafts", facts={"title": canary}, touch_ms=4000)
    yesterday = now() - timedelta(days=1, minutes=5)
    for number, name in enumerate(["content.accept", "collect.skip", "content.accept"]):
        catalog.action(name).run(drafts[number], by=owner, because=why, at=yesterday)
    strategy = written(name=f"{canary} clear ones")
    for verb in ("publish", "shadow"):
        catalog.action(f"strategies.{verb}").run(strategy, by=owner, because=canary, at=now())


def readers(canary: str, sinks: Any) -> None:
    tag = Tag.objects.create(name=f"{canary} tag", about=canary)
    doors = (("webpush", sinks.subscription), ("email", sinks.mailbox), ("webhook", sinks.hook))
    for number, (channel, door) in enumerate(doors):
        reader = Reader.objects.known(f"{canary}-r{number}", now=now())
        Reader.objects.filter(pk=reader.pk).update(attributes={"city": canary})
        Address.objects.create(reader=reader, channel=channel, value=door(reader.key), digest=channel, since=now())
        Consent.objects.create(reader=reader, channel="email", given=True, at=now(), how=canary)
    Audience.objects.create(name=f"{canary} all", about=canary, condition="")
    Audience.objects.all().refresh(now=now())
    assert tag.pk


def pushes(canary: str, owner: Any, article: Any) -> None:
    policy = Policy.current()
    policy.holdout, policy.salt, policy.quiet_from, policy.quiet_to = 0, "salt", 0, 0
    policy.save()
    told = {"audience": f"{canary} all", "headlines": [f"{canary} tides"], "channels": ["webpush", "email", "webhook"]}
    catalog.action("push.send").run(article, by=owner, because=canary, at=now(), **told)
    plan(now=now())
    assert Push.objects.count() == 1


def events(canary: str, article: Any) -> None:
    Key.objects.issue(name=f"{canary} key", now=now(), by=User.objects.get(email=OWNER))
    subject = f"content.article:{article.pk}"
    rows = shown_and_opened(subject, shown=20, opened=8, path=f"/{canary}", referrer=f"{canary}.example")
    ago = [now() - timedelta(minutes=5 + n) for n in range(len(rows))]
    keep([row | {"at": at, "received": at, "day": at.date()} for row, at in zip(rows, ago, strict=True)])
    assert event_log().exists()
