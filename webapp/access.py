"""Who may call what. Default-deny: a view that says nothing is for active members only.

`PUBLIC_ENDPOINTS` is the whole list of what answers without a sign-in. `@requires(…)` says otherwise for a
view: "officer" (active, with that role), "signed-in" (waiting, ended or revoked too)."""

from collections.abc import Callable
from typing import Literal, TypeVar

from flask import Flask, g, request

from webapp.auth.identity import Identity
from webapp.errors import NotAllowed, SignedOut

PUBLIC_ENDPOINTS = frozenset(
    {
        "healthz",
        "pwa.shell",
        "pwa.manifest",
        "pwa.service_worker",
        "pwa.asset",
        "pwa.icon",
        "auth.session_state",
        "auth.sign_in_parameters",
        "auth.sign_in",
        "auth.look_at_invitation",
        "auth.enrol",
        "auth.look_at_set_up",
        "auth.set_up",
        "leaving.leave",
        "recovery.ask",
        "recovery.look",
        "recovery.finish",
        "openapi",
    }
)

Requirement = Literal["active", "officer", "signed-in"]
View = TypeVar("View", bound=Callable[..., object])
_ATTRIBUTE = "__sotto_requires__"


def requires(requirement: Requirement) -> Callable[[View], View]:
    """Mark a view with what it takes, other than an active member."""

    def mark(view: View) -> View:
        setattr(view, _ATTRIBUTE, requirement)
        return view

    return mark


def current() -> Identity:
    """Who is signed in. Only for views that are not public."""
    identity: Identity | None = g.get("identity")
    if identity is None:
        raise SignedOut
    return identity


def init_access(app: Flask) -> None:
    """Check every request of `app` before anything else looks at it."""

    @app.before_request
    def deny_by_default() -> None:
        if request.endpoint is None or request.endpoint in PUBLIC_ENDPOINTS:
            return  # No endpoint: the router answers 404 or 405 itself.
        identity = current()
        requirement = getattr(app.view_functions[request.endpoint], _ATTRIBUTE, "active")
        if requirement == "signed-in":
            return
        if identity.state != "active" or (requirement == "officer" and identity.role != "officer"):
            raise NotAllowed
