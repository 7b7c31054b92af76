"""Quantities and indicators are added to an area's own catalogue, and nothing else changes."""

from dataclasses import replace

import pytest

from atlas.atlas import Atlas
from atlas.commands.catalogue import CatalogueEntries
from atlas.commands.deliveries import open_deliveries
from atlas.desk import Desk
from atlas.errors import CatalogueEntryError, JournalError, OutdatedVersionError
from atlas.model.catalogue_drafts import IndicatorDraft, QuantityDraft
from atlas.model.quantities import Audience
from tests import small_town

DOGS = QuantityDraft(
    code="hunde",
    title="Gemeldete „Hunde“",
    unit="Tiere",
    kind="count",
    definition="Am 31.12. gemeldet, ohne Welpen.",
    disclosure="amt",
)
DOG_RATE = IndicatorDraft(
    code="hundedichte",
    title="Hunde",
    kind="rate",
    of=("hunde",),
    per=("leute",),
    topics=("leute",),
    polarity=0,
    definition="Hunde je 10.000 Leute.",
    date_rule="31.12.",
    source="Steueramt",
    factor=10_000,
)
RULE = small_town.section("disclosure.amt", title="Ämter", minimum=3)
BY_HAND = (
    "# von Hand\n"
    + small_town.section("quantity.katzen", title="Katzen", unit="Tiere", kind="count")
    + "\n# darunter\n"
)


@pytest.fixture
def office(town, tmp_path):
    """Opens the catalogue of the town for somebody; its own file has an entry by hand."""
    shared = town / "indicators/catalogue.toml"
    shared.write_text(shared.read_text("utf-8") + RULE, "utf-8")
    own(town).write_text(BY_HAND, "utf-8")

    def opened(actor="Anna"):
        desk = Desk.open(town, tmp_path / "home")
        return CatalogueEntries(desk=desk, tables=open_deliveries(desk, desk.home, actor).tables)

    return opened


def own(town):
    return town / "indicators/ort/catalogue.toml"


def text(town):
    return own(town).read_text("utf-8")


def test_an_added_quantity_and_indicator_are_in_the_catalogue_of_the_area(office, town):
    quantity = office().write("ort", DOGS)
    office("Bert").write("ort", DOG_RATE)

    catalogue = Atlas.open(town, Audience.STATISTICS).catalogue("ort")
    assert catalogue.quantities["hunde"].definition == DOGS.definition
    assert catalogue.indicators["hundedichte"].unit == "je 10.000"
    assert text(town).startswith(BY_HAND.rstrip("\n") + "\n\n[quantity.hunde]\ntitle = ")
    versions = office().entries("ort")
    assert [(one.key, one.actor) for one in versions] == [
        ("indicator.hundedichte", "Bert"),
        ("quantity.hunde", "Anna"),
    ]
    assert office().history("ort")[-1] == quantity


def test_a_change_replaces_the_section_and_a_removal_leaves_the_rest_as_it_was(office, town):
    first = office().write("ort", DOGS)
    own(town).write_text(text(town) + "\n# dahinter\n[topic.tiere]\ntitle = 'Tiere'\n", "utf-8")
    second = office("Bert").write("ort", replace(DOGS, title="Hunde"), first)
    assert second.version == 2
    assert text(town).count("[quantity.hunde]") == 1
    assert "Gemeldete" not in text(town)
    with pytest.raises(OutdatedVersionError):
        office().write("ort", replace(DOGS, title="Zu spät"), first)

    office().remove(second)

    assert text(town) == BY_HAND + "\n# dahinter\n[topic.tiere]\ntitle = 'Tiere'\n"
    assert [one.is_removed for one in office().history("ort")] == [True, False, False]
    assert office().write("ort", DOGS).version == 4


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (replace(DOGS, code="Hündchen"), "name"),
        (replace(DOGS, code="kinder"), "taken"),
        (replace(DOGS, code="katzen"), "taken"),
        (replace(DOGS, disclosure=""), "rule"),
        (replace(DOGS, disclosure="nirgends"), "problems"),
        (replace(DOG_RATE, of=("loewen",)), "problems"),
        (replace(DOG_RATE, code="kinder", of=("kinder",)), "taken"),
    ],
)
def test_what_cannot_be_an_entry_is_refused_and_nothing_is_written(office, town, draft, code):
    with pytest.raises(CatalogueEntryError) as error:
        office().write("ort", draft)
    assert error.value.code == code
    assert text(town) == BY_HAND
    assert office().entries("ort") == ()


def test_what_is_needed_or_was_edited_by_hand_stays(office, town):
    dogs = office().write("ort", DOGS)
    office().write("ort", DOG_RATE)
    with pytest.raises(CatalogueEntryError, match="hunde"):
        office().remove(dogs)
    own(town).write_text(text(town).replace('unit = "Tiere"', 'unit = "Stück"'), "utf-8")
    with pytest.raises(CatalogueEntryError) as error:
        office().write("ort", replace(DOGS, title="Hunde"), dogs)
    assert error.value.code == "edited"


def test_a_quantity_with_figures_keeps_its_unit(office, town):
    dogs = office().write("ort", DOGS)
    table = town / "indicators/ort/2021.csv"
    head, *rows = table.read_text("utf-8").splitlines()
    lines = [f"{head};hunde", *(f"{row};3" for row in rows)]
    table.write_text("\n".join(lines) + "\n", "utf-8")
    with pytest.raises(CatalogueEntryError, match="2021"):
        office().write("ort", replace(DOGS, unit="Personen"), dogs)
    assert office().write("ort", replace(DOGS, title="Hunde"), dogs).version == 2


def test_a_journal_that_cannot_be_written_leaves_the_file_as_it_was(office, town, monkeypatch):
    entries = office()

    def fail(entry):
        raise JournalError(OSError("full"))

    monkeypatch.setattr(entries.tables.journal, "write", fail)
    with pytest.raises(JournalError):
        entries.write("ort", DOGS)
    assert text(town) == BY_HAND


def test_who_was_ended_between_file_and_journal_writes_the_same_again(office, town):
    entry = office().write("ort", DOGS)
    written = text(town)
    office().remove(entry)
    # the file as after the removal was undone by hand: as if the journal had missed it
    own(town).write_text(written, "utf-8")
    assert office().write("ort", DOGS).version == 3
    assert text(town) == written
