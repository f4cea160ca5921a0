"""One list of what waits for a moderator: of this app, and of all that register a source."""
