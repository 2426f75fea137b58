"""What phones found wrong with the server's own receipts, for the privacy officer.

A server that lies can leave a report out, so every phone tells its person as well (SECURITY.md)."""
