"""The real parts that the other tests lean on do start, and are what they claim to be."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import psycopg
import pytest
from sqlalchemy import create_engine, text
from temporalio.testing import WorkflowEnvironment

from tests.conftest import Databases

if TYPE_CHECKING:
    from playwright.async_api import Page


@pytest.mark.postgres
def test_each_test_gets_a_database_of_its_own(postgres_url: str, postgres: Databases) -> None:
    engine = create_engine(postgres_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE mark (word text)"))
        version = connection.execute(text("SHOW server_version")).scalar_one()
    engine.dispose()
    other = postgres.create()

    with psycopg.connect(postgres.url(other).replace("+psycopg", "")) as connection:
        tables = connection.execute("SELECT * FROM pg_tables WHERE tablename = 'mark'").fetchall()
    postgres.drop(other)

    assert version.startswith("18.")
    assert tables == []


@pytest.mark.postgres
def test_a_database_can_be_copied_from_a_prepared_one(postgres: Databases) -> None:
    prepared = postgres.create()
    engine = create_engine(postgres.url(prepared))
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE mark AS SELECT 'here' AS word"))
    engine.dispose()
    copy = postgres.create(template=prepared)

    with psycopg.connect(postgres.url(copy).replace("+psycopg", "")) as connection:
        words = connection.execute("SELECT word FROM mark").fetchall()
    postgres.drop(copy)
    postgres.drop(prepared)

    assert words == [("here",)]


async def test_the_development_server_answers(temporal_dev_server: WorkflowEnvironment) -> None:
    assert await temporal_dev_server.client.service_client.check_health()


async def test_thirty_days_pass_when_nobody_has_anything_to_do(
    time_skipping: WorkflowEnvironment,
) -> None:
    before = await time_skipping.get_current_time()
    await time_skipping.sleep(timedelta(days=30))

    assert await time_skipping.get_current_time() >= before + timedelta(days=30)


@pytest.mark.browser
async def test_chromium_shows_a_page(page: Page) -> None:
    await page.set_content("<title>Nem. con.</title><h1>No one spoke against.</h1>")

    assert await page.title() == "Nem. con."
    assert await page.inner_text("h1") == "No one spoke against."
