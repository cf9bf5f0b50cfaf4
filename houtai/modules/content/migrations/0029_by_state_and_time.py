from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("content", "0028_subjects_have_places")]

    operations = [
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["state", "updated"], name="content_of_state"),
        ),
    ]
