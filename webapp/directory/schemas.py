"""The answer of `GET directory`."""

from webapp.api import Jose, Wire, WireId


class DirectoryAnswer(Wire):
    """All that a client needs to verify its colleagues' keys."""

    version: int
    descriptor: Jose
    certificates: list[Jose]
    ended: list[WireId]
    reachable: list[WireId]
    successions: list[Jose]
