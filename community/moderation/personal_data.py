"""What moderation keeps of a person: her complaints, what was decided about her, her appeals."""

from home.plugins import PersonalDataSource

from .actions.cases import settle
from .models import Appeal, Complaint, Decision, Sanction


class ModerationData(PersonalDataSource):
    """Complaints, decisions, sanctions and appeals. Of others she learns nothing: neither who
    complained of her nor who decided."""

    name = "moderation"
    order = 60

    def export(self, person):
        return {
            "complaints.json": [
                {
                    "about": str(row.case),
                    "reason": row.get_rule_display(),
                    "text": row.text,
                    "status": row.get_status_display(),
                    "made": row.created_at,
                }
                for row in Complaint.objects.filter(reporter=person).select_related("case")
            ],
            "decisions-of-moderators.json": [
                {
                    "about": row.target_label,
                    "decision": row.get_act_display(),
                    "rule": row.get_rule_display(),
                    "reason": row.reason,
                    "when": row.decided_at,
                }
                for row in Decision.objects.filter(author=person)
            ],
            "warnings-and-suspensions.json": [
                {
                    "what": row.get_kind_display(),
                    "hub": row.hub.title if row.hub else None,
                    "since": row.starts_at,
                    "until": row.until,
                    "taken_back": row.lifted_at,
                    "reason": row.decision.reason,
                }
                for row in Sanction.objects.filter(user=person).select_related("hub", "decision")
            ],
            "appeals.json": [
                {
                    "against": str(row.decision),
                    "text": row.text,
                    "status": row.get_status_display(),
                    "answer": row.answer,
                    "made": row.created_at,
                }
                for row in Appeal.objects.filter(author=person).select_related("decision")
            ],
        }

    def erase(self, person, public_name):
        """That there was a complaint stays, without her and without her words: what was decided
        on it must stay true. Her sanctions and appeals go with the account; what she was
        complained of as a person has nobody to decide on any more."""
        Complaint.objects.filter(reporter=person).update(reporter=None, text="")
        settle(person)
