"""News for open boards: one watcher for all who listen, and nobody hears of what is not theirs."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator

import pytest

from api.pages.board_live import SOMETHING, STREAM
from api.pages.board_watch import Changed, Watch
from nemcon.procedure import acts as a
from nemcon.register.database import Database
from nemcon.register.staff import Role, issue_token
from tests.api.house import BODY, PROCEDURE, START
from tests.pages.site import CHAIR, Site

WITHIN = 60.0
"""Seconds that a test waits for news before it fails."""


async def next_of(news: AsyncGenerator[tuple[Changed, ...]]) -> tuple[Changed, ...]:
    return await asyncio.wait_for(anext(news), WITHIN)


def lookers() -> int:
    """How many tasks look at the register."""
    return sum("Watch._look" in repr(task) for task in asyncio.all_tasks())


def entries(site: Site) -> int:
    return len(site.context.register.written(PROCEDURE))


class Watched(Watch):
    """Says when it first looked at the register, and when it told something."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, 0.02)
        self.looked = threading.Event()
        self.told = threading.Event()

    def _heads(self) -> tuple[dict[str, tuple[str, int]], tuple[int, int]]:
        found = super()._heads()
        self.looked.set()
        return found

    def _tell(self, changed: tuple[Changed, ...]) -> None:
        super()._tell(changed)
        self.told.set()


def stream(site: Site, since: int, token: str = "") -> str:
    """The whole stream that a board hears, which the test ends when there was news."""
    watch = Watched(site.context.database)
    site.app.state.watch = watch
    loop = site.caller._loop

    def act_and_end() -> None:
        watch.looked.wait(WITHIN)
        site.act(PROCEDURE, a.Suspend(CHAIR))
        watch.told.wait(WITHIN)
        loop.call_soon_threadsafe(watch.close)

    acting = threading.Thread(target=act_and_end, daemon=True)
    acting.start()
    shown = {"Accept": STREAM, "Cookie": site.sessions["reader"]}
    if token:
        shown = {"Accept": STREAM, "Authorization": f"Bearer {token}"}
    answer = site.caller.call("GET", f"/board/changes?since={since}", headers=shown)
    acting.join()
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith(STREAM)
    return answer.text


def test_one_watcher_tells_everybody_who_listens_and_rests_when_nobody_does(site: Site) -> None:
    watch = Watched(site.context.database)

    async def listen() -> None:
        all_of_them = [watch.changes(WITHIN) for _ in range(3)]
        waiting = [asyncio.ensure_future(next_of(news)) for news in all_of_them]
        assert await asyncio.to_thread(watch.looked.wait, WITHIN)
        assert not any(each.done() for each in waiting)
        assert lookers() == 1
        await asyncio.to_thread(site.act, PROCEDURE, a.Suspend(CHAIR))
        assert await asyncio.gather(*waiting) == [(Changed(PROCEDURE, BODY),)] * 3
        for news in all_of_them:
            await news.aclose()
        async with asyncio.timeout(WITHIN):
            while lookers():  # noqa: ASYNC110 - a task that was cancelled ends a little later
                await asyncio.sleep(0)

    asyncio.run(listen())


def test_a_stream_ends_after_its_time_and_when_the_process_ends(site: Site) -> None:
    async def listen() -> None:
        watch = Watch(site.context.database, 0.02)
        assert [each async for each in watch.changes(0.1)] == []
        news = watch.changes(WITHIN)
        waiting = asyncio.ensure_future(anext(news, None))
        await asyncio.sleep(0.1)
        watch.close()
        assert await asyncio.wait_for(waiting, WITHIN) is None

    asyncio.run(listen())


def test_an_open_board_hears_in_which_procedure_something_changed(site: Site) -> None:
    told = stream(site, entries(site))
    assert f"event: changed\ndata: {PROCEDURE}\n" in told
    assert SOMETHING not in told.replace(PROCEDURE, "")
    assert told.rstrip().endswith("event: ended\ndata: ended")


def test_what_changed_before_the_stream_opened_is_told_at_once(site: Site) -> None:
    assert stream(site, entries(site) - 1).startswith(f"event: changed\ndata: {SOMETHING}\n")


def test_nobody_hears_of_procedures_of_bodies_that_are_not_theirs(site: Site) -> None:
    with site.context.database.writing() as connection:
        token = issue_token(connection, "Elsewhere", Role.SECRETARIAT, START, "another-body")
    told = stream(site, 0, token)
    assert "changed" not in told
    assert PROCEDURE not in told


@pytest.mark.parametrize("who", ["reader", "chair"])
def test_the_address_tells_nothing_but_streams_and_to_nobody_but_staff(
    site: Site, who: str
) -> None:
    assert site.see("/board/changes?since=0", who).status_code == 406
    headers = {"Accept": STREAM}
    assert site.caller.call("GET", "/board/changes?since=0", headers=headers).status_code == 401


def test_the_page_leads_to_its_news_and_can_be_loaded_again_without_a_script(site: Site) -> None:
    page = site.see("/?q=format", "reader").text
    assert f'data-live="/board/changes?since={entries(site)}"' in page
    assert '<a href="/?q=format">Load it again</a>' in page
    assert "<script src=" in page
    assert page.count("<script") == 1
