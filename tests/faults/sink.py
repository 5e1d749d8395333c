"""The project's mail sink as a process of its own: `python -m tests.faults.sink FOLDER PORT PAUSE`.

With a pause it takes that many seconds for each letter, as a busy relay does.
"""

from __future__ import annotations

import asyncio
import signal
import sys
import threading
from pathlib import Path
from typing import Any

from nemcon.mail.sink import MailSink


def main(folder: str, port: str, pause: str) -> None:
    sink = MailSink(Path(folder), port=int(port))
    if float(pause):
        handler: Any = sink._controller.handler
        take = handler.handle_DATA

        async def slowly(server: object, session: object, envelope: object) -> object:
            await asyncio.sleep(float(pause))
            return await take(server, session, envelope)

        handler.handle_DATA = slowly
    stopped = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopped.set())
    with sink:
        stopped.wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
