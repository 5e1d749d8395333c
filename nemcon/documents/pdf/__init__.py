"""Writes a document as PDF: tagged, for the archive (PDF/A-2a) and for every reader (PDF/UA-1)."""
