"""What chance knows a subject by: which one of its kind it is. Its key would not do, for after a kill PostgreSQL gives
other keys, and a day that goes on would be another day.
"""

from __future__ import annotations

from houtai.core.work.models import Subject


def number_of(subject: Subject) -> str:
    """1 for the first of its kind."""
    return str(Subject.objects.filter(kind=subject.kind, id__lte=subject.pk).count())


def name_of(subject: Subject) -> str:
    return f"{subject.kind}:{number_of(subject)}"
