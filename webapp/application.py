"""`build` (behind `create_app`): puts the parts together. Clock, storage and keys are made or passed in here,
and only here.

Order matters in `before_request`: the log starts its watch, access denies, then body and origin are checked,
then the CSRF token, and only then does a view run."""

from importlib.metadata import PackageNotFoundError, version
from typing import Any

from flask import Response, jsonify
from flask_openapi3.models.info import Info
from flask_openapi3.openapi import OpenAPI
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from webapp.access import init_access
from webapp.admin.routes import api as admin_api
from webapp.api import PREFIX, ErrorAnswer
from webapp.auth.routes import api as auth_api
from webapp.auth.service import Decoy
from webapp.auth.sessions import DatabaseSessions
from webapp.cli import init_commands
from webapp.clock import Clock
from webapp.config import MAX_BODY, Settings
from webapp.directory.routes import api as directory_api
from webapp.failures import answer_validation, init_failures
from webapp.headers import init_headers
from webapp.intake import init_intake
from webapp.leaving.routes import api as leaving_api
from webapp.logs import init_logs, log_unexpected
from webapp.push.routes import api as push_api
from webapp.pwa.routes import blueprint as pwa_blueprint
from webapp.recovery.routes import api as recovery_api
from webapp.reports.routes import api as reports_api
from webapp.sealed.receipts import ReceiptKey
from webapp.second.routes import api as second_api
from webapp.storage import create_storage
from webapp.sync.routes import api as sync_api


def _version() -> str:
    try:
        return version("sotto")
    except PackageNotFoundError:  # Run from a checkout that is not installed as a distribution.
        return "0.1.0"


VERSION = _version()
CSRF_HEADER = "X-CSRFToken"
_APIS = (
    auth_api,
    directory_api,
    sync_api,
    admin_api,
    push_api,
    leaving_api,
    recovery_api,
    reports_api,
    second_api,
)


class Application(OpenAPI):
    """Flask's app, but an exception that nothing answered is logged without its text."""

    def log_exception(self, exc_info: Any) -> None:
        """Flask would print the traceback, in which a value may stand, and the path, in which an id may."""
        log_unexpected(self, self.extensions["clock"], exc_info[1])


def build(settings: Settings, clock: Clock) -> Application:
    """The WSGI app. Does not touch the database's tables and starts no thread."""
    storage = create_storage(settings)
    sessions = DatabaseSessions(storage, clock, settings.secure)
    app = _new_application(settings, sessions)
    app.extensions.update(
        settings=settings,
        storage=storage,
        clock=clock,
        receipt_key=ReceiptKey.load_or_create(settings.receipt_key_file),
        decoy=Decoy(),
    )
    init_logs(app, clock, settings.log_file)
    init_headers(app, settings)
    init_failures(app, clock)
    init_access(app)
    init_intake(app, settings)
    CSRFProtect(app)
    _add_routes(app)
    init_commands(app)
    return app


def _new_application(settings: Settings, sessions: DatabaseSessions) -> Application:
    app = Application(
        __name__.partition(".")[0],
        info=Info(title="Sotto", version=VERSION),
        static_folder=None,
        doc_ui=False,
        security_schemes={
            "signIn": {"type": "apiKey", "in": "cookie", "name": sessions.cookie_name},
            "csrf": {"type": "apiKey", "in": "header", "name": CSRF_HEADER},
        },
        openapi_extensions={"security": [{"signIn": [], "csrf": []}]},
        validation_error_status=400,
        validation_error_model=ErrorAnswer,
        validation_error_callback=answer_validation,
    )
    app.secret_key = settings.secret_key.reveal()
    app.session_interface = sessions
    # A doubled slash is another path, and not there: so no answer of ours is ever a redirect.
    app.url_map.merge_slashes = False
    app.config.update(
        MAX_CONTENT_LENGTH=MAX_BODY,
        WTF_CSRF_HEADERS=[CSRF_HEADER],
        # The token lives and dies with its row. No referrer is ever sent: intake.py checks the origin.
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
    )
    if settings.proxies:
        hops = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    return app


def _add_routes(app: OpenAPI) -> None:
    for api in _APIS:
        app.register_api(api)
    app.register_blueprint(pwa_blueprint)

    @app.get(f"{PREFIX}/openapi.json", doc_ui=False)
    def openapi() -> Response:
        """The description of the API, made from its schemas."""
        return jsonify(app.api_doc)

    @app.route("/healthz")
    def healthz() -> Response:
        """Is the server up, and does its database answer? (503 in the one error shape when it does not.)"""
        app.extensions["storage"].check()
        return jsonify(status="ok", database="ok", version=VERSION)
