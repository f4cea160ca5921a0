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
        matches = User.objects.filter(Q(username__iexact=login) | Q(email__iexact=login))
        user = matches.order_by("pk").first()
        if user is None:
            # The same time for known and unknown names, so that timing tells nothing.
            User().set_password(password)
            return None
        if user.check_password(password) and self.user_can_authenticate(user):
            return user
        return None
