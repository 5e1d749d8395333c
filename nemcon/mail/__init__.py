"""The mail room: turns a notice into bytes, hands the bytes to the body's relay, and reads what a local sink kept."""
