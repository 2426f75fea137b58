"""Append, read, receipts: sealed items in and out, as PROTOCOL.md beside this file writes it."""
