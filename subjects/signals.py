"""What happened, told once; notices, counters and reports listen."""

from django.dispatch import Signal

# A hub got, or was given anew, its group, collection and workflow.
# Arguments: ``hub``, ``provision``. Receivers must be idempotent.
hub_provisioned = Signal()

# Somebody did something in a hub.
# Arguments: ``actor`` (User or None), ``verb`` (str), ``target`` (model instance), ``hub`` (or
# None). Sent in the transaction that made the change; receivers must not fail.
activity = Signal()
