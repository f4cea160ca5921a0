"""The words of posts as one reader sees them: what is stored without a name or a title is filled
in with those that she may know."""

from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from .cards import cards_in, show_cards
from .mentions import people_called_in, show_mentions


@dataclass
class Wording:
    """What fills in the stored HTML of some posts for ``viewer``."""

    viewer: object
    # Whom the posts call by name, by their keys.
    people: dict = field(default_factory=dict)
    # What they link to, by its path.
    cards: dict = field(default_factory=dict)

    def show(self, html):
        """Stored ``html`` as the viewer reads it."""
        # Mentions first: a title may look like one.
        html = show_mentions(html, self.people, self.viewer)
        # Made by ``rendering.render``, which lets nothing active through.
        return SafeString(show_cards(html, self.cards))


def wording_for(posts, viewer):
    """``Wording`` of ``posts``: two queries at most, and none where they name nothing."""
    return Wording(
        viewer, people_called_in(posts, viewer), cards_in([post.html for post in posts], viewer)
    )
