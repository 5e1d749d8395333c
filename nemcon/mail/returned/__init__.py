"""Mail that comes back: what it means, and of which letter it speaks. Pure functions."""
