"""The negotiation of a text paragraph by paragraph, and the Chair's compilation: pure."""
