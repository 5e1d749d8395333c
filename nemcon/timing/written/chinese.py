"""Chinese: "2020年6月19日星期五下午6时", "下午6时30分", "中午12时".

Dates and hours are those of the Journal and of the delegates' handbook of the General Assembly. The
words for the hour after midnight and after noon, and how midnight is written, are custom.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from nemcon.timing.written.manner import NOON, Manner, is_midnight

_DAYS: Final = "一二三四五六日"


def _brief(day: date) -> str:
    return f"{day.month}月{day.day}日星期{_DAYS[day.weekday()]}"


def _day(day: date) -> str:
    return f"{day.year}年{_brief(day)}"


def _annual(month: int, day: int) -> str:
    return f"{month}月{day}日"


def _tick(day: date, with_year: bool) -> str:  # noqa: FBT001 - as `Manner` has it
    return f"{f'{day.year}年' if with_year else ''}{day.month}月{day.day}日"


def _hour(wall: datetime) -> str:
    if is_midnight(wall):
        return "午夜0时"
    part = "凌晨" if wall.hour == 0 else "上午" if wall.hour < NOON else "下午"
    part = "中午" if wall.hour == NOON else part
    hour = wall.hour - NOON if wall.hour > NOON else wall.hour
    minutes = f"{wall.minute}分" if wall.minute or wall.second else ""
    seconds = f"{wall.second}秒" if wall.second else ""
    return f"{part}{hour}时{minutes}{seconds}"


def _hours(first: datetime, last: datetime) -> str:
    return f"{_hour(first)}至{_hour(last)}"


def _midnight(day: str, before: str, brief: str) -> str:
    return f"{day}午夜0时，即{before}与{brief}之间的午夜"


CHINESE: Final = Manner(
    day=_day,
    brief=_brief,
    annual=_annual,
    tick=_tick,
    hour=_hour,
    at="{day}{hour}",
    midnight=_midnight,
    hours=_hours,
    within="{day}{hours}",
    between="{first}至{last}",
    zoned="{moment}（{zone}）",
    comma="，",
)
