"""A document in each of the five languages other than English, and words of others within it."""

from __future__ import annotations

from datetime import date
from typing import Final

from nemcon.documents.model.blocks import (
    Block,
    Entry,
    Heading,
    Listing,
    Para,
    Signature,
    Table,
    labelled,
)
from nemcon.documents.model.document import Distribution, Document, Masthead, Paper
from nemcon.documents.model.inlines import Bracketed, Content, Footnote, Words, content
from nemcon.text.runs import Kind

ENGLISH: Final = "The text is also quoted in English: see A/RES/55/25, annex I, article 18."
ARABIC: Final = "اعتمد الفريق العامل التقرير الوارد في الوثيقة CTOC/COP/WG.3/2020/L.1 دون تصويت."


def _blocks(  # each of the words of one language stands in a place of its own
    headings: tuple[str, str, str],
    paragraphs: tuple[str, str, str],
    entries: tuple[tuple[str, str], ...],
    table: tuple[str, tuple[str, str], tuple[str, str]],
    noted: str,
    signature: Signature,
) -> tuple[Block, ...]:
    caption, head, row = table
    confirmed: Content = (
        *content(paragraphs[1]),
        Words(" "),
        Bracketed(Kind.TO_BE_CONFIRMED, content(noted)),
        Footnote(content(noted)),
    )
    return labelled(
        (
            Heading(1, content(headings[0])),
            Para(content(paragraphs[0]), number="1", name="1"),
            Para(confirmed, number="2", name="2"),
            Heading(2, content(headings[1])),
            Para(content(paragraphs[2]), number="2 bis", name="2 bis"),
            Listing(tuple(Entry(content(words), label) for label, words in entries)),
            Heading(2, content(headings[2])),
            Table(caption, (content(head[0]), content(head[1])), (_row(row),), (2, 1)),
            Para(content(ENGLISH), quoted=True),
            Para(content(ARABIC), quoted=True),
            signature,
        )
    )


def _row(cells: tuple[str, str]) -> tuple[Content, ...]:
    return tuple(content(cell) for cell in cells)


def _document(language: str, lines: tuple[str, ...], blocks: tuple[Block, ...]) -> Document:
    organ, body, session, place, item, title = lines
    return Document(
        paper=Paper.REPORT,
        masthead=Masthead(
            organ=organ,
            symbol="CTOC/COP/WG.3/2020/L.1",
            dated=date(2020, 7, 9),
            body=body,
            session=session,
            place=place,
            item=item,
            distribution=Distribution.GENERAL,
            original="en",
        ),
        title=title,
        blocks=blocks,
        language=language,
    )


FRENCH: Final = _document(
    "fr",
    (
        (
            "Conférence des Parties à la Convention des Nations Unies contre la criminalité "
            "transnationale organisée"
        ),
        "Groupe de travail sur la coopération internationale",
        "Onzième réunion",
        "Vienne, 7 et 8 juillet 2020",
        "Point 6 de l’ordre du jour",
        "Projet de rapport de la réunion du Groupe de travail",
    ),
    _blocks(
        ("Introduction", "Ouverture de la réunion", "Participation"),
        (
            (
                "Dans sa résolution 7/1, la Conférence a décidé que le Groupe de travail serait un "
                "élément constant de la Conférence (voir CTOC/COP/WG.3/2020/1)."
            ),
            (
                "Le Groupe de travail s’est réuni à Vienne, sous une forme hybride, l’œuvre étant "
                "poursuivie jusqu’à son achèvement\u202f;"
            ),
            "L’assistance mutuelle est régie par l’article 18 de la Convention.",
        ),
        (("a)", "Encourager les États Parties\u00a0;"), ("b)", "Prier le Secrétariat.")),
        ("Participants par catégorie", ("Catégorie", "Présents"), ("États Parties", "94")),
        "À l’exception du point 3",
        Signature("Thomas Burri", "Le Président", "Vienne"),
    ),
)

SPANISH: Final = _document(
    "es",
    (
        (
            "Conferencia de las Partes en la Convención de las Naciones Unidas contra la "
            "Delincuencia Organizada Transnacional"
        ),
        "Grupo de Trabajo sobre Cooperación Internacional",
        "11ª reunión",
        "Viena, 7 y 8 de julio de 2020",
        "Tema 6 del programa",
        "Proyecto de informe sobre la reunión del Grupo de Trabajo",
    ),
    _blocks(
        ("Introducción", "Apertura de la reunión", "Asistencia"),
        (
            (
                "En su resolución 7/1, la Conferencia decidió que el Grupo de Trabajo sería un "
                "elemento constante de ella (véase CTOC/COP/WG.3/2020/1)."
            ),
            "El año pasado, el Grupo de Trabajo preguntó: «¿Cómo se obtienen las pruebas?».",
            "La asistencia judicial recíproca se rige por el artículo 18 de la Convención.",
        ),
        (("a)", "Alentar a los Estados partes;"), ("b)", "Solicitar a la Secretaría.")),
        ("Asistencia por categoría", ("Categoría", "Presentes"), ("Estados partes", "94")),
        "Con excepción del tema 3",
        Signature("Thomas Burri", "Presidente", "Viena"),
    ),
)

RUSSIAN: Final = _document(
    "ru",
    (
        (
            "Конференция участников Конвенции Организации Объединенных Наций против "
            "транснациональной организованной преступности"
        ),
        "Рабочая группа по международному сотрудничеству",
        "Одиннадцатое совещание",
        "Вена, 7–8 июля 2020 года",
        "Пункт 6 повестки дня",
        "Проект доклада о работе совещания Рабочей группы",
    ),
    _blocks(
        ("Введение", "Открытие совещания", "Участники"),
        (
            (
                "В своей резолюции 7/1 Конференция постановила, что Рабочая группа будет ее "
                "постоянным элементом (см. CTOC/COP/WG.3/2020/1)."
            ),
            "Рабочая группа провела совещание в Вене в гибридном формате, объём работы — «полный».",
            "Взаимная правовая помощь регулируется статьей 18 Конвенции.",
        ),
        (("а)", "призвать государства-участники;"), ("б)", "просить Секретариат.")),
        ("Участники по категориям", ("Категория", "Всего"), ("Государства-участники", "94")),
        "За исключением пункта 3",
        Signature("Томас Бурри", "Председатель", "Вена"),
    ),
)

CHINESE: Final = _document(
    "zh",
    (
        "联合国打击跨国有组织犯罪公约缔约方会议",
        "国际合作工作组",
        "第十一次会议",
        "2020年7月7日至8日，维也纳",
        "议程项目6",
        "工作组会议报告草稿",
    ),
    _blocks(
        ("导言", "会议开幕", "出席情况"),
        (
            (
                "缔约方会议在其第7/1号决议中决定，国际合作工作组应当是缔约方会议的一个常设组成部分"
                "（见CTOC/COP/WG.3/2020/1），向其提交报告和建议。"
            ),
            "工作组以混合形式在维也纳举行了会议，并审议了电子证据的可采性问题。",
            "司法协助由《公约》第十八条规定；各国应“迅速”答复请求。",
        ),
        (("(a)", "鼓励各缔约国；"), ("(b)", "请秘书处继续其工作。")),
        ("按类别列出的出席情况", ("类别", "出席"), ("缔约国", "94")),
        "项目3除外",
        Signature("托马斯·布里", "主席", "维也纳"),
    ),
)

ARABIC_DOCUMENT: Final = _document(
    "ar",
    (
        "مؤتمر الأطراف في اتفاقية الأمم المتحدة لمكافحة الجريمة المنظمة عبر الوطنية",
        "الفريق العامل المعني بالتعاون الدولي",
        "الاجتماع الحادي عشر",
        "فيينا، 7 و8 تموز/يوليه 2020",
        "البند 6 من جدول الأعمال",
        "مشروع التقرير عن اجتماع الفريق العامل",
    ),
    _blocks(
        ("مقدمة", "افتتاح الاجتماع", "الحضور"),
        (
            (
                "قرَّر المؤتمر، في قراره 7/1، أن يكون الفريق العامل عنصرا ثابتا من عناصر المؤتمر "
                "(انظر CTOC/COP/WG.3/2020/1)، وأن يحيل إليه تقاريره وتوصياته."
            ),
            "عقد الفريق العامل اجتماعه في فيينا في 7 و8 تموز/يوليه 2020 بشكل مختلط؛",
            "تخضع المساعدة القانونية المتبادلة لأحكام المادة 18 من الاتفاقية (الفقرة 24).",
        ),
        (("(أ)", "تشجيع الدول الأطراف؛"), ("(ب)", "الطلب إلى الأمانة.")),
        ("الحضور حسب الفئة", ("الفئة", "الحاضرون"), ("الدول الأطراف", "94")),
        "باستثناء البند 3",
        Signature("توماس بوري", "الرئيس", "فيينا"),
    ),
)

IN_FIVE: Final = {
    "ar": ARABIC_DOCUMENT,
    "zh": CHINESE,
    "fr": FRENCH,
    "ru": RUSSIAN,
    "es": SPANISH,
}
"""By language."""
