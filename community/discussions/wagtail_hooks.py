"""Where discussions plug into hubs, pages, the search, people's pages and the admin."""
