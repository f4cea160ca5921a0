"""What happened, told once; notices, counters and reports listen."""

from django.dispatch import Signal

# A hub got, or was given anew, its group, collection and workflow.
# Arguments: ``hub``, ``provision``. Receivers must be idempotent.
hub_provisioned = Signal()

# Somebody did something in a hub.
# Arguments: ``actor`` (User or None), ``verb`` (str), ``target`` (model instance), ``hub`` (or
# None). Sent in the transaction that made the change; receivers must not fail.
activity = Signal()

# Somebody has seen what stands at some addresses: what she was told of it is no news any more.
# Arguments: ``user``, ``urls``.
seen = Signal()

# What stood at some addresses cannot be read any more, and what people were told of it goes too.
# Arguments: ``urls``.
gone = Signal()

# What stands at some addresses reads otherwise now; what people were told of it follows.
# Arguments: ``urls``, ``replaced``: pairs of words before and now. Without any, its words are
# told no more.
reworded = Signal()
