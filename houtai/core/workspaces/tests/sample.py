"""Tasks for the tests of the queue; they leave their trace in users' names."""

import os
import signal

from houtai.core.workspaces.models import User
from houtai.core.workspaces.tasks import task


@task
def rename(pk, name):
    User.objects.filter(pk=pk).update(last_name=name)


@task
def count(pk):
    user = User.objects.get(pk=pk)
    User.objects.filter(pk=pk).update(last_name=f"{user.last_name}i")


@task
def die_once(pk):
    user = User.objects.get(pk=pk)
    if not user.last_name:
        User.objects.filter(pk=pk).update(last_name="tried")
        os.kill(os.getpid(), signal.SIGKILL)
    User.objects.filter(pk=pk).update(last_name="done")


@task
def break_down():
    raise ValueError("broken")
