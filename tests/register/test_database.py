"""What the database itself guarantees, and how it comes to be."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, delete, inspect, make_url, select, text, update
from sqlalchemy.exc import DBAPIError, StatementError

from nemcon.register import schema
from nemcon.register.database import Database
from nemcon.register.every_table import metadata
from nemcon.register.links import find_link, issue_links, revoke_links
from nemcon.register.schema import SchemaBehind
from nemcon.register.secrets import LinkKey
from nemcon.register.staff import Role, find_staff, issue_token, revoke_token
from nemcon.register.tables import bodies, entries

from .build import START, Installation

KEY = LinkKey(b"k" * 32)


def test_the_database_refuses_to_change_or_delete_an_entry(house: Installation) -> None:
    house.place()

    for statement in (update(entries).values(body="{}"), delete(entries)):
        with pytest.raises(DBAPIError, match="final"), house.database.writing() as connection:
            connection.execute(statement)

    assert len(house.register.written("p")) == 2


@pytest.mark.postgres
def test_postgresql_refuses_to_truncate_the_entries(postgres_url: str) -> None:
    house = Installation(postgres_url)
    with pytest.raises(DBAPIError, match="final"), house.database.writing() as connection:
        connection.execute(text("TRUNCATE entries CASCADE"))
    house.close()


def test_upgrading_twice_changes_nothing_and_gives_the_tables_of_the_code(url: str) -> None:
    database = Database(url)
    schema.upgrade(database)
    schema.upgrade(database)

    with database.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    schema.require_current(database)
    database.close()


def test_the_steps_can_be_taken_back_and_taken_again(url: str) -> None:
    database = Database(url)
    schema.upgrade(database)
    with database.engine.connect() as connection:
        config = schema._config()
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
        connection.commit()

    assert set(inspect(database.engine).get_table_names()) <= {"alembic_version"}
    assert schema.current(database) is None
    schema.upgrade(database)
    schema.require_current(database)
    database.close()


def test_why_a_filing_was_refused_outlives_the_step_that_keeps_it_in_every_language(
    tmp_path: Path,
) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'before.db'}")
    with engine.connect() as connection:
        config = schema._config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0023")
        inserting = text(
            "INSERT INTO waiting_filings (id, procedure_id, kind, act, entered_at, due_at, state, "
            "settled_by, says) VALUES (:id, 'p', 'File', '', '', '', 'refused', '', :says)"
        )
        rows = [{"id": "a", "says": 'The text was "revised".'}, {"id": "b", "says": ""}]
        connection.execute(inserting, rows)
        for version, kept in (("0024", '{"en": "The text was \\"revised\\"."}'), ("0023", None)):
            step = command.upgrade if version == "0024" else command.downgrade
            step(config, version)
            query = text("SELECT says FROM waiting_filings ORDER BY id")
            expected = [kept or 'The text was "revised".', ""]
            assert list(connection.scalars(query)) == expected
    engine.dispose()


def test_a_database_of_another_version_is_told_what_to_do(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'empty.db'}")

    with pytest.raises(SchemaBehind, match="nemcon db upgrade"):
        schema.require_current(database)
    database.close()


def test_sqlite_is_durable_and_keeps_references(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'x.db'}")
    with database.reading() as connection:
        pragmas = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
    database.close()


@pytest.mark.postgres
def test_a_server_that_answers_before_it_is_on_disk_is_asked_to_wait(postgres_url: str) -> None:
    careless = make_url(postgres_url).update_query_dict(
        {"options": "-c synchronous_commit=off -c default_transaction_isolation=serializable"}
    )
    database = Database(careless.render_as_string(hide_password=False))
    with database.writing() as connection:
        level = connection.scalar(text("SHOW transaction_isolation"))
        waits = connection.scalar(text("SHOW synchronous_commit"))
    with database.reading() as connection:
        again = connection.scalar(text("SHOW synchronous_commit"))
    database.close()

    assert (level, waits, again) == ("read committed", "on", "on")


def test_an_instant_comes_back_aware_and_in_utc(house: Installation) -> None:
    there = START.astimezone(ZoneInfo("Asia/Kathmandu"))
    with house.database.writing() as connection:
        connection.execute(update(bodies).values(created_at=there))
    with house.database.reading() as connection:
        found = connection.scalars(select(bodies.c.created_at)).one()

    assert (found, found.tzinfo) == (START, UTC)


def test_a_naive_time_cannot_be_stored(house: Installation) -> None:
    naive = datetime(2026, 6, 15, 10)  # noqa: DTZ001 - the very thing that is refused
    with (
        pytest.raises(StatementError, match="naive"),
        house.database.writing() as connection,
    ):
        connection.execute(update(bodies).values(created_at=naive))


def test_no_token_stands_in_any_table(house: Installation) -> None:
    house.place()
    with house.database.writing() as connection:
        tokens = list(issue_links(connection, KEY, "p", ["c-egypt"], START).values())
        tokens.append(issue_token(connection, "Registry", Role.SECRETARIAT, START))

    assert set(metadata.tables) < set(inspect(house.database.engine).get_table_names())
    with house.database.reading() as connection:
        for table in metadata.tables.values():
            for row in connection.execute(select(table)):
                assert not any(token in str(row) for token in tokens)


def test_a_revoked_link_says_so_and_its_successor_opens(house: Installation) -> None:
    house.place()
    with house.database.writing() as connection:
        (first,) = issue_links(connection, KEY, "p", ["c-egypt"], START).values()
        (same,) = issue_links(connection, KEY, "p", ["c-egypt"], START).values()
        revoke_links(connection, "p", "c-egypt", START)
        (second,) = issue_links(connection, KEY, "p", ["c-egypt"], START).values()

    with house.database.reading() as connection:
        old, new = find_link(connection, first), find_link(connection, second)
        assert find_link(connection, "nobody's") is None
    assert same == first != second
    assert old is not None
    assert new is not None
    assert (old.revoked_at, new.revoked_at) == (START, None)
    assert new.participant == "egypt"


def test_a_staff_token_works_until_it_is_revoked(house: Installation) -> None:
    with house.database.writing() as connection:
        token = issue_token(connection, "Registry", Role.SECRETARIAT, START)
        staff = find_staff(connection, token, START)
        assert revoke_token(connection, token, START)
        assert find_staff(connection, token, START) is None
    assert staff is not None
    assert staff.role is Role.SECRETARIAT


def test_a_short_key_is_refused_and_a_key_never_prints_itself() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        LinkKey(b"short")
    assert "kkkk" not in repr(KEY)
