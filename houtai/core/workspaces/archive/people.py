"""Who belongs to a workspace, and under which number: people are known by their address, everywhere."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.auth.hashers import make_password

from houtai.core.workspaces.archive.admitting import in_use
from houtai.core.workspaces.archive.manifest import InvitationPart, Person, Registry, SealPart, UsePart
from houtai.core.workspaces.engine import CONTROL
from houtai.core.workspaces.models import Invitation, Member, Seal, Use, User, Workspace


def registry_of(key: str) -> Registry:
    """What the control database knows of a workspace. The current workspace has to be this one."""
    workspace = Workspace.objects.get(pk=key)
    return Registry(
        name=workspace.name,
        hosts=sorted(workspace.hosts.values_list("name", flat=True)),
        off=list(workspace.off),
        people=list(_people(key)),
        seals=[SealPart(**row) for row in Seal.objects.filter(workspace=key).values("chain", "row", "hash")],
        invitations=[_invitation(row) for row in Invitation.objects.filter(workspace=key)],
        uses=[
            UsePart(**row)
            for row in Use.objects.filter(workspace=key).values("module", "month", "count", "first_at", "last_at")
        ],
    )


def keys_for(people: Iterable[Person]) -> dict[int, int]:
    """The number here for each person's number there: that of the identity with their address, their own if it is
    free, else a new one.
    """
    people = list(people)
    known = dict(User.objects.using(CONTROL).values_list("email", "pk"))
    taken = {*known.values(), *(person.key for person in people)}
    free = itertools.count(max(taken, default=0) + 1)
    found = {}
    for person in people:
        here = known.get(person.email.strip().lower())
        if here is None:
            here = next(free) if person.key in known.values() else person.key
        found[person.key] = here
    return found


def settle(
    workspace: Workspace, registry: Registry, keys: dict[int, int], *, seals: dict[str, str], member: int | None
) -> None:
    """Write all of it into the control database, in the transaction at hand. seals: hashes that are others now; member:
    the only identity in use here that becomes a member unasked.
    """
    asked = in_use(keys.values()) - {member}
    for person in registry.people:
        _identity(person, keys[person.key])
    members = [(person, keys[person.key]) for person in registry.people if person.member]
    members = [(person, key) for person, key in members if key not in asked]
    rows = [Member(workspace=workspace, user_id=key, active=person.active) for person, key in members]
    Member.objects.bulk_create(rows)
    for row, (person, _key) in zip(rows, members, strict=True):
        if person.joined_at:
            Member.objects.filter(pk=row.pk).update(joined_at=person.joined_at)
    for seal in registry.seals:
        hash_now = seals.get(seal.chain, seal.hash)
        Seal.objects.create(workspace=workspace, chain=seal.chain, row=seal.row, hash=hash_now)
    Use.objects.bulk_create(Use(workspace=workspace, **_values(use)) for use in registry.uses)
    _invite(workspace, registry.invitations, keys)


def _people(key: str) -> Iterator[Person]:
    members = {member.user_id: member for member in Member.objects.filter(workspace=key)}
    for user in User.objects.order_by("pk"):
        member, names = members.get(user.pk), (user.first_name, user.last_name, user.locale)
        yield Person(
            key=user.pk,
            email=user.email,
            **dict(zip(("first_name", "last_name", "locale"), names, strict=True)),
            member=member is not None,
            active=bool(member and member.active),
            joined_at=member.joined_at if member else None,
        )


def _invitation(row: Invitation) -> InvitationPart:
    names = ("email", "roles", "digest", "inviter", "created_at", "expires_at", "accepted_at", "withdrawn_at")
    return InvitationPart(**{name: getattr(row, name) for name in names})


def _identity(person: Person, key: int) -> None:
    if not User.objects.using(CONTROL).filter(pk=key).exists():
        email = person.email.strip().lower()
        names = {"first_name": person.first_name[:150], "last_name": person.last_name[:150]}
        user = User(pk=key, email=email, locale=person.locale[:10], password=make_password(None), **names)
        user.save(using=CONTROL, force_insert=True)


def _invite(workspace: Workspace, invitations: Iterable[InvitationPart], keys: dict[int, int]) -> None:
    """A link that is known here already leads to the workspace it was made for."""
    known = set(Invitation.objects.values_list("digest", flat=True))
    for part in invitations:
        if part.digest not in known:
            values = {**_values(part), "inviter": keys.get(part.inviter or 0), "roles": list(part.roles)}
            row = Invitation.objects.create(workspace=workspace, **values)
            Invitation.objects.filter(pk=row.pk).update(created_at=part.created_at)


def _values(part: Any) -> dict[str, Any]:
    return {name: getattr(part, name) for name in part.__struct_fields__}
