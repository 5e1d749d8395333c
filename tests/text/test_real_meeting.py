"""The Working Group on International Cooperation, Vienna, 7 and 8 July 2020.

The paragraphs of the report are those of the draft, CTOC/COP/WG.3/2020/L.1. Its recommendations
are empty; those here, and who proposed what, were made up, as in the scenario of the meeting.
"""

from __future__ import annotations

from nemcon.text.adoption import adopted
from nemcon.text.amendments import Amendment, Change, Status, opposed, settled, supported
from nemcon.text.applying import applied, left_open
from nemcon.text.changes import changes
from nemcon.text.collisions import collisions
from nemcon.text.negotiated import open_points
from nemcon.text.numbers import read_path
from nemcon.text.paper import read_text, to_text, write_text
from nemcon.text.reading import read_runs
from nemcon.text.runs import Bracket, Kind, words
from nemcon.text.telling import told

REPORT = """\
Draft report

4. At its [2nd and 3rd] meetings on [7 and 8] July 2020, the Working Group considered agenda item 3,
entitled “International cooperation involving special investigative techniques”.

5. At its [fourth] meeting, on [8] July 2020, the Working Group considered agenda item 4.

8. [The representative from Chile, speaking also in his capacity as Chairman of the Asociación
Iberoamericana de Ministerios Públicos (AIAMP), referred to the experience and practices of
international cooperation in the era of COVID-19 pandemic.]

14. Under agenda item 2, statements were made by representatives from: [...].
15. Under agenda item 3, statements were made by representatives from: [...].
16. Under agenda item 4, [a] statement[s] [was] [were] made by the representative from Chile [and
representatives from the following States parties to the Convention]: [...].
17. [The observers for ..., signatory States, also made statements.]

26. A list of participants is contained in document CTOC/COP/WG.3/2020/INF/1/Rev.1.

27. The Working Group had before it the following documents:
- (a) Provisional agenda and annotations (CTOC/COP/WG.3/2020/1);
- (b) Background paper prepared by the Secretariat (CTOC/COP/WG.3/2020/2).
"""

RECOMMENDATIONS = """\
Draft recommendations

1. States parties are encouraged to make wider use of joint investigative bodies.

2. States parties should consider appointing national contact points.

3. States parties should ensure that evidence gathered through special investigative techniques is
admissible in the requesting State.

4. The Secretariat should continue to develop the tools mentioned in paragraph 2 above.
"""


def test_the_draft_report_is_read_with_its_facts_and_gaps() -> None:
    report = read_text(REPORT, bare=Kind.TO_BE_CONFIRMED)
    kinds = {
        clause.number.ordinal: [r.kind for r in clause.runs if isinstance(r, Bracket)]
        for clause in report.clauses
    }
    confirm, complete = Kind.TO_BE_CONFIRMED, Kind.TO_BE_COMPLETED

    assert kinds == {
        4: [confirm, confirm],
        5: [confirm, confirm],
        8: [confirm],
        14: [complete],
        15: [complete],
        16: [*[confirm] * 5, complete],
        17: [confirm],
        26: [],
        27: [],
    }
    assert [c.number.ordinal for c in report.clauses[-1].subs] == [1, 2]
    again = write_text(report, bare=confirm)
    assert read_text(again, bare=confirm) == report
    assert "16. Under agenda item 4, [a] statement[s] [was] [were] made" in again


def test_the_recommendations_are_negotiated_to_their_end() -> None:
    draft = read_text(RECOMMENDATIONS)
    italy = Amendment(
        *("1", "Italy", Change.REPLACE, read_path("2")),
        wording=words("appoint"),
        passage="consider appointing",
    )
    china = Amendment(
        *("2", "China", Change.REPLACE, read_path("3")),
        wording=words("may consider, in accordance with their domestic law, ways to ensure"),
        passage="should ensure",
    )
    cuba = Amendment(
        *("3", "Cuba", Change.INSERT, read_path("1")), wording=read_runs("States may assist them.")
    )
    italy, china = supported(italy, "Brazil"), opposed(china, "France")
    assert collisions(draft, [italy, china, cuba]) == ()

    first = left_open(applied(draft, [italy, cuba]), [china])
    assert told(changes(to_text(draft), to_text(first)))[0].startswith("Paragraph 1 bis is new")
    assert [str(place) for place in open_points(first)] == ["paragraph 3"]
    assert "parties [should ensure / China: may consider, in accordance" in write_text(first)

    last = applied(
        first, [Amendment("4", "Chair", Change.DELETE, read_path("3"), reason="To the compilation")]
    )
    done = adopted(last)
    assert settled(china, Status.ALTERNATIVE).live is False
    assert done.numbers == {"1": "1", "1 bis": "2", "2": "3", "4": "4"}
    assert write_text(done.text).endswith("the tools mentioned in paragraph 3 above.\n")
