from houtai.modules.insight.models.day import Day

__all__ = ["Day"]
