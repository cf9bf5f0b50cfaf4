import threading
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context

import pytest
from django.contrib.auth.models import Group
from django.db import transaction

from houtai.core.workspaces import pool
from houtai.core.workspaces.alone import alone

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_many_that_look_first_and_write_then_one_writes():
    ready = threading.Barrier(4)

    def work():
        ready.wait(30)
        with transaction.atomic():
            alone("test")
            if not Group.objects.filter(name__startswith="made by ").exists():
                Group.objects.create(name=f"made by {threading.get_ident()}")
        pool.release()

    with ThreadPoolExecutor(4) as threads:
        for outcome in [threads.submit(copy_context().run, work) for _number in range(4)]:
            outcome.result()
    assert Group.objects.filter(name__startswith="made by ").count() == 1
