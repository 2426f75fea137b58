"""schemathesis on the whole API: requests made from the OpenAPI description, those that it allows and those
that it forbids. What the description says of the answer is held against it: the status has to be in it."""

import json
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis import GenerationMode
from schemathesis.core import NOT_SET

from tests.attack.target import Target
from webapp.access import PUBLIC_ENDPOINTS
from webapp.api import PREFIX

ALWAYS = {"400", "401", "403", "404", "405", "413", "415", "429"}
"""What any call may be refused with, whatever its own schema says."""
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)


def attack(target: Target, examples: int, seed_number: int) -> int:
    """`examples` for each call, mode and caller; returns how many calls of the API were attacked."""
    app = target.world.app
    document = app.test_client().get(f"{PREFIX}/openapi.json", base_url="https://sotto.test").get_json()
    public = {str(rule) for rule in app.url_map.iter_rules() if rule.endpoint in PUBLIC_ENDPOINTS}
    operations = [found.ok() for found in schemathesis.openapi.from_dict(document).get_all_operations()]
    for operation in operations:
        who = "stranger" if operation.path in public else "officer"
        for mode in MODES:
            _attack_one(target, operation, mode, who, examples, seed_number)
    return len(operations)


def _attack_one(
    target: Target, operation: Any, mode: GenerationMode, who: str, examples: int, seed_number: int
) -> None:
    if not mode.is_positive and not (operation.body or operation.query or operation.path_parameters):
        return  # Nothing in this call could be forbidden.
    described = set(operation.definition.raw["responses"]) | ALWAYS

    @seed(seed_number)
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def run(case: Any) -> None:
        status = _send(target, case, who)
        if str(status) not in described:
            target.tally.failures.append(f"{status} is not described for {operation.label}")

    run()


def _send(target: Target, case: Any, who: str) -> int:
    request: dict[str, Any] = {"query_string": case.query} if case.query else {}
    if case.method in ("POST", "PUT"):
        body = {} if case.body is NOT_SET else case.body
        request |= {"data": _as_bytes(body), "content_type": "application/json"}
    path = case.formatted_path if case.path_parameters else case.path
    return target.send(who, case.method, path, label=case.operation.path, **request)


def _as_bytes(body: Any) -> bytes:
    if isinstance(body, bytes):
        return body
    return json.dumps(body, default=str).encode("utf-8", "surrogatepass")
