"""Where moderators meet the works that are sent to them: in the admin."""
