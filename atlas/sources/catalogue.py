"""The catalogue of quantities and indicators: a shared file, and above it that of an area.

The shared one is data/indicators/catalogue.toml. An area's, data/indicators/<area>/catalogue.toml,
adds entries that are seen in this area only, and words shared ones anew.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter
from hashlib import sha256
from itertools import product
from pathlib import Path
from typing import Final, TypeVar

from atlas.errors import DataFolderError
from atlas.model import formulas as f
from atlas.model.disclosure import DisclosureRule, Relation
from atlas.model.indicators import Catalogue, Indicator, ReferenceValue, Taxonomy, Topic
from atlas.model.problem_texts import spelling_hint
from atlas.model.problems import Problem
from atlas.model.quantities import Kind, Quantity
from atlas.model.source_location import SourceLocation
from atlas.sources import catalogue_entries as e
from atlas.sources import toml_texts
from atlas.sources.plain_text import read_text
from atlas.sources.pyramids import pyramid_fault
from atlas.sources.text_files import (
    FileModel,
    TomlFile,
    names_in,
    validated,
)
from atlas.sources.toml_sections import read_toml_sections, toml_sections

NAME: Final = "catalogue.toml"
SECTIONS = ("topic", "taxonomy", "disclosure", "quantity", "relation", "indicator", "reference")
INDICATOR_TEXTS = ("title", "definition", "date_rule", "source")
"""What readers are told about an indicator; `check` reports where it is empty."""
_FIXED: Final[Mapping[str, tuple[str, ...]]] = {
    "quantity": ("unit", "kind", "weight", "fractional"),
    "indicator": ("unit", "formula", "pooled_years"),
}
"""What an area can't change of a shared entry: one code means the same figure everywhere."""
_ADDED: Final[Mapping[str, tuple[str, ...]]] = {
    "quantity": ("parts", "among", "synonyms"),
    "indicator": ("synonyms",),
}
"""What an area adds to that of a shared entry, instead of replacing it."""
_STRICTER: Final[Mapping[str, tuple[str, ...]]] = {
    "disclosure": ("minimum", "minimum_denominator", "complement", "group", "dominance"),
    "quantity": ("minimum", "contributors", "largest"),
}
"""What an area may add to a shared entry, or make stricter, but not lower."""

Entry = TypeVar("Entry", bound=FileModel)


@dataclass(frozen=True, slots=True)
class CatalogueFile:
    """A read catalogue, what was wrong in its file, and a digest of its content.

    `faults` say of quantities and indicators that are written but can't be used what is wrong.
    `files` are those it was read from, the shared one first; none if there is no catalogue.
    """

    catalogue: Catalogue
    problems: tuple[Problem, ...]
    digest: str
    faults: Mapping[str, Problem] = field(default_factory=dict)
    files: tuple[TomlFile, ...] = ()


@dataclass(frozen=True, slots=True)
class _Reading:
    """The files of a catalogue, the shared one first, and what was found wrong in them."""

    files: tuple[TomlFile, ...]
    problems: list[Problem] = field(default_factory=list)
    faults: dict[str, Problem] = field(default_factory=dict)

    def lists(self, section: str, code: str) -> bool:
        """Whether a file has an entry of this name, be it faulty."""
        return any(_lists(file, section, code) for file in self.files)

    def layer(self, section: str, code: str) -> int:
        """Number of the first file that has an entry."""
        return [_lists(file, section, code) for file in self.files].index(True)

    def location_of(self, section: str, code: str, *keys: str) -> SourceLocation:
        """Where an entry is: in the last file that has it, and the key if there is one."""
        listing = [file for file in self.files if _lists(file, section, code)]
        for file in reversed(listing):
            table = file.tables.get(section, {}).get(code)
            if not keys or (isinstance(table, dict) and keys[0] in table):
                return file.location_of(section, code, *keys)
        return listing[-1].location_of(section, code, *keys)

    def missing(self, code: str, problem: Problem) -> None:
        """Report a quantity or indicator that has to be left out."""
        self.problems.append(problem)
        self.faults.setdefault(code, problem)


def _lists(file: TomlFile, section: str, code: str) -> bool:
    table = file.tables.get(section)
    # a broken head may not say of which section it is
    broken = any(code in " ".join(path).split() for path in file.broken)
    return (isinstance(table, dict) and code in table) or broken


def read_shared_catalogue(folder: Path) -> CatalogueFile:
    """Read the catalogue of all areas; it may be missing if an area has its own.

    Raises
    ------
    DataFolderError
        If the folder holds no catalogue at all.
    """
    path = folder / "indicators" / NAME
    if path.is_file():
        return read_catalogue(path)
    if not any((folder / "indicators").glob(f"*/{NAME}")):
        raise DataFolderError(folder)
    return CatalogueFile(Catalogue(quantities={}, indicators={}, topics={}, taxonomies={}), (), "")


def read_catalogue(path: Path) -> CatalogueFile:
    """Read the catalogue; faulty entries are left out and reported, the rest stays usable."""
    location = SourceLocation(file=f"indicators/{path.name}")
    problems: list[Problem] = []
    text = read_text(path, location, problems)
    return _parsed(text, location, tuple(problems))


@lru_cache(maxsize=2)  # whatever changes in the data folder, the catalogue is mostly the same
def _parsed(text: str, location: SourceLocation, unreadable: tuple[Problem, ...]) -> CatalogueFile:
    problems = list(unreadable)
    return _read((toml_sections(text, location, problems, 2),), problems)


def read_area_catalogue(folder: Path, area_id: str, shared: CatalogueFile) -> CatalogueFile:
    """Read the catalogue of an area: the shared one, and above it the area's own.

    Parameters
    ----------
    folder
        The data folder.
    area_id
        The area.
    shared
        The catalogue of all areas.

    Returns
    -------
    CatalogueFile
        With the problems of the area's own file; those of the shared one are told there.
    """
    location = SourceLocation(area=area_id, file=f"indicators/{area_id}/{NAME}")
    path = folder / location.file
    if not path.is_file() and shared.files:
        return replace(shared, problems=())
    problems: list[Problem] = []
    return _above(shared, read_toml_sections(path, location, problems, 2), problems)


def area_catalogue_of(text: str, area_id: str, shared: CatalogueFile) -> CatalogueFile:
    """Read what would be the catalogue of an area as `read_area_catalogue` reads its file."""
    location = SourceLocation(area=area_id, file=f"indicators/{area_id}/{NAME}")
    problems: list[Problem] = []
    return _above(shared, toml_sections(text, location, problems, 2), problems)


def _above(shared: CatalogueFile, file: TomlFile, problems: list[Problem]) -> CatalogueFile:
    own = _read((*shared.files, file), problems)
    shared_problems = set(shared.problems)
    return replace(
        own, problems=tuple(item for item in own.problems if item not in shared_problems)
    )


def _read(files: tuple[TomlFile, ...], problems: list[Problem]) -> CatalogueFile:
    reading = _Reading(files, problems)
    for file in files:
        broken = {path[-1].split()[-1]: wrong for path, wrong in file.broken.items() if path}
        reading.faults.update(broken)
        reading.problems.extend(_unknown_sections(file))
    topics = _entries(e.TopicEntry, "topic", reading)
    ambiguous = _ambiguous(reading)
    rules = _rules(reading)
    quantities = _as_strict(_quantities(reading, ambiguous["quantity"]), rules, reading)
    reading.problems.extend(_disclosure_problems(quantities, rules, reading))
    reading.problems.extend(_contributor_problems(quantities, reading))
    indicators = _indicators(quantities, reading, ambiguous["indicator"])
    reading.problems.extend(_empty_texts("quantity", quantities, ("title",), reading))
    reading.problems.extend(_empty_texts("indicator", indicators, INDICATOR_TEXTS, reading))
    reading.problems.extend(_shared_titles(indicators, reading))
    reading.problems.extend(_reversed_ranges(indicators, reading))
    reading.problems.extend(_quotients_of_given(indicators, quantities, reading))
    catalogue = Catalogue(
        quantities=quantities,
        indicators={
            code: replace(item, topics=_listed_topics(item.topics, topics, code, reading))
            for code, item in indicators.items()
        },
        topics={
            code: Topic(code=code, title=entry.title, cross_cutting=entry.cross_cutting)
            for code, entry in topics.items()
        },
        taxonomies=_taxonomies(topics, reading),
        references=tuple(_references(indicators, reading)),
        rules=rules,
        relations=tuple(_relations(quantities, reading)),
    )
    content = repr([*(file.text for file in files), reading.problems])
    digest = sha256(content.encode()).hexdigest()
    present = {*quantities, *indicators}
    faults = {code: wrong for code, wrong in reading.faults.items() if code not in present}
    return CatalogueFile(catalogue, tuple(dict.fromkeys(reading.problems)), digest, faults, files)


def _unknown_sections(file: TomlFile) -> list[Problem]:
    return [
        file.location_of(name).problem(
            "toml_unknown_key", name, key=name, section=toml_texts.in_section(())
        )
        for name in file.tables
        if name not in SECTIONS
    ]


def _entries(model: type[Entry], section: str, reading: _Reading) -> dict[str, Entry]:
    """Read the entries of a section, those of later files above those of earlier ones."""
    entries: dict[str, Entry] = {}
    for file in reading.files:
        for code in names_in(section, file, reading.problems):
            before = len(reading.problems)
            if code in entries:
                entry = _reworded(entries[code], (section, code), file, reading)
            else:
                entry = _new_entry(model, (section, code), file, reading)
            if entry is not None:
                entries[code] = entry
            elif code not in entries:
                reading.faults.setdefault(code, reading.problems[before])
    return entries


def _new_entry(
    model: type[Entry], path: tuple[str, str], file: TomlFile, reading: _Reading
) -> Entry | None:
    table = file.tables[path[0]][path[1]]
    lacking = [
        name
        for name, entry in model.model_fields.items()
        if entry.is_required() and isinstance(table, dict) and name not in table
    ]
    above = file is not reading.files[0]
    if not above or not lacking:
        return validated(model, path, file, reading.problems)
    # most likely the code of a shared entry is misspelt: one mistake, one sentence
    shared = (name for lower in reading.files[:-1] for name in lower.tables.get(path[0], ()))
    problem = file.location_of(*path).problem(
        "catalogue_incomplete",
        path[1],
        section=".".join(path),
        missing=", ".join(lacking),
        hint=spelling_hint(path[1], list(shared)),
    )
    reading.problems.append(problem)
    return None


def _reworded(
    shared: Entry, path: tuple[str, str], file: TomlFile, reading: _Reading
) -> Entry | None:
    """Put what an area says of a shared entry above it; None if that can't be used."""
    section, code = path
    table = file.tables[section][code]
    merged = (
        {**shared.model_dump(exclude_unset=True), **table} if isinstance(table, dict) else table
    )
    above = replace(file, tables={section: {code: merged}})
    entry = validated(type(shared), path, above, reading.problems)
    if entry is None:
        return None
    fixed = [key for key in _FIXED.get(section, ()) if getattr(entry, key) != getattr(shared, key)]
    reading.problems.extend(
        file.location_of(*path, key).problem(
            "catalogue_fixed", key, key=key, section=toml_texts.in_section(path)
        )
        for key in fixed
    )
    lowered = [
        key
        for key in _STRICTER.get(section, ())
        if _is_laxer(key, getattr(entry, key), getattr(shared, key))
    ]
    reading.problems.extend(
        file.location_of(*path, key).problem(
            "catalogue_laxer", key, key=key, section=toml_texts.in_section(path)
        )
        for key in lowered
    )
    kept = {key: getattr(shared, key) for key in (*fixed, *lowered)}
    added = {
        key: tuple(dict.fromkeys((*getattr(shared, key), *getattr(entry, key))))
        for key in _ADDED.get(section, ())
        if key in merged
    }
    return entry.model_copy(update={**kept, **added})


def _is_laxer(key: str, own: float | str | None, shared: float | str | None) -> bool:
    """Whether an entry of a rule protects less than the shared one."""
    if not shared:
        return False
    if isinstance(shared, str) or isinstance(own, str):
        return own != shared
    # the smaller the part one may bring, the stricter
    return not 0 < (own or 0) <= shared if key == "dominance" else (own or 0) < shared


def _ambiguous(reading: _Reading) -> dict[str, frozenset[str]]:
    """Report codes of both a quantity and an indicator; return those to leave out, by section.

    The quantity stays, as other entries rest on it, unless it is the one that came later.
    """
    quantities = {code for file in reading.files for code in _names(file, "quantity")}
    both = [c for file in reading.files for c in _names(file, "indicator") if c in quantities]
    refused: dict[str, set[str]] = {"quantity": set(), "indicator": set()}
    for code in dict.fromkeys(both):
        later = reading.layer("quantity", code) > reading.layer("indicator", code)
        lost = "quantity" if later else "indicator"
        refused[lost].add(code)
        first, second = (
            reading.location_of(section, code) for section in ("quantity", "indicator")
        )
        where = second if lost == "indicator" else first
        reading.problems.append(
            where.problem(
                "catalogue_code_twice",
                code,
                quantity=_place(first),
                indicator=_place(second),
                lost=f"{lost}.{code}",
            )
        )
    return {section: frozenset(codes) for section, codes in refused.items()}


def _names(file: TomlFile, section: str) -> Iterable[str]:
    table = file.tables.get(section)
    return table if isinstance(table, dict) else ()


def _place(location: SourceLocation) -> str:
    return location.file if location.line is None else f"{location.file}, Zeile {location.line}"


def _taxonomies(topics: Container[str], reading: _Reading) -> dict[str, Taxonomy]:
    taxonomies = {}
    for code, entry in _entries(e.TaxonomyEntry, "taxonomy", reading).items():
        fields = tuple(
            (field_.title, _listed_topics(field_.topics, topics, code, reading))
            for field_ in entry.fields
        )
        taxonomies[code] = Taxonomy(code=code, title=entry.title, fields=fields)
    return taxonomies


def _listed_topics(
    named: tuple[str, ...], topics: Container[str], code: str, reading: _Reading
) -> tuple[str, ...]:
    """Leave out topics the catalogue doesn't have; `code` is an indicator or a taxonomy."""
    unknown = [topic for topic in named if topic not in topics]
    if not unknown:
        return named
    section, key = ("indicator", "topics")
    if not reading.lists(section, code):
        section, key = ("taxonomy", "fields")
    location = reading.location_of(section, code, key)
    reading.problems.extend(
        [location.problem("catalogue_topic", topic, code=code) for topic in unknown]
    )
    return tuple(topic for topic in named if topic in topics)


def _rules(reading: _Reading) -> dict[str, DisclosureRule]:
    return {
        code: DisclosureRule(**entry.model_dump())
        for code, entry in _entries(e.DisclosureEntry, "disclosure", reading).items()
    }


def _relations(quantities: Container[str], reading: _Reading) -> Iterator[Relation]:
    """Read the relations all of whose quantities there are."""
    for file in reading.files:
        for number in names_in("relation", file, reading.problems, kind=list):
            entry = validated(e.RelationEntry, ("relation", number), file, reading.problems)
            if entry is None:
                continue
            unknown = [term.quantity for term in entry.terms if term.quantity not in quantities]
            reading.problems.extend(
                file.location_of("relation", number).problem("catalogue_relation", name)
                for name in dict.fromkeys(unknown)
            )
            if not unknown:
                yield entry.relation()


def _as_strict(
    quantities: Mapping[str, Quantity], rules: Mapping[str, DisclosureRule], reading: _Reading
) -> dict[str, Quantity]:
    """Give shared quantities their shared rule back where an area names none or a laxer one."""
    result = dict(quantities)
    for code, item in quantities.items():
        shared = _shared_rule(code, reading)
        rule, before = rules.get(item.disclosure), rules.get(shared)
        is_laxer = not item.disclosure or (rule and before and not rule.is_as_strict_as(before))
        if shared and shared != item.disclosure and is_laxer:
            reading.problems.append(
                reading.location_of("quantity", code, "disclosure").problem(
                    "catalogue_laxer",
                    item.disclosure,
                    key="disclosure",
                    section=toml_texts.in_section(("quantity", code)),
                )
            )
            result[code] = replace(item, disclosure=shared)
    return result


def _contributor_problems(
    quantities: Mapping[str, Quantity], reading: _Reading
) -> Iterator[Problem]:
    """Report what is said to count those behind a figure and doesn't, and the like."""
    for code, item in quantities.items():
        named = {
            "contributors": (item.contributors, Kind.COUNT),
            "largest": (item.largest, Kind.GIVEN),
        }
        for key, (other, kind) in named.items():
            if other and (other not in quantities or quantities[other].kind is not kind):
                location = reading.location_of("quantity", code, key)
                yield location.problem(
                    "catalogue_contributors", other, code=code, key=key, kind=kind.value
                )


def _shared_rule(code: str, reading: _Reading) -> str:
    """Name of the rule by which the shared catalogue protects a quantity, "" if by none."""
    table = reading.files[0].tables.get("quantity", {})
    entry = table.get(code) if isinstance(table, dict) else None
    name = entry.get("disclosure") if isinstance(entry, dict) else None
    return name if isinstance(name, str) else ""


def _disclosure_problems(
    quantities: Mapping[str, Quantity], rules: Mapping[str, DisclosureRule], reading: _Reading
) -> Iterator[Problem]:
    """Report rules that don't exist, and minimums below those of the rules."""
    for code, item in quantities.items():
        rule = rules.get(item.disclosure)
        if item.disclosure and not reading.lists("disclosure", item.disclosure):
            location = reading.location_of("quantity", code, "disclosure")
            yield location.problem("catalogue_disclosure", item.disclosure, code=code)
        elif rule is not None and item.minimum is not None and item.minimum < rule.minimum:
            lower = reading.location_of("quantity", code, "minimum")
            yield lower.problem(
                "catalogue_minimum",
                str(item.minimum),
                code=code,
                rule=item.disclosure,
                minimum=rule.minimum,
            )


def _quantities(reading: _Reading, refused: Container[str]) -> dict[str, Quantity]:
    entries = {
        code: entry
        for code, entry in _entries(e.QuantityEntry, "quantity", reading).items()
        if code not in refused
    }
    whole_to_parts = {code: entry.named() for code, entry in entries.items()}
    circular = _cycles(whole_to_parts, "quantity", reading)
    quantities = {}
    for code, entry in entries.items():
        unknown = [name for name in entry.named() if name not in entries]
        reading.problems.extend(
            reading.location_of("quantity", code).problem("catalogue_parts", name, code=code)
            for name in unknown
        )
        fields = entry.model_dump() | {"pyramid": entry.age_groups()}
        if unknown or code in circular:
            fields |= {"parts": (), "among": (), "weight": None, "pyramid": ()}
        quantities[code] = Quantity(code=code, **fields)
    return _with_whole_pyramids(quantities, reading)


def _with_whole_pyramids(
    quantities: Mapping[str, Quantity], reading: _Reading
) -> dict[str, Quantity]:
    """Take away, and report, pyramids that count an age twice or not at all."""
    result = dict(quantities)
    for code, item in quantities.items():
        fault = pyramid_fault(code, quantities)
        if fault:
            kind, value = fault
            location = reading.location_of("quantity", code, "pyramid")
            reading.problems.append(location.problem(kind, value, code=code))
            result[code] = replace(item, pyramid=())
    return result


def _indicators(
    quantities: Mapping[str, Quantity], reading: _Reading, refused: Container[str]
) -> dict[str, Indicator]:
    entries = _entries(e.IndicatorEntry, "indicator", reading)
    items = {
        code: e.indicator(code, entry) for code, entry in entries.items() if code not in refused
    }
    links = {code: f.references(item.formula) for code, item in items.items()}
    circular = _cycles(links, "indicator", reading)
    straight = {code: names for code, names in links.items() if code not in circular}
    usable: set[str] = set()
    # what an indicator refers to comes first, so that a fault is passed on
    for code in TopologicalSorter(straight).static_order():
        if code in straight:
            wrong = _indicator_problems(items[code], quantities, usable, reading)
            wrong += _index_problems(items[code], items, reading)
            for problem in wrong:
                reading.missing(code, problem)
            usable |= set() if wrong else {code}
    return {code: item for code, item in items.items() if code in usable}


def _indicator_problems(
    item: Indicator,
    quantities: Mapping[str, Quantity],
    indicators: Container[str],
    reading: _Reading,
) -> list[Problem]:
    inputs = {name: "quantity" for name in f.inputs(item.formula) if name not in quantities}
    linked = {name: "indicator" for name in f.references(item.formula) if name not in indicators}
    unusable = inputs | linked
    if unusable:
        location = reading.location_of("indicator", item.code, "formula")
        return [
            location.problem(
                "catalogue_faulty" if reading.lists(section, name) else "catalogue_unknown",
                name,
                code=item.code,
            )
            for name, section in unusable.items()
        ]
    expected = e.expected_unit(item, quantities)
    if expected and item.unit != expected:
        location = reading.location_of("indicator", item.code, "unit")
        return [location.problem("catalogue_unit", item.unit, code=item.code, expected=expected)]
    return []


def _index_problems(
    item: Indicator, indicators: Mapping[str, Indicator], reading: _Reading
) -> list[Problem]:
    """Refuse what is computed from an index: that exists for all units of a level together only."""
    location = reading.location_of("indicator", item.code, "formula")
    return [
        location.problem("catalogue_of_index", name, code=item.code)
        for name in f.references(item.formula)
        if name in indicators and isinstance(indicators[name].formula, f.Composite)
    ]


def _empty_texts(
    section: str,
    items: Mapping[str, Quantity] | Mapping[str, Indicator],
    keys: Iterable[str],
    reading: _Reading,
) -> Iterator[Problem]:
    for code, key in product(items, keys):
        if not getattr(items[code], key).strip():
            location = reading.location_of(section, code, key)
            within = toml_texts.in_section((section, code))
            yield location.problem("catalogue_empty", key=key, section=within)


def _shared_titles(indicators: Mapping[str, Indicator], reading: _Reading) -> Iterator[Problem]:
    """Report every title that an earlier indicator has already."""
    earlier: dict[str, str] = {}
    for code, item in indicators.items():
        other = earlier.setdefault(item.title.strip(), code)
        if item.title.strip() and other != code:
            location = reading.location_of("indicator", code, "title")
            yield location.problem("catalogue_title_twice", item.title, code=code, other=other)


def _reversed_ranges(indicators: Mapping[str, Indicator], reading: _Reading) -> Iterator[Problem]:
    for code, item in indicators.items():
        if item.plausible and item.plausible.lower >= item.plausible.upper:
            location = reading.location_of("indicator", code, "plausible")
            yield location.problem("catalogue_plausible", code=code)


def _references(indicators: Container[str], reading: _Reading) -> Iterator[ReferenceValue]:
    for file in reading.files:
        for number in names_in("reference", file, reading.problems, kind=list):
            entry = validated(e.ReferenceEntry, ("reference", number), file, reading.problems)
            if entry is None:
                continue
            if entry.indicator in indicators:
                yield ReferenceValue(**entry.model_dump())
            elif not reading.lists("indicator", entry.indicator):
                location = file.location_of("reference", number, "indicator")
                reading.problems.append(location.problem("catalogue_reference", entry.indicator))


def _quotients_of_given(
    indicators: Mapping[str, Indicator], quantities: Mapping[str, Quantity], reading: _Reading
) -> Iterator[Problem]:
    """Report quotients of what doesn't add up: they are silently missing on coarser levels."""
    for code, item in indicators.items():
        used = f.inputs(item.formula) if isinstance(item.formula, f.Quotient) else ()
        given = [name for name in used if quantities[name].kind is Kind.GIVEN]
        for name in dict.fromkeys(given):
            location = reading.location_of("indicator", code, "formula")
            yield location.problem("catalogue_given", name, about=(code, name), code=code)


def _cycles(links: Mapping[str, tuple[str, ...]], section: str, reading: _Reading) -> set[str]:
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
        location = reading.location_of(section, members[0])
        chain = " → ".join(f"„{code}“" for code in (*members, members[0]))
        problem = location.problem("catalogue_cycle", members[0], chain=chain)
        reading.problems.append(problem)
        reading.faults.update(dict.fromkeys(members, problem))
