"""The rules of a body as a book for people: chapters, a diagram, a worked timeline. Pure."""
