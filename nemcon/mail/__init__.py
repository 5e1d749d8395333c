"""The mail room.

Turns a notice into bytes, hands the bytes to the body's relay, and reads what a local sink kept.
"""
