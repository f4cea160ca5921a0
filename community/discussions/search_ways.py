"""Where one who found nothing may go on: people answer what no page does."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from search.ways import Way


def ask_in_forum(request, query):
    """The way to a new topic; visitors are asked to sign in there."""
    return [
        Way(
            _("Ask in the forum"),
            f"{reverse('discussions:new_topic')}?{urlencode({'title': query})}",
            _("Colleagues answer questions that no page does."),
            icon="messages",
            order=20,
        )
    ]
