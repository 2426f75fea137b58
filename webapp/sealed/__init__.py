"""Sealed records: the second implementation of the formats in `webapp/sync/PROTOCOL.md` (the first is
`static/crypto`).

This package is the only Python that touches joserfc, argon2 or cryptography. It knows no Flask and no
storage. Limit: it runs on a server or in a test, so nothing here may be handed a participant's vault key
outside demo data, tests and an officer's own export.
"""
