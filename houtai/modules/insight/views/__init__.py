from houtai.modules.insight.views.export import Export
from houtai.modules.insight.views.subject import SubjectPage
from houtai.modules.insight.views.traffic import TrafficPage

__all__ = ["Export", "SubjectPage", "TrafficPage"]
