"""Scans of papers: taken in, named by what is filed because of them, and handed out.

A scan is taken in first, for one procedure, and named afterwards by its hash. It is a file from
outside: whoever takes it gets it to keep on disk, and no browser shows it in a page of ours.
"""

from __future__ import annotations

import re
from typing import Annotated, Final

from fastapi import Path, Response

from api.context import Context
from api.people import Caller
from api.problems import Problem, problem_of
from nemcon.documents.scanned import ScanRefused, file_name, scan_of
from nemcon.language import _
from nemcon.procedure.people import Scan
from nemcon.register.links import LinkHolder
from nemcon.register.scans import GONE, KeptScan, filed_for, keep_scan, kept_scan, known_scan
from nemcon.register.staff import Role, Staff
from nemcon.settings import Settings

ScanDigest = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$", description="The hash of the scan.")]
_AROUND: Final = 256 * 1024  # what a form and its other fields take beside the scan
_BY_PAGE: Final = re.compile(
    r"/(?:procedures|negotiations)/[^/]+/file-for/review|/agendas/[^/]+/[^/]+/review"
)
_BY_PROGRAM: Final = re.compile(r"/api/v1/procedures/[^/]+/scans")
_POLICY: Final = "default-src 'none'; sandbox; frame-ancestors 'none'; base-uri 'none'"


def larger(settings: Settings) -> dict[re.Pattern[str], int]:
    """How much is taken in at the addresses at which scans come."""
    most = settings.scan_limit_bytes
    return {_BY_PAGE: most + _AROUND, _BY_PROGRAM: most}


def taken_in(context: Context, staff: Staff, procedure: str, data: bytes) -> Scan:
    """Keep a scan that was sent for that procedure. Raises `Problem` 413 or 422."""
    try:
        scan = scan_of(data, context.settings.scan_limit_bytes)
    except ScanRefused as refused:
        status = 413 if refused.code == "scan-too-large" else 422
        raise Problem(status, refused.code, refused.says) from refused
    keep_scan(context.database, procedure, scan, data, staff.signs_as, context.clock.now())
    return scan


def named(context: Context, procedure: str, digest: str) -> Scan | None:
    """The scan of that hash that was sent for that procedure; `None` where none is named.

    Raises `Problem` 409 where it is not kept here.
    """
    if not digest:
        return None
    with context.database.reading() as connection:
        found = known_scan(connection, procedure, digest)
    if found is None:
        raise problem_of(GONE.spoken())
    return found


def handed_out(context: Context, caller: Caller, procedure: str, digest: str) -> Response:
    """The scan as it was sent, to be kept on disk. Raises `Problem` 404 also for who may not."""
    with context.database.reading() as connection:
        found = kept_scan(connection, procedure, digest)
        mine = isinstance(caller, LinkHolder) and caller.participant in filed_for(
            connection, procedure, digest
        )
    if found is None or not (mine or _shown_to_staff(caller, found)):
        raise Problem(404, "no-such-scan", _("There is no scan of that hash here for you."))
    headers = {
        "Content-Disposition": f'attachment; filename="{file_name(found.scan)}"',
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": _POLICY,
        "ETag": f'"{digest}"',
    }
    return Response(found.data, media_type=found.scan.media_type, headers=headers)


def _shown_to_staff(caller: Caller, found: KeptScan) -> bool:
    """What nothing rests on yet is seen by those alone who may file because of it."""
    if not isinstance(caller, Staff) or not caller.placed or caller.role is Role.READER:
        return False
    return found.used or caller.role is Role.SECRETARIAT
