"""What the HTML of a document says besides its words, to those who hear it and below its text.

Changes and brackets are told by colour and type to those who see them. A house may write other
languages than these six; what is said besides the words is then said in English.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

ENGLISH: Final = "en"


@dataclass(frozen=True, slots=True)
class Spoken:
    """The words of one language; `end` is said where a change ends."""

    language: str
    insertion: str
    deletion: str
    end: str
    comment: str
    comments: str
    note: str
    back: str
    confirm: str
    complete: str
    table: str


_SPOKEN: Final = (
    Spoken(
        language="en",
        insertion="insertion",
        deletion="deletion",
        end="end of the change",
        comment="Comment",
        comments="Comments",
        note="Note",
        back="Back to the text",
        confirm="to be confirmed",
        complete="to be completed",
        table="Table",
    ),
    Spoken(
        language="fr",
        insertion="insertion",
        deletion="suppression",
        end="fin de la modification",
        comment="Commentaire",
        comments="Commentaires",
        note="Note",
        back="Retour au texte",
        confirm="à confirmer",
        complete="à compléter",
        table="Tableau",
    ),
    Spoken(
        language="es",
        insertion="inserción",
        deletion="supresión",
        end="fin de la modificación",
        comment="Comentario",
        comments="Comentarios",
        note="Nota",
        back="Volver al texto",
        confirm="por confirmar",
        complete="por completar",
        table="Cuadro",
    ),
    Spoken(
        language="ru",
        insertion="добавлено",
        deletion="исключено",
        end="конец изменения",
        comment="Комментарий",
        comments="Комментарии",
        note="Примечание",
        back="Вернуться к тексту",
        confirm="подлежит подтверждению",
        complete="подлежит заполнению",
        table="Таблица",
    ),
    Spoken(
        language="zh",
        insertion="插入",
        deletion="删除",
        end="修改结束",
        comment="评论",
        comments="评论",
        note="注",
        back="返回正文",
        confirm="待确认",
        complete="待补充",
        table="表",
    ),
    Spoken(
        language="ar",
        insertion="إضافة",
        deletion="حذف",
        end="نهاية التعديل",
        comment="تعليق",
        comments="تعليقات",
        note="حاشية",
        back="العودة إلى النص",
        confirm="بانتظار التأكيد",
        complete="بانتظار الاستكمال",
        table="جدول",
    ),
)
_BY_LANGUAGE: Final = {spoken.language: spoken for spoken in _SPOKEN}


def spoken_in(language: str) -> Spoken:
    """The words of that language, or those of English."""
    return _BY_LANGUAGE.get(language, _BY_LANGUAGE[ENGLISH])
