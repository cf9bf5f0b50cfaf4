from houtai.modules.platform.actions.exporting import Export
from houtai.modules.platform.actions.hosts import AddHost, DropHost
from houtai.modules.platform.actions.making import BringIn, Make
from houtai.modules.platform.actions.naming import Rename
from houtai.modules.platform.actions.purging import Purge
from houtai.modules.platform.actions.states import Leave, Resume, Stay, Suspend
from houtai.modules.platform.actions.switching import Switch

__all__ = [
    "AddHost",
    "BringIn",
    "DropHost",
    "Export",
    "Leave",
    "Make",
    "Purge",
    "Rename",
    "Resume",
    "Stay",
    "Suspend",
    "Switch",
]
