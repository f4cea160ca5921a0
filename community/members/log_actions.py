"""What the log calls each thing that is done with people (Wagtail's own log)."""

from django.utils.translation import gettext_lazy as _

LABELS = {
    "members.edit_profile": _("Profile changed"),
    "members.set_photo": _("Photo put"),
    "members.remove_photo": _("Photo deleted"),
    "members.remove_second_factor": _("Second step of the sign-in switched off by staff"),
    "members.choose_password": _("Password chosen"),
    "members.register": _("Applied to join the site"),
    "members.confirm_email": _("E-mail confirmed"),
    "members.approve_application": _("Let in to the site"),
    "members.refuse_application": _("Application to the site refused"),
    "members.withdraw_application": _("Application to the site taken back"),
    "members.apply_again": _("Applied to the site again"),
    "members.membership_requested": _("Asked to join a hub"),
    "members.membership_withdrawn": _("Request to join a hub taken back"),
    "members.membership_joined": _("Joined a hub"),
    "members.membership_approved": _("Let in to a hub"),
    "members.membership_refused": _("Request to join a hub refused"),
    "members.membership_added": _("Added to a hub"),
    "members.membership_role_changed": _("Role in a hub changed"),
    "members.membership_left": _("Left a hub"),
    "members.membership_excluded": _("Excluded from a hub"),
    "members.membership_removed": _("Taken out of a hub by its groups"),
    "members.suspend": _("Suspended"),
    "members.reinstate": _("Reinstated"),
    "members.change_role": _("Role changed"),
    "members.add_person": _("Added by staff"),
    "members.change_email": _("E-mail changed by staff"),
    "members.confirm_email_by_hand": _("E-mail confirmed by staff"),
    "members.change_rights": _("Rights changed"),
    "members.give_consent": _("Consent given"),
    "members.withdraw_consent": _("Consent withdrawn"),
    "members.draft_text": _("New version of a text begun"),
    "members.publish_text": _("Text published"),
    "members.request_deletion": _("Deletion of the account asked for"),
    "members.cancel_deletion": _("Deletion of the account called off"),
    "members.erase": _("Account deleted"),
    "members.request_export": _("Copy of the person's data asked for"),
    "members.portfolio_add": _("Entry added to the portfolio"),
    "members.portfolio_change": _("Entry of the portfolio changed"),
    "members.portfolio_delete": _("Entry of the portfolio deleted"),
    "members.invite": _("People invited"),
    "members.redeem": _("Came in by a code"),
    "members.withdraw_invitation": _("Invitation withdrawn"),
    "members.renew_invitation": _("Invitation given anew"),
    "members.send_invitation": _("Invitation sent by e-mail"),
    "members.set_new_password": _("Temporary password given by staff"),
    "members.upload_list": _("List of people uploaded"),
    "members.accept_list": _("List of people taken in"),
    "members.drop_list": _("List of people dropped"),
    "members.merge_organisation": _("Organisations merged"),
    "members.unlist_organisation": _("Organisation not offered any more"),
    "members.delete_organisation": _("Organisation deleted"),
}


def register(actions):
    """Tell Wagtail's registry of log actions all of the above."""
    for action, label in LABELS.items():
        actions.register_action(action, label, label)
