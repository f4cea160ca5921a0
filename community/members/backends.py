from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.db.models import BooleanField, ExpressionWrapper, Q

from .permissions import can_contribute
from .rights import may_enter_admin

CONTRIBUTE = "subjects.contribute_to_hub"


class EmailOrUsernameBackend(ModelBackend):
    """Lets a person sign in with either the e-mail address or the user name, and answers what
    her memberships allow."""

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
            if not user.check_password(password):
                continue
            if self.user_can_authenticate(user):
                return user
            if user.is_suspended and user.is_active and request is not None:
                # Whoever knows the password is told why it does not open.
                request.suspended_person = user
        return None

    def get_user(self, user_id):
        """As Django's, with what the head of every page asks: the photo, and whether she may
        enter the admin."""
        people = get_user_model()._default_manager.select_related("photo")
        people = people.annotate(
            enters_admin=ExpressionWrapper(may_enter_admin(), output_field=BooleanField())
        )
        user = people.filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None

    def user_can_authenticate(self, user):
        """Also asked at every request of somebody signed in, so a suspension works at once."""
        return super().user_can_authenticate(user) and user.may_sign_in

    def has_perm(self, user_obj, perm, obj=None):
        """Lower floors ask Django whether somebody may contribute to a hub; here is known who
        is a member of it."""
        if perm == CONTRIBUTE and obj is not None:
            return can_contribute(user_obj, obj)
        return super().has_perm(user_obj, perm, obj=obj)
