"""Conditions in words: who has a tag, an attribute, or did something often enough. `parse`, then `Evaluation.of`.

tag:"vip" and not (attribute:city is "Beijing" or did view at least 3 times in 7 days)
"""

from houtai.core.readers.conditions.evaluation import Circle, Evaluation
from houtai.core.readers.conditions.nodes import Condition
from houtai.core.readers.conditions.parser import parse
from houtai.core.readers.conditions.words import BadCondition, UnknownThing

__all__ = ["BadCondition", "Circle", "Condition", "Evaluation", "UnknownThing", "parse"]
