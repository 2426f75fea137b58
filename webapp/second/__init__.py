"""The second step at sign-in on a device that the server does not know yet (docs/decisions/013)."""
