from houtai.core.workspaces.models.handover import HandOver
from houtai.core.workspaces.models.hint import Hint
from houtai.core.workspaces.models.invitation import Invitation
from houtai.core.workspaces.models.outbox import Outbox
from houtai.core.workspaces.models.schedule import ScheduleRun
from houtai.core.workspaces.models.seal import Seal
from houtai.core.workspaces.models.use import Use
from houtai.core.workspaces.models.user import User
from houtai.core.workspaces.models.wake import Wake
from houtai.core.workspaces.models.workspace import Host, Member, Workspace

__all__ = [
    "HandOver",
    "Hint",
    "Host",
    "Invitation",
    "Member",
    "Outbox",
    "ScheduleRun",
    "Seal",
    "Use",
    "User",
    "Wake",
    "Workspace",
]
