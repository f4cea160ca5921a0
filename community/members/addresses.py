"""The e-mail address of a person as the pages of accounts know it: confirmed or not."""

from allauth.account.models import EmailAddress


def replace_addresses(user, email):
    """``email`` is the only address of ``user`` from now on, and not confirmed yet."""
    EmailAddress.objects.filter(user=user).delete()
    if email:
        EmailAddress.objects.create(user=user, email=email, primary=True, verified=False)


def is_email_confirmed(user):
    """Whether the person has proved that her address is hers, or staff vouch for it."""
    found = EmailAddress.objects.filter(user=user, email__iexact=user.email or "", verified=True)
    return found.exists()


def trust_address(user):
    """The address of ``user`` counts as confirmed."""
    EmailAddress.objects.filter(user=user).delete()
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
