"""Who searches."""


class Reader:
    """A ``user`` who searches. What has to be known of her at several turns is asked once for
    each search."""

    def __init__(self, user):
        self.user = user
        self._answers = {}

    def once(self, ask):
        """What ``ask(user)`` gives."""
        if ask not in self._answers:
            self._answers[ask] = ask(self.user)
        return self._answers[ask]
