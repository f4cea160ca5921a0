from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.db.models import Q


class EmailOrUsernameBackend(ModelBackend):
    """Lets a person sign in with either the e-mail address or the user name."""

    def authenticate(self, request, username=None, password=None, **kwargs):
        if not username or password is None:
            return None
        User = get_user_model()
        login = username.strip()
        # Somebody's user name may be another's address: both are asked, the password decides.
        matches = User.objects.filter(Q(username__iexact=login) | Q(email__iexact=login))
        people = list(matches.order_by("pk")[:2])
        if not people:
            # The same time for known and unknown names, so that timing tells nothing.
            User().set_password(password)
            return None
        for user in people:
            if user.check_password(password) and self.user_can_authenticate(user):
                return user
        return None
