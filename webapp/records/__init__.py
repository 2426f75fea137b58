"""An agency's whole record, opened with its recovery kit and written where a person can read it (`flask
records export`).

Nothing that answers a phone imports this package: it holds what a server must never hold, keys that open
records. It is meant for a machine without a network (docs/records-export.md).
"""
