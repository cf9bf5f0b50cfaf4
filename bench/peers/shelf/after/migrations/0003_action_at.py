from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("shelf", "0002_weight")]
    operations = [migrations.AddIndex("decision", models.Index(fields=["action", "at"], name="by_action_at"))]
