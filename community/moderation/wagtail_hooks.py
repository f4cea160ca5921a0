"""Where moderation plugs into the admin, the notices and people's pages."""
