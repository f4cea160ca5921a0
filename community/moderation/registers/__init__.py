"""The registers of moderation: what was complained of, decided, imposed and appealed against,
and the words that the site watches for."""
