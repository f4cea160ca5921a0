"""What people are told of what happens to them and in their hubs."""

NOTICE_KINDS = []
