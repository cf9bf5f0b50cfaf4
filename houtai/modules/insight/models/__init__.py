from houtai.modules.insight.models.day import Day
from houtai.modules.insight.models.subject_day import SubjectDay

__all__ = ["Day", "SubjectDay"]
