from django.db import migrations

from waymark.ledger import guards


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0001_events_payloads_and_heads"),
    ]

    operations = [
        migrations.RunPython(guards.install, guards.remove),
    ]
