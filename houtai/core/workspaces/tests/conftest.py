from houtai.core.workspaces.tests.twins import twins

__all__ = ["twins"]
