from django.db import migrations


def add_grades(apps, schema_editor):
    Grade = apps.get_model("materials", "Grade")
    titles = {0: "Дошкольники", **{number: f"{number} класс" for number in range(1, 12)}}
    for number, title in titles.items():
        Grade.objects.get_or_create(number=number, defaults={"title": title})


class Migration(migrations.Migration):
    """The school years: a fixed list, so that every installation has the same."""

    dependencies = [("materials", "0001_initial")]
    operations = [migrations.RunPython(add_grades, migrations.RunPython.noop)]
