"""What every form asks that the secretariat fills in for a delegation: for whom, on which paper.

The scan of the paper comes with the form when it is first sent. It is kept under its hash, which
the later steps carry, so that it is neither sent twice nor lost between them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Final

from fastapi import Depends, Request

from api.context import Context, InLimits
from api.intake import read
from api.pages.form import Form, InForm, Wrongs, form_of, wrongs_of
from api.pages.uploads import Upload, upload_of
from api.people import acting_for, token_of
from api.problems import Problem
from api.scanning import named, taken_in
from api.v1.filings import ForOthers
from nemcon.language import _
from nemcon.procedure.people import Actor, Scan, Seat
from nemcon.register.door import PositionOf
from nemcon.register.kinds import State
from nemcon.register.staff import Staff

FILE: Final = "scan_file"
SCAN: Final = "scan"
WITHOUT: Final = "without_scan"
PAPER: Final = ("participant", "evidence", SCAN)
"""The fields that the steps carry from one to the next."""
_FIELDS: Final = {"participant": "participant", "evidence": "evidence"}


async def _step(request: Request, limits: InLimits) -> Upload:
    with_files = request.headers.get("content-type", "").lower().startswith("multipart/form-data")
    sent = await upload_of(request) if with_files else Upload(await form_of(request))
    if FILE in sent.files:
        limits.filing(request, token_of(request))
    return sent


InStep = Annotated[Upload, Depends(_step)]
"""A step of such a form: the first comes with files, and those that go back to it without."""
InLastStep = InForm
"""The step that records: nothing comes with it that was not shown before."""


def choose() -> tuple[str, str]:
    """The first of a list of choices, which is none: nothing is taken for granted."""
    return "", _("Choose\u2026")


def with_scan(context: Context, staff: Staff, procedure: str, sent: Upload, wrongs: Wrongs) -> Form:
    """The form with the scan named in it that came with it, which is kept from now on.

    What is wrong with the scan is added; one that came before then goes on being named.
    """
    if FILE in sent.files:
        try:
            scan = taken_in(context, staff, procedure, sent.files[FILE])
        except Problem as problem:
            wrongs.add(FILE, problem.says)
            return sent.form
        return sent.form.naming(SCAN, scan.digest)
    return sent.form.naming(SCAN, "") if sent.form.get(WITHOUT) else sent.form


def scan_in(context: Context, procedure: str, sent: Form, wrongs: Wrongs) -> Scan | None:
    """The scan that the form names; what is wrong with that is added."""
    try:
        return named(context, procedure, sent.get(SCAN))
    except Problem as problem:
        wrongs.add(FILE, problem.says)
        return None


def filer_in(
    context: Context, position: PositionOf[State], staff: Staff, sent: Form, wrongs: Wrongs
) -> tuple[Seat, Actor] | None:
    """For whom it is filed, and in whose hand; none where that is not said, which is added."""
    seat = position.state.seat(sent.get("participant"))
    if seat is None:
        wrongs.add("participant", _("Choose the delegation that sent the paper."))
    if not sent.get("evidence").strip():
        wrongs.add("evidence", _("Say which paper it is; the register names it."))
    scan = scan_in(context, position.procedure, sent, wrongs)
    if wrongs or seat is None:
        return None
    try:
        said = {"participant": seat.participant, "evidence": sent.get("evidence").strip()}
        evidence = read(ForOthers, said).evidence
    except Problem as problem:
        wrongs.found += wrongs_of(problem, _FIELDS).found
        return None
    return seat, replace(acting_for(seat.participant, staff, "page", evidence), scan=scan)


def scan_facts(context: Context, procedure: str, sent: Form) -> dict[str, object]:
    """What the forms show of the scan that is kept already, and how large one may be."""
    return {
        "scan": scan_in(context, procedure, sent, Wrongs()),
        "scans": f"/procedures/{procedure}/scans/",
        "scan_most": context.settings.scan_limit_bytes // (1024 * 1024) or 1,
    }
