"""For whoever has lost both the phone and the recovery codes."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from ...actions import second_factor
from ...models import User


class Command(BaseCommand):
    help = "Switch the second step of the sign-in off for one person."

    def add_arguments(self, parser):
        parser.add_argument("username", help="user name or e-mail")

    def handle(self, username, **options):
        user = User.objects.filter(username=username).first()
        user = user or User.objects.filter(email__iexact=username).first()
        if user is None:
            raise CommandError(_("There is nobody with this user name or e-mail."))
        if second_factor.remove(user):
            self.stdout.write(_("The second step of the sign-in is switched off."))
        else:
            self.stdout.write(_("There was no second step of the sign-in."))
