"""People: pages, links and the HTTP API."""
