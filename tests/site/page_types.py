"""A page of each type, under whatever parent the type allows."""

from wagtail.models import get_page_models

from demo.factories.subjects import get_home

PAGE_TYPES = sorted(
    (model for model in get_page_models() if model.__module__.split(".")[0] != "wagtail"),
    key=lambda model: model._meta.label_lower,
)
LABELS = [model._meta.label_lower for model in PAGE_TYPES]


def make_page(model, _seen=()):
    """A published page of ``model``; its parents are made as need be."""
    home = get_home()
    if isinstance(home, model):
        return home
    if (found := model.objects.live().first()) is not None:
        return found
    parents = [
        parent for parent in model.allowed_parent_page_models() if parent not in (model, *_seen)
    ]
    near = [parent for parent in parents if isinstance(home, parent)]
    parent = home if near else make_page(parents[0], (*_seen, model))
    page = model(title=f"Страница {model.__name__}", slug=model.__name__.lower())
    parent.add_child(instance=page)
    page.save_revision().publish()
    return model.objects.get(pk=page.pk)
