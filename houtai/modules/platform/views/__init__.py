from houtai.modules.platform.views.detail import Detail
from houtai.modules.platform.views.listed import Listed
from houtai.modules.platform.views.making import Free, Made, Make
from houtai.modules.platform.views.several import Several
from houtai.modules.platform.views.turning import Turn

__all__ = ["Detail", "Free", "Listed", "Made", "Make", "Several", "Turn"]
