"""Webhooks, against real HTTP servers."""
