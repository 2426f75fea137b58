"""What lies on the server, as `flask verify` finds it: counted, every receipt and signature looked at."""

import re
from dataclasses import dataclass

from tests.browser.world import Server, environment, run_command


@dataclass(frozen=True)
class Records:
    """How many of each."""

    vaults: int
    envelopes: int
    grants: int


def command(server: Server, *arguments: str) -> str:
    """One `flask …` command on this server's machine."""
    return run_command(list(arguments), environment(server.data, server.assets, server.port))


def records_of(server: Server) -> Records:
    """All of them; each envelope is there once, and is as it was signed."""
    report = command(server, "verify")
    assert "Everything is as it was signed." in report, report
    found = re.search(r": ([\d,]+) vaults, ([\d,]+) envelopes with receipts, ([\d,]+) grants", report)
    assert found, report
    return Records(*(int(each.replace(",", "")) for each in found.groups()))
