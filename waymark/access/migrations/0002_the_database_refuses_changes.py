from django.db import migrations

from waymark.access import guards


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(guards.install, guards.remove),
    ]
