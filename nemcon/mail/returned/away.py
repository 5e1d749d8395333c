"""Whether a message wrote itself, and whether it says that its sender is away.

RFC 3834 has automatic replies say so in a header; many do not, and say it in their subject. Words
in the body alone make no message automatic: a delegate who writes "I shall be away, and we object"
is a person, and a person is read by people.
"""

from __future__ import annotations

import re
from typing import Final

from nemcon.mail.returned.mime import Part
from nemcon.text.lines import line

_AUTOMATIC_FIELDS: Final = ("x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-reply-from")
_AUTOMATIC_PRECEDENCE: Final = frozenset({"auto_reply", "auto-reply"})
_BULK: Final = frozenset({"bulk", "list", "junk"})
# In the six languages, and in German, which many of those who work in Vienna write.
_AWAY: Final = re.compile(
    r"out[- ]of[- ](?:the[- ])?office|\b(?:away|absent) from (?:the|my) (?:office|desk|e-?mail)|"
    r"\bon (?:annual |home |sick |official )?(?:leave|vacation|holidays?|mission|travel)\b|"
    r"\b(?:currently|now) (?:away|absent|travelling|traveling)\b|"
    r"\bi (?:am|will be) (?:away|absent)|"
    r"absence du bureau|hors du bureau|\babsente?s?\b|message d.absence|en cong[ée]s?\b|"
    r"en (?:d[ée]placement|mission)\b|"
    r"fuera de (?:la |mi )?oficina|\bausente\b|de (?:vacaciones|licencia|permiso)\b|"
    r"en comisi[óo]n de servicio|"
    r"вне офиса|отсутств|в отпуске|в командировке|"
    r"خارج المكتب|في إجازة|غير متواجد|في مهمة|"
    r"不在办公室|不在辦公室|休假|外出|请假|請假|出差|"
    r"\babwesen|nicht im b[üu]ro|im urlaub",
    re.IGNORECASE,
)
_REPLIES_BY_ITSELF: Final = re.compile(
    r"(?:automatic reply|auto(?:matic)?[- ]?(?:reply|response)|out[- ]of[- ](?:the[- ])?office|"
    r"r[ée]ponse automatique|absence du bureau|message d.absence|respuesta autom[áa]tica|"
    r"fuera de la oficina|автоматический ответ|автоответ|رد تلقائي|الرد التلقائي|"
    r"自动回复|自動回覆|自動回復|automatische antwort|abwesenheits)",
    re.IGNORECASE,
)
_UNTIL: Final = re.compile(
    r"(?:\b(?:until|till|through|return(?:ing)? on|back (?:on|in)|as of|"
    r"jusqu.[àa]u?|de retour (?:le|à partir du)|hasta (?:el)?|(?:regreso|vuelvo|regresar[ée]) el|"
    r"до|вернусь|по|bis (?:zum)?)\b|حتى|إلى|直到|至|到)[^\n.;。!?]{1,80}",
    re.IGNORECASE,
)
_COLON: Final = re.compile("[:\uff1a]")
_DIGIT: Final = re.compile(r"\d")
_SAID_AT_ONCE: Final = 1500


def wrote_itself(message: Part, *, from_nobody: bool) -> bool:
    """Whether no person wrote the message: by what its headers declare, or by its subject."""
    automatic = message.headers.get("auto-submitted", "no").partition(";")[0].strip().lower()
    return (
        from_nobody
        or automatic not in ("", "no")
        or any(field in message.headers for field in _AUTOMATIC_FIELDS)
        or _precedence(message) in _AUTOMATIC_PRECEDENCE
        or _REPLIES_BY_ITSELF.match(message.header("subject").strip()) is not None
    )


def to_many(message: Part) -> bool:
    """Whether the message is of a list, or sent in bulk."""
    listed = any(field in message.headers for field in ("list-id", "list-unsubscribe"))
    return listed or _precedence(message) in _BULK


def says_away(subject: str, words: str) -> bool:
    """Whether an automatic reply speaks of an absence, in one of the languages known here."""
    return any(_AWAY.search(told) for told in _own(subject, words))


def until_when(subject: str, words: str) -> str:
    """Until when it says its sender is away, in its own words; empty where it does not say.

    It is to be read by people: nothing is reckoned from it.
    """
    found = (match[0] for told in _own(subject, words) for match in _UNTIL.finditer(told))
    return next((line(words) for words in found if _DIGIT.search(words)), "")


def _own(subject: str, words: str) -> tuple[str, str]:
    """What its sender says: not the subject of our letter, which a program repeats after a colon.

    Our own letters say in their subjects until when silence runs.
    """
    return words[:_SAID_AT_ONCE], _COLON.split(subject, 1)[0]


def _precedence(message: Part) -> str:
    return message.headers.get("precedence", "").strip().lower()
