from houtai.modules.coedit.widgets.editor import Together

__all__ = ["Together"]
