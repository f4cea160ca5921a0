"""What staff take off a person's page when it breaks the rules, and put back."""

from django.db import transaction

from ..log import log
from ..models import User
from ..rights import check_can_manage


def _set_hidden(person, actor, is_hidden):
    person.refresh_from_db(from_queryset=User.objects.select_for_update())
    check_can_manage(actor, person)
    if person.profile_is_hidden == is_hidden:
        return False
    person.profile_is_hidden = is_hidden
    person.save(update_fields=["profile_is_hidden"])
    log("members.hide_profile" if is_hidden else "members.show_profile", person, actor)
    return True


@transaction.atomic
def hide_profile(person, actor):
    """Show the photo of ``person`` and her words about herself to nobody but herself. Returns
    whether anything changed; raises ``PermissionDenied`` unless ``actor`` keeps her account."""
    return _set_hidden(person, actor, True)


@transaction.atomic
def show_profile(person, actor):
    """Show them again, as the person has chosen."""
    return _set_hidden(person, actor, False)
