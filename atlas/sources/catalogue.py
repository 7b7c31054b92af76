"""The catalogue of quantities and indicators: data/indicators/catalogue.toml."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import Field

from atlas.model import formulas as f
from atlas.model.indicators import (
    Catalogue,
    Indicator,
    PlausibleRange,
    ReferenceValue,
    Taxonomy,
    Topic,
)
from atlas.model.problem_texts import Place
from atlas.model.problems import Problem
from atlas.model.quantities import Kind, Quantity
from atlas.sources.text_files import FileModel, TomlFile, read_toml, validated


class _TopicEntry(FileModel):
    title: str
    cross_cutting: bool = False


class _Field(FileModel):
    title: str
    topics: tuple[str, ...]


class _TaxonomyEntry(FileModel):
    title: str
    fields: tuple[_Field, ...]


class _QuantityEntry(FileModel):
    title: str
    unit: str
    kind: Kind
    decimals: int = Field(default=0, ge=0, le=6)
    minimum: int | None = None
    parts: tuple[tuple[str, ...], ...] = ()
    among: tuple[str, ...] = ()
    weight: str | None = None
    definition: str = ""
    source: str = ""


Names = Annotated[tuple[str, ...], Field(min_length=1)]


class _TotalEntry(FileModel):
    kind: Literal["total", "given"]
    of: Names


class _QuotientEntry(FileModel):
    kind: Literal["share", "rate", "ratio", "mean"]
    of: Names
    per: Names
    factor: float | None = Field(default=None, gt=0)
    may_exceed: bool = False


class _DifferenceEntry(FileModel):
    kind: Literal["difference"]
    of: str
    minus: str


class _ChangeEntry(FileModel):
    kind: Literal["change"]
    of: str
    years: int = Field(ge=1)


class _IndexEntry(FileModel):
    kind: Literal["index"]
    of: str
    base_year: int


_FormulaEntry = Annotated[
    _TotalEntry | _QuotientEntry | _DifferenceEntry | _ChangeEntry | _IndexEntry,
    Field(discriminator="kind"),
]


# only the fields that views/headlines.py fills may stand in braces
_HEADLINE = r"^(\{nth\}|\{within\}|\{year\}|[^{}])*$"


class _IndicatorEntry(FileModel):
    title: str
    topics: tuple[str, ...]
    unit: str
    formula: _FormulaEntry
    definition: str
    date_rule: str
    source: str
    decimals: int = Field(default=1, ge=0, le=6)
    polarity: Literal[-1, 0, 1] = 0
    plausible: tuple[float, float] | None = None
    note: str = ""
    pooled_years: int = Field(default=1, ge=1)
    headline: str = Field(default="", pattern=_HEADLINE)


class _ReferenceEntry(FileModel):
    indicator: str
    region: str
    year: int
    value: float
    source: str


Entry = TypeVar("Entry", bound=FileModel)


@dataclass(frozen=True, slots=True)
class CatalogueFile:
    """A read catalogue with what was wrong in its file."""

    catalogue: Catalogue
    problems: tuple[Problem, ...]


def read_catalogue(path: Path) -> CatalogueFile:
    """Read the catalogue; faulty entries are left out and reported, the rest stays usable."""
    problems: list[Problem] = []
    file = read_toml(path, Place(file=f"indicators/{path.name}"), problems)
    topics = _entries(_TopicEntry, "topic", file, problems)
    taxonomies = _entries(_TaxonomyEntry, "taxonomy", file, problems)
    quantities = _entries(_QuantityEntry, "quantity", file, problems)
    indicators = _entries(_IndicatorEntry, "indicator", file, problems)
    known_quantities = _quantities(quantities, file, problems)
    catalogue = Catalogue(
        quantities=known_quantities,
        indicators=_indicators(indicators, known_quantities, file, problems),
        topics={code: _topic(code, entry) for code, entry in topics.items()},
        taxonomies={code: _taxonomy(code, entry) for code, entry in taxonomies.items()},
        references=tuple(_references(file, problems)),
    )
    problems += _unknown_topics(catalogue, file)
    return CatalogueFile(catalogue, tuple(problems))


def _entries(
    model: type[Entry], section: str, file: TomlFile, problems: list[Problem]
) -> dict[str, Entry]:
    codes = file.tables.get(section, {})
    checked = {code: validated(model, f"{section}.{code}", file, problems) for code in codes}
    return {code: entry for code, entry in checked.items() if entry is not None}


def _topic(code: str, entry: _TopicEntry) -> Topic:
    return Topic(code=code, title=entry.title, cross_cutting=entry.cross_cutting)


def _taxonomy(code: str, entry: _TaxonomyEntry) -> Taxonomy:
    fields = tuple((field.title, field.topics) for field in entry.fields)
    return Taxonomy(code=code, title=entry.title, fields=fields)


def _quantities(
    entries: Mapping[str, _QuantityEntry], file: TomlFile, problems: list[Problem]
) -> dict[str, Quantity]:
    whole_to_parts = {code: _mentioned(entry) for code, entry in entries.items()}
    circular = _cycles(whole_to_parts, "quantity", file, problems)
    quantities = {}
    for code, entry in entries.items():
        unknown = [name for name in _mentioned(entry) if name not in entries]
        place = file.place.at(file.line_of(f"quantity.{code}"))
        problems += [place.problem("catalogue_parts", name, code=code) for name in unknown]
        fields = entry.model_dump()
        if unknown or code in circular:
            fields |= {"parts": (), "among": (), "weight": None}
        quantities[code] = Quantity(code=code, **fields)
    return quantities


def _mentioned(entry: _QuantityEntry) -> tuple[str, ...]:
    parts = tuple(name for group in entry.parts for name in group)
    return parts + entry.among + ((entry.weight,) if entry.weight else ())


def _indicators(
    entries: Mapping[str, _IndicatorEntry],
    quantities: Mapping[str, Quantity],
    file: TomlFile,
    problems: list[Problem],
) -> dict[str, Indicator]:
    indicators = {code: _indicator(code, entry) for code, entry in entries.items()}
    links = {code: f.references(item.formula) for code, item in indicators.items()}
    circular = _cycles(links, "indicator", file, problems)
    usable = {}
    for code, item in indicators.items():
        place = file.place.at(file.line_of(f"indicator.{code}", "formula"))
        wrong = _indicator_problems(item, quantities, indicators, place)
        problems += wrong
        if not wrong and code not in circular:
            usable[code] = item
    return usable


def _indicator_problems(
    item: Indicator,
    quantities: Mapping[str, Quantity],
    indicators: Mapping[str, Indicator],
    place: Place,
) -> list[Problem]:
    unknown = [name for name in f.inputs(item.formula) if name not in quantities]
    unknown += [name for name in f.references(item.formula) if name not in indicators]
    if unknown:
        return [place.problem("catalogue_unknown", name, code=item.code) for name in unknown]
    expected = expected_unit(item, quantities)
    if expected and item.unit != expected:
        texts = {"code": item.code, "expected": expected}
        return [place.problem("catalogue_unit", item.unit, **texts)]
    return []


def expected_unit(item: Indicator, quantities: Mapping[str, Quantity]) -> str:
    """Unit that the formula implies; empty where the formula leaves it open."""
    match item.formula:
        case f.Share():
            return "%"
        case f.Rate(factor=factor):
            return "je " + f"{factor:,.0f}".replace(",", ".")
        case f.Total(of=of) | f.Given(of=of):
            return quantities[of[0].quantity].unit
    return ""


def _indicator(code: str, entry: _IndicatorEntry) -> Indicator:
    plausible = entry.plausible
    fields = entry.model_dump(exclude={"formula", "plausible"})
    return Indicator(
        code=code,
        formula=_formula(entry.formula),
        plausible=PlausibleRange(lower=plausible[0], upper=plausible[1]) if plausible else None,
        **fields,
    )


def _formula(entry: _FormulaEntry) -> f.Formula:
    match entry:
        case _TotalEntry(kind="total"):
            return f.Total(of=_terms(entry.of))
        case _TotalEntry():
            return f.Given(of=_terms(entry.of))
        case _QuotientEntry():
            return _quotient(entry)
        case _DifferenceEntry():
            return f.Difference(of=entry.of, minus=entry.minus)
        case _ChangeEntry():
            return f.Change(of=entry.of, years=entry.years)
        case _IndexEntry():
            return f.IndexNumber(of=entry.of, base_year=entry.base_year)


def _quotient(entry: _QuotientEntry) -> f.Quotients:
    of, per = _terms(entry.of), _terms(entry.per)
    if entry.kind == "share":
        return f.Share(of=of, per=per, may_exceed=entry.may_exceed)
    if entry.kind == "rate":
        return f.Rate(of=of, per=per, factor=entry.factor or f.PER_THOUSAND)
    if entry.kind == "ratio":
        return f.Ratio(of=of, per=per, factor=entry.factor or 1.0)
    return f.Mean(of=of, per=per, factor=entry.factor or 1.0)


def _terms(names: Iterable[str]) -> f.SignedSum:
    return tuple(
        f.Term(quantity=name.lstrip("-").strip(), sign=-1 if name.startswith("-") else 1)
        for name in names
    )


def _references(file: TomlFile, problems: list[Problem]) -> list[ReferenceValue]:
    entries = file.tables.get("reference", [])
    rows = TomlFile({str(i): row for i, row in enumerate(entries)}, file.text, file.place)
    checked = [validated(_ReferenceEntry, section, rows, problems) for section in rows.tables]
    return [ReferenceValue(**entry.model_dump()) for entry in checked if entry is not None]


def _unknown_topics(catalogue: Catalogue, file: TomlFile) -> list[Problem]:
    return [
        file.place.at(file.line_of(f"indicator.{item.code}", "topics")).problem(
            "catalogue_unknown", topic, code=item.code
        )
        for item in catalogue.indicators.values()
        for topic in item.topics
        if topic not in catalogue.topics
    ]


def _cycles(
    links: Mapping[str, tuple[str, ...]], section: str, file: TomlFile, problems: list[Problem]
) -> set[str]:
    """Report every cycle once and return the codes that sit in one."""
    remaining = {code: set(names) for code, names in links.items()}
    circular: set[str] = set()
    while True:
        try:
            TopologicalSorter(remaining).prepare()
        except CycleError as error:
            members = error.args[1][:-1]
        else:
            return circular
        circular |= set(members)
        remaining = {code: names for code, names in remaining.items() if code not in members}
        place = file.place.at(file.line_of(f"{section}.{members[0]}"))
        chain = " → ".join(f"„{code}“" for code in (*members, members[0]))
        problems.append(place.problem("catalogue_cycle", members[0], chain=chain))
