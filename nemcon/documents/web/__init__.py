"""Writes a document as HTML: as a page that stands alone, or as a part of another page."""
