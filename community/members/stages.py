"""What stands between the right password and the session."""

from allauth.account.stages import EmailVerificationStage
from allauth.account.utils import has_verified_email

from .actions import registration
from .enums import RegistrationStatus, UserStatus
from .models import Registration


def must_confirm(user):
    """Whether ``user`` has registered and not confirmed her address yet."""
    if user.status != UserStatus.PENDING:
        return False
    return Registration.objects.filter(user=user, status=RegistrationStatus.UNCONFIRMED).exists()


class ConfirmEmailStage(EmailVerificationStage):
    """Asks newcomers for the code from the letter. Those whom staff took in, invited or made
    need no address at all."""

    def handle(self):
        user = self.login.user
        if user is not None:
            if not must_confirm(user):
                return None, True
            if has_verified_email(user):
                registration.confirm_email(user)
                return None, True
        return super().handle()
