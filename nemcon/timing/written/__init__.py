"""How dates and hours are written in each language, as the United Nations writes them there."""
