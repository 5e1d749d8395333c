"""A program that files without end, and tells every receipt: to be killed, again and again.

`python -m tests.register.filer URL PROCEDURE` forks a child for each line that it reads, writes the
child's process id, passes on what the child writes, and writes "gone" when the child has ended.
"""

from __future__ import annotations

import os
import sys
from itertools import count
from threading import Thread

from nemcon.register import codec
from nemcon.register.database import Database
from nemcon.register.door import Receipt, Register

from .build import HandClock, objection


def file_for_ever(url: str, procedure: str, name: str) -> None:
    """File from two threads, until killed; a receipt is told in one write, which is whole."""
    clock = HandClock()
    register = Register(Database(url), clock)

    def file(member: str) -> None:
        for number in count():
            submission = f"{name}-{member}-{number}"
            act = objection(member, says=submission)
            answer = register.record(procedure, act, clock.now(), submission=submission)
            if isinstance(answer, Receipt):
                os.write(1, f"{answer.number} {answer.hash} {submission}\n".encode())

    for member in ("egypt", "norway"):
        Thread(target=file, args=(member,)).start()


def main(url: str, procedure: str) -> None:
    """Fork before any database is open, so that each child starts as a new process would."""
    codec.read(codec.write("p", _ANY, codec.GENESIS).body)  # builds what every child needs
    for line in sys.stdin:
        child = os.fork()
        if not child:
            os.write(1, f"{os.getpid()}\n".encode())
            file_for_ever(url, procedure, line.strip())
            return
        os.waitpid(child, 0)
        os.write(1, b"gone\n")


if __name__ == "__main__":
    from .samples import SAMPLES, recorded

    _ANY = recorded(SAMPLES[2])
    main(*sys.argv[1:])
