"""`release build`, `list` and `check`, and `--release` of the other commands."""

from __future__ import annotations

import shutil
import sys
from datetime import date

import pikepdf
import pytest

from atlas import pipeline
from atlas.cli import audit
from atlas.cli.main import main
from atlas.cli.releases import Progress
from atlas.desk import Desk
from atlas.disclosure.joint import Past
from atlas.editions import release_build
from atlas.model.published_table import CellVerdict, Verdict
from atlas.model.quantities import Audience
from atlas.model.releases import Stage, Step

# variations on what quicker tests promise: each of them takes its time
pytestmark = pytest.mark.slow


@pytest.fixture
def release(cli, town, edit):
    """Run a `release` command on the town with a single child in block 01."""
    edit(
        town / "indicators/catalogue.toml", 'title = "Kinder"\n', 'title = "Kinder"\nminimum = 3\n'
    )
    edit(town / "indicators/ort/2020.csv", "block;01;Anger;100;10;", "block;01;Anger;100;1;")

    def run(*arguments):
        home = ("--home", town.parent / "home") if arguments[0] in {"build", "price"} else ()
        return cli("release", *arguments, "--area", "ort", "--data", town, *home)

    return run


@pytest.fixture(scope="module")
def built_once(one_child_folder, tmp_path_factory):
    """The town with a single child in block 01, and the home, after a build of "2021/1"."""
    folder = tmp_path_factory.mktemp("built")
    town = shutil.copytree(one_child_folder, folder / "town")
    with pytest.MonkeyPatch.context() as patch:
        where = ("--data", str(town), "--home", str(folder / "home"))
        patch.setattr(
            *(sys, "argv"),
            ["atlas", "release", "build", "--area", "ort", *where, "--name", "2021/1"],
        )
        with pytest.raises(SystemExit, match="0"):
            main()
    return folder


@pytest.fixture
def built(release, town, built_once):
    """The release "2021/1" of the town and what the home has of it."""
    shutil.copytree(built_once / "town/releases", town / "releases")
    shutil.copytree(built_once / "home", town.parent / "home")


def build_quietly(town, name):
    """Build another release as `release build` does, without protocols."""
    Desk.open(town, town.parent / "home").release("ort", name, date(2022, 3, 1), lambda _: None)


@pytest.fixture
def audited(cli, town):
    def run(*arguments):
        return cli(
            *("audit", "--area", "ort", "--data", town, "--home", town.parent / "home"),
            *("--format", "json", *arguments),
        )

    return run


@pytest.fixture
def values(cli, town):
    def run(*arguments):
        return cli(
            *("values", "--area", "ort", "--level", "block", "--indicator", "kinderanteil"),
            *("--year", 2020, "--data", town, "--home", town.parent / "home", *arguments),
        )

    return run


def test_a_build_says_for_whom_what_is_hidden(release, town):
    built = release("build", "--name", "2021/1")
    folder = town.parent / "home/protocols/ort/2021/1"
    assert built.code == 0
    assert built.out.decode().splitlines() == [
        "Ausgabe „2021/1“ von „ort“:",
        "  Verwaltung: 3 von 72 Zahlen verdeckt (4,17 %)",
        "    auf der Ebene „block“: 2",
        "    auf der Ebene „quartier“: 1",
        "  Öffentlichkeit: 3 von 72 Zahlen verdeckt (4,17 %)",
        "    auf der Ebene „block“: 2",
        "    auf der Ebene „quartier“: 1",
        f"Protokolle für die Datenschutzbeauftragten, vertraulich: {folder} (CSV und PDF)",
    ]
    assert built.err.splitlines() == [
        "Die Daten werden gelesen …",
        "Für die Verwaltung wird verdeckt …",
        "Für die Verwaltung wird nachgerechnet, was sich erschließen lässt …",
        "Die Öffentlichkeit bekommt dieselben Zahlen: Für sie gilt dasselbe.",
        "Die Ausgabe wird geschrieben …",
    ]


def test_a_build_says_what_keeps_figures_out_of_it(cli, town, edit):
    catalogue = town / "indicators/catalogue.toml"
    edit(catalogue, 'title = "Kinder"\n', 'title = "Kinder"\ndisclosure = "amt"\n')
    rule = '[disclosure.amt]\ntitle = "Amt"\n'
    catalogue.write_text(f"{catalogue.read_text('utf-8')}\n{rule}", "utf-8")
    home = ("--home", town.parent / "home")
    built = cli("release", "build", "--area", "ort", "--data", town, *home, "--name", "1")
    text = built.out.decode()
    assert built.code == 0
    assert "ganz zurückgehalten: „Kinder“ hat keine Regel" in text
    assert "Der Eintrag „minimum“ im Abschnitt [disclosure.amt] ist nicht brauchbar" in text
    listed = ("values", "--area", "ort", "--level", "block", "--data", town, *home)
    rows = cli(*listed, "--indicator", "leute", "--release", "1").json["rows"]
    assert {row["flag"] for row in rows} == {""}


def test_values_of_a_release_have_a_sign_where_something_is_hidden(values, built):
    by_unit = {row["unit"]: row for row in values("--release", "2021/1").json["rows"]}
    assert {unit: row["flag"] for unit, row in by_unit.items() if row["flag"]} == {
        "01": "secret",
        "03": "secret",
    }
    assert by_unit["01"]["numerator"] is by_unit["01"]["value"] is None
    assert by_unit["02"]["value"] == 10


def test_without_a_name_the_latest_release_is_read(values, town, edit, built):
    edit(town / "indicators/ort/2020.csv", "block;02;Bach;200;20;", "block;02;Bach;200;40;")
    result = values()
    assert {row["unit"]: row["value"] for row in result.json["rows"]}["02"] == 10
    assert result.err.strip() == (
        "Gezeigt wird die Ausgabe „2021/1“; der Arbeitsstand ist neuer: --release working"
    )


@pytest.mark.parametrize(
    "arguments", [("--release", "working"), ("--audience", "statistics")], ids=["named", "theirs"]
)
def test_the_working_state_is_read_by_those_who_say_so(values, arguments, built):
    result = values(*arguments)
    assert {row["unit"]: row["numerator"] for row in result.json["rows"]}["01"] == 1
    assert not result.err


def test_without_any_release_the_working_state_is_read(release, values):
    assert release("list").out.decode().strip() == "Es gibt noch keine Ausgabe."
    result = values()
    assert {row["unit"]: row["numerator"] for row in result.json["rows"]}["01"] == 1
    assert not result.err


def test_areas_are_listed_as_they_were_released_if_they_were(cli, town, built):
    def years(*arguments):
        listed = cli("areas", "--data", town, "--format", "json", *arguments).json["areas"]
        return {area["area"]: area["years"] for area in listed}

    for room in ("districts", "indicators"):
        shutil.copytree(town / room / "ort", town / room / "dorf")
    shutil.copyfile(town / "indicators/ort/2021.csv", town / "indicators/ort/2022.csv")
    text = (town / "indicators/ort/2021.toml").read_text("utf-8")
    (town / "indicators/ort/2022.toml").write_text(text.replace("2021-12", "2022-12"), "utf-8")
    assert years() == {"dorf": [2020, 2021], "ort": [2020, 2021]}
    assert years("--release", "working")["ort"] == [2020, 2021, 2022]
    assert years("--release", "2021/1") == {"ort": [2020, 2021]}


@pytest.mark.parametrize("name", ["working", "latest-or-working"])
def test_no_release_is_called_like_what_is_none(release, name):
    assert release("build", "--name", name).code == 2


def test_an_audit_of_a_release_finds_nothing(cli, town, built):
    audited = ("audit", "--area", "ort", "--data", town, "--home", town.parent / "home")
    before, after = cli(*audited, "--release", "working"), cli(*audited, "--format", "json")
    assert (before.code, after.code) == (1, 0)
    assert {cell["unit"] for cell in after.json["cells"]} == {"01", "03", "Q"}


def test_an_audit_asks_for_what_the_release_promises(release, audited, town, edit):
    # A has 24 with 20 in block 02: 4 are left for two blocks, 1 to 3 each
    table = town / "indicators/ort/2020.csv"
    edit(table, "block;03;Christhof;300;60;", "block;03;Christhof;300;3;")
    release("build", "--name", "1", "--protection", "exact")
    finished = audited()
    assert (finished.code, finished.json["unsafe"]) == (0, 0)
    of_block = next(cell for cell in finished.json["cells"] if cell["unit"] == "01")
    assert 1 <= of_block["lower"] < of_block["upper"] <= 3


@pytest.mark.slow
def test_an_audit_looks_at_all_releases_up_to_one_together(audited, town, edit, built):
    edit(town / "indicators/ort/2020.csv", "block;01;Anger;100;1;", "block;01;Anger;100;2;")
    build_quietly(town, "2")

    def cells(*arguments):
        finished = audited(*arguments)
        assert (finished.code, finished.json["unsafe"]) == (0, 0)
        return {(cell["unit"], cell["earlier_release"]) for cell in finished.json["cells"]}

    # block 03 stayed: it is one unknown, while block 01 and its quarter have two values
    assert cells() == {("01", ""), ("01", "2021/1"), ("03", ""), ("Q", ""), ("Q", "2021/1")}
    assert cells("--release", "2021/1") == {("01", ""), ("03", ""), ("Q", "")}
    shutil.rmtree(town.parent / "home/hidden")
    # nobody knows that block 03 stayed
    assert ("03", "2021/1") in cells()


@pytest.mark.slow
def test_what_only_all_releases_together_give_away_is_found(
    release, audited, town, edit, monkeypatch
):
    edit(town / "indicators/ort/2020.csv", "block;01;Anger;100;1;", "block;01;Anger;100;3;")
    release("build", "--name", "1")
    edit(town / "indicators/ort/2020.csv", "block;01;Anger;100;3;", "block;01;Anger;100;1;")
    monkeypatch.setattr(release_build, "past_releases", lambda *_: Past())
    release("build", "--name", "2")
    # block 03, which the second hides for the sake of 01, is read in the first
    finished = audited()
    of_block = next(cell for cell in finished.json["cells"] if cell["unit"] == "01")
    assert finished.code == 1
    assert (of_block["lower"], of_block["upper"], of_block["verdict"]) == (1, 1, "narrow")


def test_a_list_says_whether_releases_are_whole(release, town):
    assert release("list").out.decode().strip() == "Es gibt noch keine Ausgabe."
    release("build", "--name", "2021/1")
    assert release("check").code == 0
    (listed,) = release("list", "--format", "json").json
    assert (listed["name"], listed["hidden"]) == (
        "2021/1",
        {Audience.INTERNAL: 3, Audience.PUBLIC: 3},
    )
    (town / "releases/ort/2021/1/public/2020.parquet").unlink()
    checked = release("check")
    assert checked.code == 1
    assert "VERÄNDERT: public/2020.parquet" in checked.out.decode()
    assert "Stellen Sie die Dateien aus einer Sicherung wieder her" in checked.err
    # a list is fast: nobody looks into the files
    assert release("list").code == 0
    (town / "releases/ort/2021/1/manifest.json").write_text('{"format": 3}', encoding="utf-8")
    checked = release("check")
    assert checked.code == 1
    assert checked.out.decode() == "2021/1, von einer anderen Fassung des Sozialatlas\n"
    assert "Nehmen Sie die Fassung, mit der sie erstellt wurde." in checked.err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ("--release", "2022"),
            "Die Ausgabe „2022“ gibt es nicht. Meinten Sie „2021/1“? Vorhanden: 2021/1.",
        ),
        (("--release", "latest", "--audience", "statistics"), "sieht den Arbeitsstand"),
    ],
)
def test_a_release_there_is_none_of_is_said(values, arguments, sentence, built):
    finished = values(*arguments)
    assert finished.code == 2
    assert sentence in finished.err


def test_a_name_that_is_taken_is_said(release, built):
    refused = release("build", "--name", "2021")
    assert refused.code == 2
    assert "„2021“ kann keine neue Ausgabe heißen" in refused.err


def test_a_witness_is_two_tables_that_say_the_same_in_public(cli, town, built):
    audit = ("audit", "--area", "ort", "--data", town, "--home", town.parent / "home")
    audit = (*audit, "--release", "latest", "--witness")
    tables = cli(*audit, "2020 block 01 kinder", "--format", "json").json
    rows = {row["cell"]: (row["one"], row["other"]) for row in tables["tables"]}
    small, more, quarter = (
        rows[f"2020 {place} kinder"] for place in ("block 01", "block 03", "quartier Q")
    )
    # A = 81 with 20 in block 02: 61 are left for blocks 01 and 03; the quarter is block 01
    assert [one + other for one, other in zip(small, more, strict=True)] == [61, 61]
    assert quarter == small
    assert abs(small[1] - small[0]) >= 5
    # nothing else is listed, and nothing else hangs together with them
    assert all(one != other for one, other in rows.values())
    assert tables["equal"] == 0
    assert "2020 block 01 kinder: " in cli(*audit, "2020  block 01 kinder").out.decode()
    refused = cli(*audit, "2020 block 02 kinder")
    assert refused.code == 2
    assert "„2020 block 02 kinder“ ist keine verdeckte Zahl" in refused.err


@pytest.mark.slow
def test_a_build_says_what_is_new_and_if_the_clock_runs_backwards(release, town, edit):
    Desk.open(town).release("ort", "2021/1", date(2999, 1, 1), lambda _: None)
    edit(town / "indicators/ort/2021.csv", "block;04;Damm;390;", "block;04;Damm;391;")
    built = release("build", "--name", "2021/2")
    assert built.code == 0
    assert "Die Uhr dieses Rechners geht oder ging falsch" in built.err
    assert "Als neueste gilt die zuletzt gebaute, „2021/2“." in built.err
    assert "Berichtigt: " in built.out.decode()


@pytest.mark.slow
def test_a_diff_is_the_same_in_every_format(release, town, edit, tmp_path, built):
    edit(town / "indicators/ort/2021.csv", "block;04;Damm;390;", "block;04;Damm;391;")
    build_quietly(town, "2021/2")
    listed = release("diff", "2021/1", "latest", "--format", "json").json
    assert (listed["old"], listed["new"]) == ("2021/1", "2021/2")
    assert {
        "year": 2021,
        "level": "block",
        "unit": "04",
        "quantity": "leute",
        "delivered": False,
        "old": 390,
        "new": 391,
    } in listed["corrections"]
    text = release("diff", "2021/1", "2021/2").out.decode()
    assert "  2021, Damm (Block 04), Leute (Personen): 390 → 391" in text.splitlines()
    written = release("diff", "2021/1", "2021/2", "--format", "csv").out.decode("utf-8-sig")
    assert written.count("\r\n2021;") == len(listed["corrections"])
    assert "2021;Damm;Leute (Personen);390;391;1;Block;04\r\n" in written
    unknown = release("diff", "2021/1", "2022")
    assert unknown.code == 2
    assert "Die Ausgabe „2022“ gibt es nicht" in unknown.err


def test_a_manifest_nobody_can_read_is_said_beside_the_other_releases(release, town, built):
    build_quietly(town, "2021/2")
    (town / "releases/ort/2021/1/manifest.json").write_text("{", encoding="utf-8")
    for verb in ("list", "check"):
        finished = release(verb)
        assert finished.code == 1
        assert "Die Ausgabe „2021/1“ ist nicht mehr, was veröffentlicht wurde" in finished.err
        assert "2021/2 vom" in finished.out.decode()


def test_a_build_that_is_interrupted_leaves_nothing(release, town, monkeypatch):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "safe_table", interrupted)
    stopped = release("build", "--name", "2021/1")
    assert stopped.code == 1
    assert stopped.err.splitlines()[-1] == "Abgebrochen. Es wurde nichts veröffentlicht."
    assert [path.name for path in (town / "releases/ort").rglob("*")] == [".lock"]


def test_rounded_figures_say_that_they_are(release, values, cli, town):
    assert release("build", "--name", "2021/1", "--protection", "rounding-5").code == 0
    text = values("--release", "latest", "--format", "csv").out.decode("utf-8-sig")
    assert "Zahlen auf 5 gerundet, Summen können abweichen" in text
    assert "(Öffentliche Fassung, Ausgabe 2021/1, Zahlen auf 5 gerundet)" in text
    # one child of a hundred: nobody may read that there is none
    assert "– = null, oder auf null gerundet (0 bis 2)" in text
    assert "genau null" not in text
    assert "Zahlen auf 5 gerundet" in values("--release", "latest").json["notes"][0]
    refused = cli("audit", "--area", "ort", "--data", town, "--release", "latest")
    assert (refused.code, "sie rundet sie" in refused.err) == (2, True)


def test_another_way_of_protecting_is_refused(release, built):
    refused = release("build", "--name", "2021/2", "--protection", "exact")
    assert refused.code == 2
    assert "mit --protection 5 geschützt" in refused.err


def test_a_price_says_what_is_lost_in_each_way(release):
    priced = release("price", "--year", "2020")
    lines = priced.out.decode().splitlines()
    assert lines[0] == "Was der Schutz in „ort“ 2020 kostet, für die Öffentlichkeit:"
    at = next(n for n, line in enumerate(lines) if "(--protection 5)" in line)
    assert "    auf der Ebene „block“: 2 von 8 verdeckt (25,00 %), 5,17 % der Summe" in lines[at:]
    assert "    auf der Ebene „block“: Abweichung im Mittel 0,13, höchstens 1,0" in lines[at:]
    assert "Zahlen auf 10 gerundet (--protection rounding-10)" in priced.err


def test_a_price_for_programs(release):
    listed = release("price", "--format", "json").json
    modes = {item["mode"]: item for item in listed["modes"]}
    assert list(modes) == ["exact", "3", "5", "rounding-5", "rounding-10"]
    assert modes["5"]["hidden"] == 3
    assert modes["rounding-5"]["hidden"] == 0


def test_protocols_are_for_their_owner_only(town, built):
    folder = town.parent / "home/protocols/ort/2021/1"
    assert folder.stat().st_mode & 0o777 == 0o700
    modes = {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()}
    assert modes == dict.fromkeys(
        ("internal.csv", "internal.pdf", "public.csv", "public.pdf"), 0o600
    )
    rows = (folder / "public.csv").read_text("utf-8-sig").splitlines()
    assert rows[0] == "Protokoll der Geheimhaltung"
    assert rows[1].startswith("Ausgabe „2021/1“ von Ort, ")
    assert rows[1].endswith(", für die Öffentlichkeit")
    (small,) = (row for row in rows if row.startswith("2020;Block;01;"))
    assert small.startswith("2020;Block;01;Anger;Kinder;kinder;;kleine Zahl;")
    assert not [path for path in town.rglob("*") if "public." in path.name]


def test_the_printed_protocol_says_what_the_table_says(town, built):
    with pikepdf.open(town.parent / "home/protocols/ort/2021/1/public.pdf") as pdf:
        assert str(pdf.docinfo["/Title"]).startswith(
            "Protokoll der Geheimhaltung, Ausgabe „2021/1“"
        )
        assert len(pdf.pages) == 1


def test_progress_is_told_every_few_seconds_at_most(capsys, monkeypatch):
    times = iter([0.0, 1.0, 2.0, 7.0, 7.0])
    monkeypatch.setattr("atlas.cli.releases.monotonic", lambda: next(times))
    progress = Progress()
    progress(Step(stage=Stage.HIDE, audience=Audience.PUBLIC))
    # 1 second after what was said, then 6
    for left in (1234, 1201):
        progress(Step(stage=Stage.HIDE, audience=Audience.PUBLIC, left=left))
    assert capsys.readouterr().err.splitlines() == [
        "Für die Öffentlichkeit wird verdeckt …",
        "  noch 1.201 verdeckte Zahlen zu sichern …",
    ]


def test_a_witness_lists_only_what_differs_and_counts_the_rest(monkeypatch):
    key, other = ((2020, "block", unit, "kinder", False) for unit in ("01", "02"))
    tables = ({key: 1.0, other: 4.0}, {key: 6.0, other: 4.0})
    verdict = CellVerdict(key=key, verdict=Verdict.PROVEN, lower=1, upper=6, tables=tables)
    found = audit._Audit(verdicts=(verdict,), releases={})
    monkeypatch.setattr(audit, "_audit", lambda *_: found)
    listed = audit.witness_tables(None, "ort", "2020 block 01 kinder")
    assert [row["cell"] for row in listed["tables"]] == ["2020 block 01 kinder"]
    assert audit.witness_text(listed).splitlines()[1:] == [
        "2020 block 01 kinder: 1 | 6",
        "Verdeckte Zahlen, die in beiden Tabellen gleich sind: 1",
    ]
