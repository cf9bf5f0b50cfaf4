from houtai.core.workspaces.models.outbox import Outbox
from houtai.core.workspaces.models.schedule import ScheduleRun
from houtai.core.workspaces.models.seal import Seal
from houtai.core.workspaces.models.user import User
from houtai.core.workspaces.models.workspace import Host, Member, Workspace

__all__ = ["Host", "Member", "Outbox", "ScheduleRun", "Seal", "User", "Workspace"]
