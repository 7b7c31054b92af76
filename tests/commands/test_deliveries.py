"""A file that was handed in comes into the atlas: checked, answered, released, or not at all."""

import os
import signal
import sys
from dataclasses import replace
from hashlib import sha256
from threading import Barrier, Thread

import pandas as pd
import pytest

from atlas.atlas import Atlas
from atlas.commands.deliveries import HandedIn, open_deliveries
from atlas.desk import Desk
from atlas.errors import (
    AtlasError,
    JournalError,
    NotAllowedError,
    OutdatedTableError,
    SubmissionError,
)
from atlas.model.cells import State
from atlas.model.quantities import Audience
from atlas.model.roles import Person, Role, on_own_machine
from atlas.model.submissions import DeliveryFacts, SubmissionRequest, SubmissionStatus
from atlas.sources.delivery_store import DeliveryStore

FACTS = DeliveryFacts(source="Meldestelle", publisher="Amt", date="31.12.2021")
REQUEST = SubmissionRequest(area="ort", level="block", year=2021, facts=FACTS)
COLUMNS = "CDEF"


def handed_in(rows, quantities=("kinder",), content=b"the file", year=2021):
    """A workbook whose first unit stands in row 2 and whose first quantity in column C."""
    cells = [
        ("block", unit, year, code, value, *_sign(value), row, COLUMNS[number])
        for row, (unit, values) in enumerate(rows.items(), 2)
        for number, (code, value) in enumerate(zip(quantities, values, strict=True))
    ]
    names = "level unit year quantity value state status row column".split()  # noqa: SIM905
    frame = pd.DataFrame(cells, columns=names).astype({"value": float})
    return HandedIn(name="kinder.xlsx", content=content, figures=frame, mapping={"C": "kinder"})


def _sign(value):
    if value is None:
        return State.SECRET, 0
    return (State.MEASURED if value else State.ZERO), 0


# block 01 as before (11), 02 changed (19), 03 secret (62), 04 as before (78)
CHILDREN = handed_in({"01": [11], "02": [21], "03": [None], "04": [78]})


@pytest.fixture
def office(town, tmp_path):
    """Opens the deliveries of the town for somebody."""

    def opened(actor="Anna"):
        home = tmp_path / "home"
        return open_deliveries(Desk.open(town, home), home, on_own_machine(actor))

    return opened


def table(town, year=2021):
    return (town / f"indicators/ort/{year}.csv").read_text("utf-8")


def description(town, year=2021):
    return (town / f"indicators/ort/{year}.toml").read_text("utf-8")


def test_a_released_file_changes_its_cells_and_its_section_and_nothing_else(office, town):
    before = table(town), description(town)
    submission = office().hand_in(CHILDREN, REQUEST, {})
    assert submission.status is SubmissionStatus.CHECKED
    assert submission.changes == {"new": 0, "changed": 2, "removed": 0}
    assert (table(town), description(town)) == before

    office("Bert").release(submission)

    expected = before[0].replace("190;19;50", "190;21;50").replace("310;62;30", "310;.;30")
    assert table(town) == expected
    section = (
        'base = "block"\ndate = "31.12.2021"\nboundary_date = ""\nsource = "Meldestelle"\n'
        'publisher = "Amt"\ndefinition = "unter 15"\naudience = "statistics"\n'
    )
    assert description(town) == before[1].replace('definition = "unter 15"\n', section)


def test_the_original_is_kept_once_and_for_its_owner_only(office, tmp_path):
    first, second = (office().hand_in(CHILDREN, REQUEST, {}) for _ in range(2))
    assert first.key != second.key
    assert first.file.digest == second.file.digest == sha256(b"the file").hexdigest()
    kept = tmp_path / "home/deliveries" / first.file.digest
    assert (kept.read_bytes(), kept.stat().st_mode & 0o777) == (b"the file", 0o600)
    assert kept.parent.stat().st_mode & 0o777 == 0o700


def test_warnings_are_answered_before_a_release_and_the_answer_is_kept(office, town):
    # there were 400 people in block 04 in 2020
    people = handed_in({"01": [110], "02": [190], "03": [310], "04": [0]}, ["leute"])
    submission = office().hand_in(people, REQUEST, {})
    # 78 children of nobody
    assert {p.code for p in submission.errors} == {"part_over_whole"}
    both = handed_in(
        {"01": [110, 11], "02": [190, 19], "03": [310, 62], "04": [0, 0]}, ["leute", "kinder"]
    )
    submission = office().hand_in(both, REQUEST, {"nothing_like_that": "x"})
    assert submission.unanswered == ("zero_after_hundreds",)
    with pytest.raises(SubmissionError, match="zero_after_hundreds"):
        office().release(submission)
    submission = office("Bert").check(submission, {"zero_after_hundreds": "Abriss"})
    # checked again, the answer stays: it is about the same
    submission = office("Anna").check(submission, {})
    office().release(submission)
    (released,) = [item for item in office().submissions("ort") if item.key == submission.key]
    comment = released.comments["zero_after_hundreds"]
    assert (comment.text, comment.actor) == ("Abriss", "Bert")
    assert (released.status, released.actor) == (SubmissionStatus.RELEASED, "Anna")
    assert "block;04;Damm;–;–;20" in table(town)


def test_errors_keep_a_file_out(office, town):
    before = table(town)
    more = handed_in({"01": [111], "02": [19], "03": [62], "04": [78]})
    submission = office().hand_in(more, REQUEST, {"part_over_whole": "doch"})
    with pytest.raises(SubmissionError, match="„Kinder“ für „Anger“ ist mit 111 größer"):
        office().release(submission)
    assert table(town) == before


def test_with_four_eyes_somebody_else_releases(office, monkeypatch):
    monkeypatch.setenv("ATLAS_FOUR_EYES", "1")
    submission = office("Anna").hand_in(CHILDREN, REQUEST, {})
    with pytest.raises(SubmissionError, match="Vier-Augen"):
        office("  anna ").release(submission)
    assert office("Bert").release(submission).actor == "Bert"


def test_a_rejected_file_says_why_and_stays_out(office):
    submission = office().hand_in(CHILDREN, REQUEST, {})
    with pytest.raises(SubmissionError, match="Grund"):
        office().reject(submission, " ")
    rejected = office("Bert").reject(submission, "falsches Jahr")
    assert (rejected.reason, rejected.actor) == ("falsches Jahr", "Bert")
    with pytest.raises(SubmissionError, match="zurückgewiesen"):
        office().release(submission)


def test_what_a_file_leaves_out_is_removed_unless_it_brings_single_cells(office):
    two = handed_in({"01": [11], "02": [21]})
    assert office().hand_in(two, REQUEST, {}).changes == {"new": 0, "changed": 1, "removed": 2}
    single = replace(REQUEST, partial=True)
    assert office().hand_in(two, single, {}).changes == {"new": 0, "changed": 1, "removed": 0}


@pytest.mark.slow
def test_the_effect_is_that_of_the_pipeline(office):
    submission = office().hand_in(CHILDREN, replace(REQUEST, partial=True), {})
    effects = office().preview_of(submission).effects
    moves = {(move.indicator, move.level, move.unit): move for move in effects.top}
    share = moves["kinderanteil", "block", "02"]
    assert (share.old, share.new) == (pytest.approx(100 * 19 / 190), pytest.approx(100 * 21 / 190))
    # A is 01 and 02 in 2021, as 03 lies in B since then
    share = moves["kinderanteil", "bezirk", "A"]
    assert (share.old, share.new) == (pytest.approx(10), pytest.approx(100 * 32 / 300))
    # gone with the children of 03: of itself, its district, the town, and a school
    assert effects.counts["kinderanteil"] == (3, 0, 4)


@pytest.mark.usefixtures("database")
def test_of_two_who_release_at_the_same_moment_one_wins_and_the_other_is_told(office):
    submission = office().hand_in(CHILDREN, REQUEST, {})
    outcomes, start = [], Barrier(2)

    def release(someone):
        start.wait()
        try:
            outcomes.append(someone.release(submission).actor)
        except AtlasError as error:
            outcomes.append(str(error))

    threads = [Thread(target=release, args=[office(name)]) for name in ("Anna", "Bert")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcome in {"Anna", "Bert"} for outcome in outcomes) == [False, True]
    assert "Diese Lieferung ist schon übernommen." in outcomes
    assert len(office().tables.versions("ort", 2021)) == 1


def test_who_releases_into_a_table_that_changed_is_told_and_nothing_is_lost(office, town):
    first = office().hand_in(CHILDREN, REQUEST, {})
    people = handed_in({"01": [112], "02": [190], "03": [310], "04": [390]}, ["leute"])
    second = office().hand_in(people, REQUEST, {})
    office().release(first)
    with pytest.raises(OutdatedTableError):
        office().release(second)
    office().release(office().check(second, {}))
    assert "block;01;Anger;112;11;40" in table(town)
    assert "block;02;Bach;190;21;50" in table(town)


def test_every_version_can_be_restored(office, town):
    versions = [(table(town), description(town))]
    office().release(office().hand_in(CHILDREN, REQUEST, {}))
    versions.append((table(town), description(town)))
    office("Bert").tables.restore("ort", 2021, 0)
    assert (table(town), description(town)) == versions[0]
    office().tables.restore("ort", 2021, 1)
    assert (table(town), description(town)) == versions[1]
    assert office().tables.compare("ort", 2021, 0, 3) == (
        ("block", "02", "kinder", "19", "21"),
        ("block", "03", "kinder", "62", "."),
    )
    history = office().tables.versions("ort", 2021)
    assert [(v.version, v.actor, v.restored) for v in history] == [
        (1, "Anna", None),
        (2, "Bert", 0),
        (3, "Anna", 1),
    ]


def test_a_first_table_of_a_year_is_made_and_taken_back(office, town):
    new = replace(REQUEST, year=2022)
    office().release(office().hand_in(handed_in({"02": [5]}, year=2022), new, {}))
    assert table(town, 2022) == "level;unit;name;kinder\nblock;02;Bach;5\n"
    office().tables.restore("ort", 2022, 0)
    assert not list((town / "indicators/ort").glob("2022.*"))


def test_without_the_journal_nothing_changes(office, town, monkeypatch):
    before = table(town), description(town)
    someone = office()
    submission = someone.hand_in(CHILDREN, REQUEST, {})

    def fail(_):
        raise JournalError(OSError(28, ""))

    monkeypatch.setattr(someone.tables.journal, "write", fail)
    with pytest.raises(JournalError):
        someone.release(submission)
    assert (table(town), description(town)) == before
    assert not someone.tables.store.unfinished_areas()


def test_a_release_renews_the_year_of_its_area_only(office, town):
    (town / "districts/anderswo").symlink_to(town / "districts/ort")
    (town / "indicators/anderswo").mkdir()
    (town / "indicators/anderswo/2020.csv").write_text(table(town, 2020))
    (town / "indicators/anderswo/2020.toml").write_text(description(town, 2020))
    before = Atlas.open(town, Audience.STATISTICS)
    editions = {area: before.edition(area) for area in ("ort", "anderswo")}
    office().release(office().hand_in(CHILDREN, REQUEST, {}))

    after = Atlas.open(town, Audience.STATISTICS, previous=before)

    assert after.edition("anderswo") is editions["anderswo"]
    years = {
        when: {year.year: year for year in edition.protected.years_by_key.values()}
        for when, edition in (("before", editions["ort"]), ("after", after.edition("ort")))
    }
    assert years["after"][2020] is years["before"][2020]
    assert years["after"][2021] is not years["before"][2021]


@pytest.mark.slow
def test_whoever_is_killed_at_any_step_leaves_the_old_or_the_new_table(office, town, tmp_path):
    """A child process releases the same file and is killed before its n-th change of the disk."""
    old = table(town), description(town)
    home = tmp_path / "home"
    submission = office().hand_in(CHILDREN, REQUEST, {})
    office().release(submission)
    new = table(town), description(town)
    office().tables.restore("ort", 2021, 0)
    outcomes, states = [], []
    while not outcomes or outcomes[-1] == "killed":
        submission = office().hand_in(CHILDREN, REQUEST, {})
        outcomes.append(_outcome_of_kill(office, submission, (town, home), len(outcomes)))
        # readers come first: they see a whole pair, too
        Atlas.open(town, Audience.STATISTICS)
        assert (table(town), description(town)) in (old, new)
        Desk.open(town, home)
        states.append((table(town), description(town)))
        is_released = office().find("ort", submission.key).status is SubmissionStatus.RELEASED
        assert (states[-1] == new) == is_released
        assert states[-1] in (old, new)
        if is_released:
            office().tables.restore("ort", 2021, 0)
    assert states[-1] == new
    # kept pairs, the note, the old versions, the list, two renames, the end of the note
    assert outcomes.count("killed") > 15
    assert {old, new} == set(states[:-1])
    assert not DeliveryStore.of(home).unfinished_areas()


_CHANGES = {"os.rename", "os.mkdir", "os.rmdir", "os.remove", "os.unlink", "os.chmod", "open"}
_DATABASE = "sqlite3.connect"


def _outcome_of_kill(office, submission, folders, step):
    """Release in a child that is killed at its step-th change below the folders."""
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        return "killed" if os.WIFSIGNALED(status) else "done"
    changes = 0
    inside = tuple(map(str, folders))

    def watch(event, arguments):
        nonlocal changes
        if event not in _CHANGES | {_DATABASE} or not str(arguments[0]).startswith(inside):
            return
        writes = os.O_WRONLY | os.O_RDWR | os.O_APPEND
        if event == "open" and not arguments[2] & writes:
            return
        if changes == step:
            os.kill(os.getpid(), signal.SIGKILL)
        changes += 1

    someone = office("Bert")
    sys.addaudithook(watch)
    try:
        someone.release(submission)
    finally:
        os._exit(0)


def somebody(name, subject, *roles, departments=()):
    return Person(
        name=name,
        subject=subject,
        roles=frozenset(roles),
        departments=frozenset(departments),
        verified=True,
    )


def test_who_only_delivers_neither_releases_nor_sees_what_others_deliver(office, town, tmp_path):
    (town / "indicators" / "ort" / "departments.toml").write_text(
        '[department.jugend]\nname = "Jugendamt"\n'
        '[[agreement]]\ndepartment = "jugend"\nquantities = ["kinder"]\n'
        'level = "block"\ndue = "03-31"\nsince = 2020\n'
    )
    own = replace(REQUEST, department="Jugendamt")
    clerk = open_deliveries(
        Desk.open(town, tmp_path / "home"),
        tmp_path / "home",
        somebody("Ben", "7", Role.DELIVER, departments=["Jugendamt"]),
    )
    submission = clerk.hand_in(CHILDREN, own, {})
    others = office().hand_in(CHILDREN, replace(REQUEST, department="Sozialamt"), {})
    assert [item.key for item in clerk.submissions("ort")] == [submission.key]
    people = handed_in({"01": [110]}, ["leute"])
    for refused in (
        lambda: clerk.hand_in(CHILDREN, replace(own, department="Sozialamt"), {}),
        lambda: clerk.hand_in(CHILDREN, REQUEST, {}),
        lambda: clerk.preview(people, own),
        lambda: clerk.preview_of(others),
        lambda: clerk.check(others, {}),
    ):
        with pytest.raises(SubmissionError):
            refused()
    for refused in (
        lambda: clerk.release(submission),
        lambda: clerk.reject(submission, "weg damit"),
        lambda: clerk.tables.restore("ort", 2021, 0),
        lambda: clerk.tables.table_of_version("ort", 2021, 0),
    ):
        with pytest.raises(NotAllowedError):
            refused()


def test_a_checked_person_is_known_by_the_subject_whatever_the_name():
    anna = somebody("Anna Neu", "7", Role.RELEASE)
    assert anna.has_acted("Anna Alt (7)")
    assert not anna.has_acted("Anna Neu (77)")
    # without a sign-in there is the name only
    assert on_own_machine("ａnna").has_acted(" Anna")
