"""The day that the pictures of the guides show: the demonstration, played on a clock of its own.

A text is under silence with the extended Bureau, and this is the day of its deadline. In the
morning there is what came back and what arrived on paper, at noon an objection, in the evening a
broken silence and a revision, and four days later its outcome. Roll, dates, names and addresses are
made up.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from activities.mail_room import house_of
from activities.returned import Receiving
from activities.taking_up import TakingUp
from nemcon.home.seed import BODY, PROCEDURE, seed
from nemcon.mail.message import verp_address
from nemcon.procedure.acts import Kind
from nemcon.register import directory, waiting
from nemcon.register.links import issue_links
from nemcon.register.mailings import LetterState, Sending, letters_of, mailings_of, note_sendings
from nemcon.register.staff import Role, issue_token
from nemcon.text.document import Paragraph, Text
from tests.mail.returned import samples
from tests.pages.site import Site

ZONE: Final = ZoneInfo("Europe/Vienna")
MORNING: Final = datetime(2026, 6, 18, 9, 0, tzinfo=ZONE)
LAUNCHED: Final = MORNING - timedelta(days=3)
DEADLINE: Final = MORNING.replace(hour=18)
SECOND: Final = "second"
"""The other person of the secretariat."""
NEXT: Final = Text(
    "Dates of the informal consultations",
    (
        Paragraph("1", "The informal consultations are held on 1 and 2 September."),
        Paragraph("2", "Interpretation is provided in all official languages."),
    ),
    "WG.3/2026/CRP.4",
)


class Stage(Site):
    """The installation of the demonstration, whose clock the script sets."""

    def _furnish(self) -> None:
        self.clock.at = LAUNCHED
        seed(self.context.register)
        with self.context.database.writing() as connection:
            directory.put_text(connection, BODY, "informal-consultations", NEXT)
            waiting.set_minutes(connection, BODY, 60, "the Secretariat", LAUNCHED)
            for who, name, role in (
                (Role.CHAIR, "the Chair", Role.CHAIR),
                (Role.SECRETARIAT, "Ana Lind", Role.SECRETARIAT),
                (SECOND, "Nora Berg", Role.SECRETARIAT),
            ):
                self.tokens[who] = issue_token(connection, name, role, LAUNCHED)

    def link_of(self, delegation: str, procedure: str = PROCEDURE) -> str:
        """Where that delegation's link leads."""
        contact = f"{BODY}-{delegation}"
        with self.context.database.writing() as connection:
            links = issue_links(
                connection, self.context.links, procedure, [contact], self.clock.now()
            )
        return f"/l/{links[contact]}"

    def begin(self) -> None:
        """The days before: letters left, one came back, somebody is away, two have answered."""
        addresses = self.deliver(PROCEDURE)
        self.clock.at = LAUNCHED + timedelta(hours=1)
        self._returns(addresses["italy"], samples.FAILED)
        self._returns(addresses["chile"], samples.AWAY, "chile@delegations.example")
        reply = samples.mail(
            "We are consulting our capital, and may need until the evening.",
            sender="france@delegations.example",
            subject="Re: Format of the meeting",
        )
        self._returns(addresses["france"], reply, "france@delegations.example")
        for member in ("albania", "mexico", "russian-federation"):
            self.file_at_once(PROCEDURE, member, Kind.ACKNOWLEDGE)
        self.clock.at = DEADLINE - timedelta(days=1)
        self.context.register.keep_time(PROCEDURE)
        self.clock.at = MORNING

    def deliver(self, procedure: str) -> dict[str, str]:
        """Let every letter of the procedure leave; the return address of each delegation's."""
        context, found = self.context, {}
        house = house_of(self.settings, context.links)
        with context.database.reading() as connection:
            waits = mailings_of(connection, procedure)
        for each in waits:
            TakingUp(context.register, context.links, house).take_up(each.id)
            with context.database.writing() as connection:
                letters = letters_of(connection, each.id)
                now = self.clock.now()
                sent = [Sending(x.id, LetterState.SENT, "250 OK", "", now) for x in letters]
                note_sendings(connection, sent)
            found |= {
                letter.contact.removeprefix(f"{BODY}-"): verp_address(
                    self.settings.mail_domain, letter.id, house.bounce_secret
                )
                for letter in letters
            }
        return found

    def close_the_book(self) -> None:
        """Let the deadline pass, and time do what it has to do."""
        self.clock.at = DEADLINE + timedelta(minutes=1)
        self.context.register.keep_time(PROCEDURE)

    def keep_silence(self) -> None:
        """Let the letters of the revision leave, and the new deadline pass without an objection."""
        self.deliver(PROCEDURE)
        position = self.context.register.position(PROCEDURE)
        if position is None or position.state.deadline is None:
            message = "the revision is not under silence"
            raise RuntimeError(message)
        self.clock.at = position.state.deadline.instant + timedelta(minutes=1)
        self.context.register.keep_time(PROCEDURE)

    def _returns(self, to: str, data: bytes, sender: str = "") -> None:
        door = Receiving(self.context.register, self.context.links, self.settings)
        door.take(to, sender, data)
