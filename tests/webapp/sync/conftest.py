"""The whole sync suite runs on each database."""

import pytest
from agency_world import AgencyWorld


@pytest.fixture
def world(on_each_database: AgencyWorld) -> AgencyWorld:
    """The agency of tests/conftest.py, on each database."""
    return on_each_database
