"""Dates and hours in the six languages: as the United Nations writes them, and never ambiguous."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from nemcon.language import OFFICIAL, spoken
from nemcon.language.speech import speaking
from nemcon.timing.deadline import Deadline
from nemcon.timing.writing import (
    write_date,
    write_deadline,
    write_hour,
    write_hours,
    write_instant,
    write_length,
    write_span,
    write_tick,
    write_utc,
)

SIX = datetime(2020, 6, 19, 16, tzinfo=UTC)
LANGUAGES = tuple(OFFICIAL)
ZONES = ("Europe/Vienna", "America/New_York", "Asia/Kathmandu", "America/St_Johns", "UTC")
APART = (
    timedelta(minutes=1),
    timedelta(minutes=10),
    timedelta(minutes=60),
    timedelta(hours=12),
    timedelta(days=1),
    timedelta(days=7),
    timedelta(days=365),
    timedelta(days=366),
    timedelta(days=3653),
)
MINUTES = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)).map(  # noqa: DTZ001 - bounds
    lambda moment: moment.replace(second=0, microsecond=0, tzinfo=UTC)
)


def undirected(words: str) -> str:
    """The words without the signs that isolate one direction of writing from another."""
    return words.translate({0x2068: None, 0x2069: None})


@pytest.mark.parametrize(
    ("language", "begins"),
    [
        ("ar", "الجمعة، 19 حزيران/يونيه 2020، الساعة 18:00 ("),
        ("zh", "2020年6月19日星期五下午6时（"),
        ("en", "Friday, 19 June 2020, 6 p.m. ("),
        ("fr", "vendredi 19 juin 2020 à 18 heures ("),
        ("ru", "19 июня 2020 года (пятница), 18 ч. 00 м. ("),
        ("es", "viernes 19 de junio de 2020, a las 18.00 horas ("),
    ],
)
def test_an_instant_is_written_as_documents_in_that_language_write_it(
    language: str, begins: str
) -> None:
    with speaking(language):
        assert write_instant(SIX, "Europe/Vienna").startswith(begins)
        assert "UTC+2" in write_instant(SIX, "Europe/Vienna")


@pytest.mark.parametrize(
    ("language", "hours"),
    [
        (
            "fr",
            ["minuit", "0 h 05", "1 heure", "9 heures", "midi", "18 h 30", "23 h 59 min 59 s"],
        ),
        (
            "es",
            [
                "0.00 horas (medianoche)",
                "0.05 horas",
                "1.00 horas",
                "9.00 horas",
                "12.00 horas",
                "18.30 horas",
                "23.59.59 horas",
            ],
        ),
        (
            "ru",
            [
                "0 ч. 00 м. (полночь)",
                "0 ч. 05 м.",
                "1 ч. 00 м.",
                "9 ч. 00 м.",
                "12 ч. 00 м.",
                "18 ч. 30 м.",
                "23 ч. 59 м. 59 с.",
            ],
        ),
        (
            "zh",
            [
                "午夜0时",
                "凌晨0时5分",
                "上午1时",
                "上午9时",
                "中午12时",
                "下午6时30分",
                "下午11时59分59秒",
            ],
        ),
        (
            "ar",
            [
                "الساعة 00:00 (منتصف الليل)",
                "الساعة 00:05",
                "الساعة 01:00",
                "الساعة 09:00",
                "الساعة 12:00",
                "الساعة 18:30",
                "الساعة 23:59:59",
            ],
        ),
    ],
)
def test_the_hour_is_written_as_the_language_has_it(language: str, hours: list[str]) -> None:
    times = [(0, 0, 0), (0, 5, 0), (1, 0, 0), (9, 0, 0), (12, 0, 0), (18, 30, 0), (23, 59, 59)]
    with speaking(language):
        assert [write_hour(datetime(2020, 6, 19, *at, tzinfo=UTC)) for at in times] == hours


@pytest.mark.parametrize(
    ("language", "written"),
    [
        (
            "ar",
            (
                "السبت، 5 كانون الأول/ديسمبر 2026، الساعة 00:00، منتصف الليل بين "
                "الجمعة، 4 كانون الأول/ديسمبر والسبت، 5 كانون الأول/ديسمبر (UTC)"
            ),
        ),
        ("zh", "2026年12月5日星期六午夜0时，即12月4日星期五与12月5日星期六之间的午夜（UTC）"),
        ("en", "12 midnight between Friday, 4 December, and Saturday, 5 December 2026 (UTC)"),
        (
            "fr",
            (
                "samedi 5 décembre 2026 à 0 heure, minuit entre le vendredi 4 décembre "
                "et le samedi 5 décembre (UTC)"
            ),
        ),
        (
            "ru",
            (
                "5 декабря 2026 года (суббота), 0 ч. 00 м., полночь с 4 декабря (пятница) "
                "на 5 декабря (суббота) (UTC)"
            ),
        ),
        (
            "es",
            (
                "sábado 5 de diciembre de 2026, a las 0.00 horas, medianoche entre el "
                "viernes 4 de diciembre y el sábado 5 de diciembre (UTC)"
            ),
        ),
    ],
)
def test_midnight_names_both_of_its_days_in_every_language(language: str, written: str) -> None:
    with speaking(language):
        assert write_instant(datetime(2026, 12, 5, tzinfo=UTC), "UTC") == written


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_midnight_between_two_years_names_both_years(language: str) -> None:
    with speaking(language):
        written = write_instant(datetime(2027, 1, 1, tzinfo=UTC), "UTC")
    assert "2026" in written
    assert "2027" in written


@given(MINUTES, st.sampled_from(APART), st.sampled_from(ZONES), st.sampled_from(LANGUAGES))
def test_two_minutes_are_never_written_alike(
    first: datetime, apart: timedelta, zone: str, language: str
) -> None:
    with speaking(language):
        assert write_instant(first, zone) != write_instant(first + apart, zone)


@given(st.sampled_from(LANGUAGES), st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_every_minute_of_a_day_is_written_otherwise(language: str, day: date) -> None:
    begins = datetime(day.year, day.month, day.day, tzinfo=UTC)
    with speaking(language):
        hours = {write_hour(begins + timedelta(minutes=minute)) for minute in range(24 * 60)}
    assert len(hours) == 24 * 60


@given(MINUTES, st.sampled_from(ZONES), st.sampled_from(LANGUAGES))
def test_an_instant_always_says_its_year_its_day_and_its_zone_with_the_offset(
    instant: datetime, zone: str, language: str
) -> None:
    english = write_instant(instant, zone)
    offset = english[english.rindex("UTC") : -1]
    with speaking(language):
        written = write_instant(instant, zone)
        day = write_date(datetime.fromisoformat(instant.isoformat()))
    assert f"{instant.year}" in day
    assert f"{instant.day}" in day
    assert undirected(written).rstrip(")）").endswith(offset)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_hour_that_comes_twice_in_autumn_is_told_apart_in_every_language(language: str) -> None:
    with speaking(language):
        first = write_instant(datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "Europe/Vienna")
        second = write_instant(datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "Europe/Vienna")
    assert first != second
    assert first.replace("UTC+2", "UTC+1") == second


@given(st.sampled_from(LANGUAGES), st.dates(date(2000, 1, 1), date(2040, 1, 1)))
def test_a_date_is_another_on_every_day_of_a_year(language: str, first: date) -> None:
    days = [first + timedelta(days=number) for number in range(366)]
    with speaking(language):
        assert len({write_date(day) for day in days}) == len(days)
        assert len({write_tick(day, with_year=True) for day in days}) == len(days)


@pytest.mark.parametrize(
    ("language", "hours"),
    [
        ("ar", "من الساعة 12:00 إلى الساعة 14:00"),
        ("zh", "中午12时至下午2时"),
        ("en", "12 noon to 2 p.m."),
        ("fr", "de midi à 14 heures"),
        ("ru", "с 12 ч. 00 м. до 14 ч. 00 м."),
        ("es", "de 12.00 a 14.00 horas"),
    ],
)
def test_a_sitting_is_written_from_hour_to_hour_of_one_date(language: str, hours: str) -> None:
    begins, ends = datetime(2020, 7, 7, 10, tzinfo=UTC), datetime(2020, 7, 7, 12, tzinfo=UTC)
    with speaking(language):
        written = write_span(begins, ends, "Europe/Vienna")
        assert hours in written
        assert written.count("2020") == 1
        assert write_hours(begins + timedelta(hours=2), ends + timedelta(hours=2)) == hours


@given(
    MINUTES,
    st.integers(1, 5000),
    st.sampled_from(APART),
    st.sampled_from(ZONES),
    st.sampled_from(LANGUAGES),
)
def test_two_stretches_of_time_are_never_written_alike(
    begins: datetime, minutes: int, apart: timedelta, zone: str, language: str
) -> None:
    ends = begins + timedelta(minutes=minutes)
    moved = begins + apart
    assume(moved < ends)
    with speaking(language):
        written = write_span(begins, ends, zone)
        assert written != write_span(begins, ends + apart, zone)
        assert written != write_span(moved, ends, zone) or _one_offset_hides(begins, moved, zone)


def _one_offset_hides(begins: datetime, moved: datetime, zone: str) -> bool:
    """Whether both show the same clock: only the offset of the end is written."""
    return zone != "UTC" and timedelta(hours=1) == moved - begins


@pytest.mark.parametrize("language", LANGUAGES)
def test_machines_and_lengths_do_not_depend_on_who_reads(language: str) -> None:
    with speaking(language):
        assert spoken().code == language
        assert write_utc(SIX) == "2020-06-19T16:00:00Z"
        # Arabic has a form for two, and one for two days says so without a number.
        assert "4" in write_length(timedelta(hours=99))
        assert "3" in write_length(timedelta(hours=99))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_deadline_at_midnight_is_told_with_the_day_that_ends(language: str) -> None:
    midnight = Deadline(datetime(2026, 12, 4, 23, tzinfo=UTC), "Europe/Vienna")
    with speaking(language):
        assert write_date(date(2026, 12, 4)) in undirected(write_deadline(midnight).rule)
