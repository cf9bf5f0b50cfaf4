from houtai.core.work.models.claim import Claim
from houtai.core.work.models.decision import Decision
from houtai.core.work.models.request import Request
from houtai.core.work.models.site import Site
from houtai.core.work.models.subject import HasSubject, Subject, Visible
from houtai.core.work.models.touch import Touch

__all__ = ["Claim", "Decision", "HasSubject", "Request", "Site", "Subject", "Touch", "Visible"]
