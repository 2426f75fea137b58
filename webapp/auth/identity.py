"""Who is behind a request, as one frozen value that services take instead of Flask's globals."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Identity:
    """A signed-in member on a device. `state` is "ended" also on a revoked device: both may only hand in what
    they wrote, which is then held. `signing` is the member's public signing key."""

    member: str
    device: str
    agency: str
    role: str
    name: str
    state: str
    signing: dict[str, Any] = field(repr=False, compare=False)

    def to_wire(self) -> dict[str, Any]:
        """`signedIn` of PROTOCOL §7."""
        return {
            "member": self.member,
            "device": self.device,
            "agency": self.agency,
            "role": self.role,
            "name": self.name,
            "state": self.state,
        }
