"""Sotto's server: an application factory and nothing that runs by being imported.

routes (HTTP only) → service (rules, no Flask) → storage (rows). Formats are in `sealed`, the wire in
`sync/PROTOCOL.md`.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask_openapi3.openapi import OpenAPI

    from webapp.clock import Clock
    from webapp.config import Settings


def create_app(settings: "Settings | None" = None, *, clock: "Clock | None" = None) -> "OpenAPI":
    """The WSGI app; without `settings` they come from the environment. See `webapp.application`."""
    # Imported here so that a package that knows no Flask (`webapp.sealed`) can be imported without it.
    from webapp.application import build
    from webapp.clock import utc_now
    from webapp.config import Settings

    return build(settings or Settings.from_environment(), clock or utc_now)
