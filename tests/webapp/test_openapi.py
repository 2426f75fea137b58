"""The API's description is valid OpenAPI, and says everything that PROTOCOL §7 lists, errors too."""

import re
from pathlib import Path
from typing import Any

import pytest
from agency_world import ORIGIN, AgencyWorld
from openapi_spec_validator import OpenAPIV31SpecValidator

from webapp.access import PUBLIC_ENDPOINTS
from webapp.api import PREFIX

PROTOCOL = Path(__file__).parents[2] / "webapp/sync/PROTOCOL.md"


@pytest.fixture
def description(world: AgencyWorld) -> dict[str, Any]:
    found: dict[str, Any] = world.app.test_client().get(f"{PREFIX}/openapi.json", base_url=ORIGIN).get_json()
    return found


def test_the_description_is_valid(description: dict[str, Any]) -> None:
    OpenAPIV31SpecValidator(description).validate()


def test_every_rule_of_the_api_is_described_with_its_errors(
    world: AgencyWorld, description: dict[str, Any]
) -> None:
    for rule in world.app.url_map.iter_rules():
        path = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", str(rule))
        if not path.startswith(PREFIX) or rule.endpoint == "openapi":
            continue
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            operation = description["paths"][path][method.lower()]
            wanted = {"200", "400", "500", "503"}
            wanted |= set() if rule.endpoint in PUBLIC_ENDPOINTS else {"401", "403"}
            assert wanted <= set(operation["responses"]), (method, path)
            assert operation["summary"], (method, path)
            for status, response in operation["responses"].items():
                if status != "200":
                    schema = response["content"]["application/json"]["schema"]
                    assert schema == {"$ref": "#/components/schemas/ErrorAnswer"}, (method, path, status)


def test_the_calls_are_those_of_the_protocol(description: dict[str, Any]) -> None:
    rows = re.findall(
        r"^\| `(GET|POST|PUT|DELETE) ([^`?]+)", PROTOCOL.read_text(encoding="utf-8"), re.MULTILINE
    )
    written = {(method, f"{PREFIX}/{path.replace('<id>', '{id}')}") for method, path in rows}
    described = {
        (method.upper(), path) for path, operations in description["paths"].items() for method in operations
    }
    assert described == written - {("GET", f"{PREFIX}/openapi.json")}
