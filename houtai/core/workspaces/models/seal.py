"""Seals: how far a workspace's hash chains reached, noted outside its database, so that a cut-off end is noticed."""

from __future__ import annotations

from django.db import models

from houtai.core.workspaces.context import current


class Seals(models.QuerySet["Seal"]):
    def of(self, chain: str) -> tuple[int, str] | None:
        """Row number and hash that were sealed last in the current workspace."""
        return self.filter(workspace=current(), chain=chain).values_list("row", "hash").first()

    def press(self, chain: str, *, row: int, hash: str) -> None:  # noqa: A002 - the column is called so
        """Seal the chain up to this row. A seal never moves back."""
        known = self.filter(workspace=current(), chain=chain)
        if not known.exists():
            self.get_or_create(workspace_id=current(), chain=chain, defaults={"row": row, "hash": hash})
        known.filter(row__lt=row).update(row=row, hash=hash)


class Seal(models.Model):
    """chain: the label of the chained model, such as "work.decision"."""

    workspace = models.ForeignKey("workspaces.Workspace", models.CASCADE, related_name="seals")
    chain = models.CharField(max_length=80)
    row = models.BigIntegerField()
    hash = models.CharField(max_length=64)

    objects = Seals.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["workspace", "chain"], name="one_seal_per_chain")]

    def __str__(self) -> str:
        return f"{self.chain} {self.row}"
