"""The back office of a content business."""

__version__ = "0.1.0"
