"""Web Push (RFC 8030, 8291, 8292): where devices can be woken, and the waking. A push is a hint, never a
message: it carries a fixed sentence and an opaque id (PROTOCOL.md §8).
"""
