"""What a desk needs on its first day: a quick way to the newest revision, a check before publishing, pictures for all."""

from typing import Any

from django.db import migrations

NEWEST = """
CREATE INDEX content_newest_revision ON wagtailcore_revision (base_content_type_id, object_id, created_at DESC)
"""


def add_check(apps: Any, schema_editor: Any) -> None:
    """A one-step workflow that an installation may change or drop; it is not made a second time."""
    types = apps.get_model("contenttypes", "ContentType").objects
    article, _ = types.get_or_create(app_label="content", model="article")
    kind, _ = types.get_or_create(app_label="wagtailcore", model="groupapprovaltask")
    managers, _ = apps.get_model("auth", "Group").objects.get_or_create(name="Managers")
    workflow = apps.get_model("wagtailcore", "Workflow").objects.create(name="Editor's check", active=True)
    task = apps.get_model("wagtailcore", "GroupApprovalTask").objects.create(
        name="Editor's check", active=True, content_type=kind
    )
    task.groups.add(managers)
    apps.get_model("wagtailcore", "WorkflowTask").objects.create(workflow=workflow, task_id=task.pk, sort_order=0)
    apps.get_model("wagtailcore", "WorkflowContentType").objects.create(content_type=article, workflow=workflow)


def share_pictures(apps: Any, schema_editor: Any) -> None:
    """Wagtail gives its own groups the pictures; those who work with articles need them too."""
    root = apps.get_model("wagtailcore", "Collection").objects.order_by("path").first()
    wanted = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="wagtailimages", codename__in=["add_image", "change_image", "choose_image"]
    )
    for name in ("Managers", "Operators", "Editors"):
        group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        for permission in wanted:
            apps.get_model("wagtailcore", "GroupCollectionPermission").objects.get_or_create(
                group=group, collection=root, permission=permission
            )


class Migration(migrations.Migration):
    dependencies = [
        ("content", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailimages", "0027_image_description"),
    ]
    operations = [
        migrations.RunSQL(NEWEST, "DROP INDEX content_newest_revision"),
        migrations.RunPython(add_check, migrations.RunPython.noop),
        migrations.RunPython(share_pictures, migrations.RunPython.noop),
    ]
