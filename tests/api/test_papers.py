"""The documentation of the API leaves nothing out."""

from __future__ import annotations

import re
from pathlib import Path

from tests.api.house import House
from tests.api.routes import every_route

DOCS = Path(__file__).parents[2] / "docs" / "api.md"


def test_every_route_stands_in_the_documentation_and_no_other_does(house: House) -> None:
    served = {
        f"{method} {route.path}"
        for route in every_route(house.caller.app)
        if route.path.startswith("/api/v1")
        for method in route.methods - {"HEAD"}
    }
    told = set(re.findall(r"`((?:GET|PUT|POST) /api/v1[^`]*)`", DOCS.read_text()))
    assert told == served


def test_every_operation_is_described_with_its_problems(house: House) -> None:
    document = house.caller.call("GET", "/api/v1/openapi.json").json()
    assert "ProblemBody" in document["components"]["schemas"]
    for path, operations in document["paths"].items():
        if not path.startswith("/api/v1"):
            continue
        for method, operation in operations.items():
            assert operation["summary"], (method, path)
            assert operation["description"], (method, path)
            assert operation["tags"], (method, path)


def test_every_code_of_the_api_stands_in_the_documentation() -> None:
    root = Path(__file__).parents[2] / "api"
    sources = "".join(
        path.read_text()
        for path in [*root.glob("*.py"), *(root / "v1").glob("*.py")]
        if path.name != "links.py"
    )
    codes = set(re.findall(r'Problem\(\d{3}, "([a-z-]+)"', sources))
    assert {code for code in codes if f"`{code}`" not in DOCS.read_text()} == set()
