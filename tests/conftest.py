"""What the tests share: the fixtures' place, settings of hypothesis, and the data that may be absent."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

HERE = Path(__file__).parent
FIXTURES = HERE / "fixtures"
SHARED = HERE.parent.parent / "shared"

# Tests read what the command prints, and CI may ask for colours.
os.environ.pop("FORCE_COLOR", None)

SLOW_IS_FINE = [HealthCheck.too_slow, HealthCheck.data_too_large]
settings.register_profile(
    "dechaff", max_examples=250, deadline=None, derandomize=True, suppress_health_check=SLOW_IS_FINE
)
# For a long look: pytest tests/test_laws.py --hypothesis-profile long
settings.register_profile(
    "long", max_examples=10_000, deadline=None, database=None, suppress_health_check=SLOW_IS_FINE
)
settings.load_profile("dechaff")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="rewrite golden files; review with git diff")


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be rewritten with what comes out now."""
    return bool(request.config.getoption("--accept"))
