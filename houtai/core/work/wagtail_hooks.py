from __future__ import annotations

from wagtail import hooks

from houtai.core.work.views.deleting_many import DeleteSnippets

# After Wagtail's own and before those of modules, which delete by actions: the last for a model holds.
hooks.register("register_bulk_action", DeleteSnippets, order=50)
