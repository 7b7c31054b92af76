"""What stands in a catalogue.toml, entry by entry, and the nouns made of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from atlas.model import formulas as f
from atlas.model.classing import FEWEST_CLASSES, MOST_CLASSES, Classing, Method, Palette
from atlas.model.crosswalk import DEFAULT_WEIGHTS
from atlas.model.disclosure import Relation, RelationTerm
from atlas.model.indicators import Indicator, PlausibleRange
from atlas.model.quantities import Kind, Quantity, SexedAgeGroup, TotalRule
from atlas.sources.recipes import RecipeSections, recipe_of_sections
from atlas.sources.text_files import FileModel

UNIT_KEY = "unit"
"""Column of the keys where an index of the catalogue is written as a recipe."""
Synonyms = tuple[Annotated[str, Field(pattern=r"\S")], ...]


class TopicEntry(FileModel):
    """`[topic.x]`."""

    title: str
    cross_cutting: bool = False


class _Field(FileModel):
    title: str
    topics: tuple[str, ...]


class TaxonomyEntry(FileModel):
    """`[taxonomy.x]`."""

    title: str
    fields: tuple[_Field, ...]


class DisclosureEntry(FileModel):
    """`[disclosure.x]`."""

    title: str
    minimum: int = Field(ge=0)
    minimum_denominator: int = Field(default=0, ge=0)
    complement: bool = False
    group: bool = False
    dominance: float = Field(default=0, ge=0, le=100)


_Age = Annotated[int, Field(ge=0)]


class _AgeGroupEntry(FileModel):
    """`{ ages = [65, 79], female = "…", male = "…" }` of a pyramid; of one age it is open."""

    ages: Annotated[tuple[_Age, ...], Field(min_length=1, max_length=2)]
    female: str
    male: str

    @model_validator(mode="after")
    def _ages_ascend(self) -> _AgeGroupEntry:
        if self.ages[0] > self.ages[-1]:
            raise PydanticCustomError("ages_descend", "the first age is above the last")
        return self

    def group(self) -> SexedAgeGroup:
        """The entry as a noun of the model."""
        first, *last = self.ages
        return SexedAgeGroup(
            first=first, last=last[0] if last else None, female=self.female, male=self.male
        )


class QuantityEntry(FileModel):
    """`[quantity.x]`."""

    title: str
    unit: str
    kind: Kind
    decimals: int = Field(default=0, ge=0, le=6)
    minimum: int | None = Field(default=None, ge=0)
    disclosure: str = ""
    parts: tuple[tuple[str, ...], ...] = ()
    among: tuple[str, ...] = ()
    weight: str | None = None
    contributors: str | None = None
    largest: str | None = None
    definition: str = ""
    source: str = ""
    converted_by: str = DEFAULT_WEIGHTS
    fractional: bool = False
    total: TotalRule = TotalRule.SUM
    synonyms: Synonyms = ()
    pyramid: tuple[_AgeGroupEntry, ...] = ()

    def named(self) -> tuple[str, ...]:
        """Codes of the quantities it names: parts, subsets, weight, those of the pyramid."""
        parts = tuple(name for group in self.parts for name in group)
        sexed = tuple(name for group in self.pyramid for name in (group.female, group.male))
        return parts + self.among + ((self.weight,) if self.weight else ()) + sexed

    def age_groups(self) -> tuple[SexedAgeGroup, ...]:
        """The age groups of the pyramid, as nouns of the model."""
        return tuple(entry.group() for entry in self.pyramid)


class _RelationTermEntry(FileModel):
    quantity: str
    factor: float = Field(default=1.0, allow_inf_nan=False)
    years_before: int = Field(default=0, ge=0)


class RelationEntry(FileModel):
    """`[[relation]]`."""

    terms: Annotated[tuple[_RelationTermEntry, ...], Field(min_length=2)]

    def relation(self) -> Relation:
        """The entry as a noun of the model."""
        return Relation(terms=tuple(RelationTerm(**term.model_dump()) for term in self.terms))


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


class _CompositeEntry(RecipeSections):
    """The sections of a recipe, but for changes and crossings: an indicator is one figure."""

    kind: Literal["composite"]

    @model_validator(mode="after")
    def _is_consistent(self) -> _CompositeEntry:
        try:
            recipe = recipe_of_sections("", UNIT_KEY, self)
        except ValueError as error:
            raise PydanticCustomError("recipe", "{fault}", {"fault": str(error)}) from error
        if any(part.change_years for part in recipe.parts):
            raise PydanticCustomError("recipe_change", "changes aren't computed")
        return self


_PlainEntry = (
    _TotalEntry | _ShareEntry | _QuotientEntry | _DifferenceEntry | _ChangeEntry | _IndexEntry
)
_FormulaEntry = Annotated[_PlainEntry | _CompositeEntry, Field(discriminator="kind")]


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
# the verb of the sentence is in the singular
_SUBJECT = r"^$|^(Der|Die|Das) \S"


class IndicatorEntry(FileModel):
    """`[indicator.x]`."""

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
    subject: str = Field(default="", pattern=_SUBJECT)
    synonyms: Synonyms = ()
    keeper_note: str = ""


class ReferenceEntry(FileModel):
    """`[[reference]]`."""

    indicator: str
    region: str
    year: int
    value: float
    source: str


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


def indicator(code: str, entry: IndicatorEntry) -> Indicator:
    """Make an indicator of its entry; what its formula names need not exist."""
    plausible = entry.plausible
    fields = entry.model_dump(exclude={"formula", "plausible", "classing"})
    return Indicator(
        code=code,
        formula=f.Composite(recipe=recipe_of_sections(entry.title, UNIT_KEY, entry.formula))
        if isinstance(entry.formula, _CompositeEntry)
        else _formula(entry.formula),
        plausible=PlausibleRange(lower=plausible[0], upper=plausible[1]) if plausible else None,
        classing=entry.classing.classing() if entry.classing else None,
        **fields,
    )


def _formula(entry: _PlainEntry) -> f.Formula:
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
