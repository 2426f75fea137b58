"""Losing access: devices taken back, members who leave, what they hand in last, and what is decided about
it."""
