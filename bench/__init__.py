"""Measurements, each beside its limit: `make bench`, or `python -m bench --only filings`."""
