"""What the tests of the admin share: addresses and posted forms."""

from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from materials.fields import make_token
from materials.models import Material


def enter(client, user):
    """Sign in as ``user``, or out for ``None``."""
    client.logout()
    if user is not None:
        client.force_login(user)


def admin_url(name, *args, model=Material):
    """The address of a view of the model's viewset."""
    return reverse(model.snippet_viewset.get_url_name(name), args=args)


def file_row(user=None, stored=None, upload=None, title=""):
    """A row of the form: an upload, or a file that is already stored."""
    row = {"title": title, "stored-kept": make_token(stored, user) if stored else ""}
    if upload is not None:
        row["stored"] = upload
    return row


def material_form(files=(), authors=(), **fields):
    """A filled form of a material; ``fields`` replace what is there."""
    fields = {"grades": ["5"], "also_in": [], **fields}
    lists = {name: fields.pop(name) for name in ["grades", "also_in"]}
    form = nested_form_data(
        {
            "title": "Сравнение дробей",
            "summary": "Конспект урока в 5 классе.",
            "kind": "lesson_plan",
            "hub": "",
            "tags": "дроби, ФГОС",
            "licence": "cc_by",
            "age_mark": "6+",
            "comment_policy": "by_type",
            "school": "Гимназия № 3",
            "external_url": "",
            "body": streamfield([]),
            "files": inline_formset(list(files)),
            "authors": inline_formset(list(authors)),
            **fields,
        }
    )
    return {**form, **lists}


def collection_form(items=(), **fields):
    """A filled form of a collection."""
    return nested_form_data(
        {
            "title": "К проверочной по дробям",
            "introduction": rich_text("<p>По порядку.</p>"),
            "hub": "",
            "items": inline_formset(list(items)),
            **fields,
        }
    )
