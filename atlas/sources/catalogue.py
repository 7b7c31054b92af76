"""The catalogue of quantities and indicators: data/indicators/catalogue.toml."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from graphlib import CycleError, TopologicalSorter
from hashlib import sha256
from itertools import product
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from atlas.model import formulas as f
from atlas.model.classing import FEWEST_CLASSES, MOST_CLASSES, Classing, Method, Palette
from atlas.model.crosswalk import DEFAULT_WEIGHTS
from atlas.model.indicators import (
    Catalogue,
    Indicator,
    PlausibleRange,
    ReferenceValue,
    Taxonomy,
    Topic,
)
from atlas.model.problems import Problem
from atlas.model.quantities import Kind, Quantity, TotalRule
from atlas.model.source_location import SourceLocation
from atlas.sources import toml_texts
from atlas.sources.text_files import FileModel, TomlFile, names_in, read_toml, validated

SECTIONS = ("topic", "taxonomy", "quantity", "indicator", "reference")
INDICATOR_TEXTS = ("title", "definition", "date_rule", "source")
"""What readers are told about an indicator; `check` reports where it is empty."""


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
    converted_by: str = DEFAULT_WEIGHTS
    total: TotalRule = TotalRule.SUM


Names = Annotated[tuple[str, ...], Field(min_length=1)]


class _TotalEntry(FileModel):
    kind: Literal["total", "given"]
    of: Names


class _ShareEntry(FileModel):
    kind: Literal["share"]
    of: Names
    per: Names
    may_exceed: bool = False


class _QuotientEntry(FileModel):
    kind: Literal["rate", "ratio", "mean"]
    of: Names
    per: Names
    factor: float | None = Field(default=None, gt=0)


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
    _TotalEntry | _ShareEntry | _QuotientEntry | _DifferenceEntry | _ChangeEntry | _IndexEntry,
    Field(discriminator="kind"),
]


class _ClassingEntry(FileModel):
    """`classing = { method = "manual", limits = [5, 10] }` of an indicator."""

    method: Method = Method.EQUAL
    classes: int | None = Field(default=None, ge=FEWEST_CLASSES, le=MOST_CLASSES)
    limits: tuple[float, ...] = Field(default=(), max_length=MOST_CLASSES - 1)
    palette: Palette | None = None

    @model_validator(mode="after")
    def _limits_fit(self) -> _ClassingEntry:
        """Limits ascend, and belong to the method manual, whose number of classes they make."""
        manual = self.method is Method.MANUAL
        ascending = list(self.limits) == sorted(set(self.limits))
        counted = not manual or self.classes in {None, len(self.limits) + 1}
        if manual != bool(self.limits) or not ascending or not counted:
            raise PydanticCustomError("classing_limits", "limits don't fit the method")
        return self

    def classing(self) -> Classing:
        """The entry as a noun of the model."""
        return Classing(**self.model_dump())


# only the fields that views/headlines.py fills may be in braces
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
    classing: _ClassingEntry | None = None


class _ReferenceEntry(FileModel):
    indicator: str
    region: str
    year: int
    value: float
    source: str


Entry = TypeVar("Entry", bound=FileModel)


@dataclass(frozen=True, slots=True)
class CatalogueFile:
    """A read catalogue, what was wrong in its file, and a digest of its content."""

    catalogue: Catalogue
    problems: tuple[Problem, ...]
    digest: str


def read_catalogue(path: Path) -> CatalogueFile:
    """Read the catalogue; faulty entries are left out and reported, the rest stays usable."""
    problems: list[Problem] = []
    file = read_toml(path, SourceLocation(file=f"indicators/{path.name}"), problems)
    problems += _unknown_sections(file)
    topics = _entries(_TopicEntry, "topic", file, problems)
    quantities = _quantities(file, problems)
    indicators = _indicators(quantities, file, problems)
    problems += _empty_texts("quantity", quantities, ("title",), file)
    problems += _empty_texts("indicator", indicators, INDICATOR_TEXTS, file)
    problems += _shared_titles(indicators, file)
    problems += _reversed_ranges(indicators, file)
    catalogue = Catalogue(
        quantities=quantities,
        indicators={
            code: replace(item, topics=_listed_topics(item.topics, topics, code, file, problems))
            for code, item in indicators.items()
        },
        topics={
            code: Topic(code=code, title=entry.title, cross_cutting=entry.cross_cutting)
            for code, entry in topics.items()
        },
        taxonomies=_taxonomies(topics, file, problems),
        references=tuple(_references(indicators, file, problems)),
    )
    digest = sha256(file.text.encode()).hexdigest()
    return CatalogueFile(catalogue, tuple(problems), digest)


def _unknown_sections(file: TomlFile) -> list[Problem]:
    return [
        file.location_of(name).problem(
            "toml_unknown_key", name, key=name, section=toml_texts.in_section(())
        )
        for name in file.tables
        if name not in SECTIONS
    ]


def _entries(
    model: type[Entry], section: str, file: TomlFile, problems: list[Problem]
) -> dict[str, Entry]:
    codes = names_in(section, file, problems)
    checked = {code: validated(model, (section, code), file, problems) for code in codes}
    return {code: entry for code, entry in checked.items() if entry is not None}


def _taxonomies(
    topics: Container[str], file: TomlFile, problems: list[Problem]
) -> dict[str, Taxonomy]:
    entries = _entries(_TaxonomyEntry, "taxonomy", file, problems)
    taxonomies = {}
    for code, entry in entries.items():
        fields = tuple(
            (field.title, _listed_topics(field.topics, topics, code, file, problems))
            for field in entry.fields
        )
        taxonomies[code] = Taxonomy(code=code, title=entry.title, fields=fields)
    return taxonomies


def _listed_topics(
    named: tuple[str, ...],
    topics: Container[str],
    code: str,
    file: TomlFile,
    problems: list[Problem],
) -> tuple[str, ...]:
    """Leave out topics the catalogue doesn't have; `code` is an indicator or a taxonomy."""
    unknown = [topic for topic in named if topic not in topics]
    if not unknown:
        return named
    section, key = ("indicator", "topics")
    if not _is_listed(code, section, file):
        section, key = ("taxonomy", "fields")
    location = file.location_of(section, code, key)
    problems += [location.problem("catalogue_topic", topic, code=code) for topic in unknown]
    return tuple(topic for topic in named if topic in topics)


def _quantities(file: TomlFile, problems: list[Problem]) -> dict[str, Quantity]:
    entries = _entries(_QuantityEntry, "quantity", file, problems)
    whole_to_parts = {code: _parts_named(entry) for code, entry in entries.items()}
    circular = _cycles(whole_to_parts, "quantity", file, problems)
    quantities = {}
    for code, entry in entries.items():
        unknown = [name for name in _parts_named(entry) if name not in entries]
        problems += [
            file.location_of("quantity", code).problem("catalogue_parts", name, code=code)
            for name in unknown
        ]
        fields = entry.model_dump()
        if unknown or code in circular:
            fields |= {"parts": (), "among": (), "weight": None}
        quantities[code] = Quantity(code=code, **fields)
    return quantities


def _parts_named(entry: _QuantityEntry) -> tuple[str, ...]:
    parts = tuple(name for group in entry.parts for name in group)
    return parts + entry.among + ((entry.weight,) if entry.weight else ())


def _indicators(
    quantities: Mapping[str, Quantity], file: TomlFile, problems: list[Problem]
) -> dict[str, Indicator]:
    entries = _entries(_IndicatorEntry, "indicator", file, problems)
    items = {code: _indicator(code, entry) for code, entry in entries.items()}
    links = {code: f.references(item.formula) for code, item in items.items()}
    circular = _cycles(links, "indicator", file, problems)
    straight = {code: names for code, names in links.items() if code not in circular}
    usable: set[str] = set()
    # what an indicator refers to comes first, so that a fault is passed on
    for code in TopologicalSorter(straight).static_order():
        if code in straight:
            wrong = _indicator_problems(items[code], quantities, usable, file)
            problems += wrong
            usable |= set() if wrong else {code}
    return {code: item for code, item in items.items() if code in usable}


def _indicator_problems(
    item: Indicator,
    quantities: Mapping[str, Quantity],
    indicators: Container[str],
    file: TomlFile,
) -> list[Problem]:
    inputs = {name: "quantity" for name in f.inputs(item.formula) if name not in quantities}
    linked = {name: "indicator" for name in f.references(item.formula) if name not in indicators}
    unusable = inputs | linked
    if unusable:
        location = file.location_of("indicator", item.code, "formula")
        return [
            location.problem(
                "catalogue_faulty" if _is_listed(name, section, file) else "catalogue_unknown",
                name,
                code=item.code,
            )
            for name, section in unusable.items()
        ]
    expected = expected_unit(item, quantities)
    if expected and item.unit != expected:
        location = file.location_of("indicator", item.code, "unit")
        return [location.problem("catalogue_unit", item.unit, code=item.code, expected=expected)]
    return []


def _empty_texts(
    section: str,
    items: Mapping[str, Quantity] | Mapping[str, Indicator],
    keys: Iterable[str],
    file: TomlFile,
) -> Iterator[Problem]:
    for code, key in product(items, keys):
        if not getattr(items[code], key).strip():
            location = file.location_of(section, code, key)
            within = toml_texts.in_section((section, code))
            yield location.problem("catalogue_empty", key=key, section=within)


def _shared_titles(indicators: Mapping[str, Indicator], file: TomlFile) -> Iterator[Problem]:
    """Report every title that an earlier indicator has already."""
    earlier: dict[str, str] = {}
    for code, item in indicators.items():
        other = earlier.setdefault(item.title.strip(), code)
        if item.title.strip() and other != code:
            location = file.location_of("indicator", code, "title")
            yield location.problem("catalogue_title_twice", item.title, code=code, other=other)


def _reversed_ranges(indicators: Mapping[str, Indicator], file: TomlFile) -> Iterator[Problem]:
    for code, item in indicators.items():
        if item.plausible and item.plausible.lower >= item.plausible.upper:
            location = file.location_of("indicator", code, "plausible")
            yield location.problem("catalogue_plausible", code=code)


def _is_listed(name: str, section: str, file: TomlFile) -> bool:
    """Whether the file has an entry of this name, be it faulty."""
    table = file.tables.get(section)
    return isinstance(table, dict) and name in table


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
    fields = entry.model_dump(exclude={"formula", "plausible", "classing"})
    return Indicator(
        code=code,
        formula=_formula(entry.formula),
        plausible=PlausibleRange(lower=plausible[0], upper=plausible[1]) if plausible else None,
        classing=entry.classing.classing() if entry.classing else None,
        **fields,
    )


def _formula(entry: _FormulaEntry) -> f.Formula:
    match entry:
        case _TotalEntry():
            return (f.Total if entry.kind == "total" else f.Given)(of=_terms(entry.of))
        case _ShareEntry(may_exceed=may_exceed):
            return f.Share(of=_terms(entry.of), per=_terms(entry.per), may_exceed=may_exceed)
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


def _references(
    indicators: Container[str], file: TomlFile, problems: list[Problem]
) -> Iterator[ReferenceValue]:
    for number in names_in("reference", file, problems, kind=list):
        entry = validated(_ReferenceEntry, ("reference", number), file, problems)
        if entry is None:
            continue
        if entry.indicator in indicators:
            yield ReferenceValue(**entry.model_dump())
        elif not _is_listed(entry.indicator, "indicator", file):
            location = file.location_of("reference", number, "indicator")
            problems.append(location.problem("catalogue_reference", entry.indicator))


def _cycles(
    links: Mapping[str, tuple[str, ...]], section: str, file: TomlFile, problems: list[Problem]
) -> set[str]:
    """Report every cycle once and return the codes that are part of one."""
    remaining = {code: tuple(dict.fromkeys(names)) for code, names in links.items()}
    circular: set[str] = set()
    while True:
        try:
            TopologicalSorter(remaining).prepare()
        except CycleError as error:
            # graphlib names what is referred to first
            members = error.args[1][:0:-1]
        else:
            return circular
        circular |= set(members)
        remaining = {code: names for code, names in remaining.items() if code not in members}
        start = members.index(min(members, key=list(links).index))
        members = members[start:] + members[:start]
        location = file.location_of(section, members[0])
        chain = " → ".join(f"„{code}“" for code in (*members, members[0]))
        problems.append(location.problem("catalogue_cycle", members[0], chain=chain))
