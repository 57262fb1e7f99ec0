from django.db import migrations, models


class Migration(migrations.Migration):
    """The timetable of ready releases; what stood on air is made again by `qurultai render-site`."""

    dependencies = [
        ("kit", "0001_initial"),
    ]

    operations = [
        migrations.DeleteModel(name="ReadyRelease"),
        migrations.CreateModel(
            name="ReadyRelease",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("edition_id", models.UUIDField()),
                ("release", models.PositiveIntegerField()),
                ("on_air_at", models.DateTimeField()),
                ("made_of", models.CharField(blank=True, default="", max_length=64)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("edition_id", "on_air_at"), name="one_release_at_a_time")
                ],
            },
        ),
    ]
