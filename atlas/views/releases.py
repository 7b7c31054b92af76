"""What is said of the releases of an area: which there are, what is new, what was corrected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from atlas.atlas import Atlas
from atlas.model.areas import Area, UnitName, distinct_names
from atlas.model.numbers import format_change, format_number
from atlas.model.quantities import Audience
from atlas.model.releases import Correction, Release, ReleaseDiff
from atlas.model.specs import Provenance, TableCell, TableColumn, TableRow, TableSpec
from atlas.views import releases_texts as words
from atlas.views import texts
from atlas.views.choices import day_of
from atlas.views.citation import release_link
from atlas.views.file_names import slug
from atlas.views.text_tables import NO_PROVENANCE

MOST_NAMED = 8
"""Titles a sentence names before it counts the rest."""
_MOST_DECIMALS = 3


def offered(atlas: Atlas, area_id: str) -> dict[str, str]:
    """Names of the releases of an area that can be shown, with labels; the newest first."""
    listed = atlas.releases(area_id)
    usable = (item for item in reversed(listed.readable) if not atlas.damage(item))
    return {
        item.name: (words.OPTION_NEWEST if item is listed.newest else words.OPTION).format(
            name=item.name, day=day_of(item)
        )
        for item in usable
    }


def damaged(atlas: Atlas, area_id: str) -> tuple[str, ...]:
    """Say of each release that can't be shown that it can't."""
    listed = atlas.releases(area_id)
    altered = [release.name for release in listed.readable if atlas.damage(release)]
    forms = {
        **dict.fromkeys((*altered, *listed.unreadable), words.DAMAGED),
        **dict.fromkeys(listed.other_versions, words.OF_OTHER_VERSION),
    }
    return tuple(form.format(name=name) for name, form in forms.items())


def releases_table(readers: Sequence[Atlas], area_id: str) -> TableSpec:
    """List the releases of an area that can be read, the newest first, as its readers see them.

    Of several readers each has columns of his own.
    """
    numbers = [
        words.OF_READER[atlas.audience].format(title=title) if readers[1:] else title
        for atlas in readers
        for title in (words.FIGURES, words.HIDDEN)
    ]
    heads = (words.RELEASE, words.DAY, words.YEARS, *numbers)
    audiences = [atlas.audience for atlas in readers]
    return TableSpec(
        title=words.LIST,
        subtitle="",
        columns=tuple(
            TableColumn(key=head, title=head, decimals=0 if head in numbers else None)
            for head in heads
        ),
        rows=tuple(
            TableRow(cells=_release_cells(release, audiences))
            for release in reversed(readers[0].releases(area_id).readable)
        ),
        provenance=NO_PROVENANCE,
        file_stem=f"{area_id}__{slug(texts.PAGE_TITLES['ausgaben'])}",
    )


def addresses(atlas: Atlas, area_id: str) -> tuple[tuple[str, str], ...]:
    """Permanent addresses of the releases of an area that can be read, the newest first."""
    return tuple(
        (texts.RELEASE.format(release=release.name), release_link(area_id, release.name))
        for release in reversed(atlas.releases(area_id).readable)
    )


def _release_cells(release: Release, audiences: Sequence[Audience]) -> tuple[TableCell, ...]:
    years = _span({year for audience in audiences for year in release.years(audience)})
    return (
        *(TableCell(text=text) for text in (release.name, day_of(release), years)),
        *(cell for audience in audiences for cell in _counts(release, audience)),
    )


def _counts(release: Release, audience: Audience) -> tuple[TableCell, ...]:
    """How many figures a reader is shown, and how many of them are hidden."""
    protection = release.protections.get(audience)
    if protection is None:  # on a public server what was hidden from others isn't there
        return TableCell(text=words.UNKNOWN), TableCell(text=words.UNKNOWN)
    cells, hidden = protection.cells, sum(protection.hidden.values())
    return tuple(TableCell(text=format_number(n, 0), number=float(n)) for n in (cells, hidden))


def _span(years: Iterable[int]) -> str:
    """Name years, three and more without a gap as a span."""
    runs: list[list[int]] = []
    for year in sorted(years):
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    spans = (
        [words.SPAN.format(first=run[0], last=run[-1])] if run[2:] else map(str, run)
        for run in runs
    )
    return ", ".join(span for of_run in spans for span in of_run)


def news(diff: ReleaseDiff) -> Iterator[str]:
    """Say what came with a release, what was corrected and what isn't there any more."""
    titles = diff.catalogue.titles()
    lists = {
        words.NEW_QUANTITIES: [titles[code] for code in diff.quantities],
        words.NEW_INDICATORS: [titles[code] for code in diff.indicators],
    }
    if diff.years:
        yield words.NEW_YEARS.format(years=_span(diff.years))
    for form, named in lists.items():
        if named:
            yield form.format(titles=_some(named))
    yield from _by_year(words.LATE, diff.late, titles)
    if not (diff.years or diff.late or any(lists.values())):
        yield words.NOTHING_NEW
    yield from _by_year(words.LOST, diff.lost, titles)
    if diff.gone:
        yield words.GONE.format(titles=_some(diff.gone))
    yield _corrected(diff)
    yield words.ONLY_PUBLISHED


def _by_year(
    form: str, tables: Iterable[tuple[int, str]], titles: Mapping[str, str]
) -> Iterator[str]:
    """One sentence a year, the newest first."""
    of_years: dict[int, list[str]] = {}
    for year, code in tables:
        of_years.setdefault(year, []).append(titles[code])
    for year, named in sorted(of_years.items(), reverse=True):
        yield form.format(year=year, titles=_some(named))


def _corrected(diff: ReleaseDiff) -> str:
    if not diff.corrections:
        return words.NO_CORRECTION
    titles = diff.catalogue.titles()
    codes = dict.fromkeys(item.quantity for item in diff.corrections)
    form = words.CORRECTED
    if len({item.level for item in diff.corrections}) > 1:
        form = words.CORRECTED_WITH_SUMS
    return form.format(
        count=format_number(len(diff.corrections), 0),
        figures=words.FIGURE_NOUN[len(diff.corrections) > 1],
        years=_span({item.year for item in diff.corrections}),
        titles=_some([titles[code] for code in codes]),
    )


def _some(titles: Iterable[str]) -> str:
    every = list(titles)
    named = "; ".join(every[:MOST_NAMED])
    more = len(every) - MOST_NAMED
    return words.MORE.format(titles=named, count=more) if more > 0 else named


def corrections_table(diff: ReleaseDiff, *, on_screen: bool = False) -> TableSpec:
    """List the corrected figures with old and new value.

    A screen calls units as people do, and behind that officially: only a file needs an exact key.
    """
    old, new = diff.old, diff.new
    heads = (texts.YEAR, words.NAME, words.QUANTITY)
    values = (words.OLD.format(name=old.name), words.NEW.format(name=new.name), words.DIFFERENCE)
    naming = _name_on_screen if on_screen else _official_name
    names = {
        (level.id, key): naming(name)
        for level in diff.area.levels
        for key, name in distinct_names(level.units).items()
    }
    return TableSpec(
        title=words.CORRECTIONS_OF.format(area=diff.area.name, new=new.name, old=old.name),
        subtitle=words.ONLY_PUBLISHED,
        columns=(
            *(TableColumn(key="name" if h == words.NAME else h, title=h) for h in heads),
            *(TableColumn(key=head, title=head, decimals=_MOST_DECIMALS) for head in values),
            *(TableColumn(key=head, title=head) for head in (words.LEVEL, texts.KEY)),
        ),
        rows=tuple(_correction_row(diff, names, item) for item in diff.corrections),
        provenance=_provenance(diff),
        file_stem=words.STEM.format(area=diff.area.id, new=slug(new.name), old=slug(old.name)),
    )


def _correction_row(
    diff: ReleaseDiff, names: dict[tuple[str, str], str], item: Correction
) -> TableRow:
    quantity, level = diff.catalogue.quantities[item.quantity], diff.area.level(item.level)
    name = names.get((item.level, item.unit), item.unit)
    labels = (
        str(item.year),
        texts.MARKED.format(text=name, mark=texts.DELIVERED) if item.delivered else name,
        texts.TITLE_WITH_UNIT.format(title=quantity.title, unit=quantity.unit),
    )
    numbers = (item.old, item.new, item.new - item.old)
    decimals = _decimals(numbers, quantity.decimals)
    return TableRow(
        cells=(
            *(TableCell(text=text) for text in labels),
            *(TableCell(text=format_number(n, decimals), number=n) for n in numbers[:2]),
            TableCell(text=format_change(numbers[2], decimals), number=numbers[2]),
            *(TableCell(text=text) for text in (level.name if level else item.level, item.unit)),
        )
    )


def _official_name(name: UnitName) -> str:
    return name.name


def _name_on_screen(name: UnitName) -> str:
    return texts.MARKED.format(text=name.everyday, mark=name.name) if name.everyday else name.name


def _decimals(numbers: Iterable[float], least: int) -> int:
    """So many that no correction looks like none."""
    needed = (
        digits for digits in range(_MOST_DECIMALS) if all(round(n, digits) == n for n in numbers)
    )
    return max(least, next(needed, _MOST_DECIMALS))


def _provenance(diff: ReleaseDiff) -> Provenance:
    area: Area = diff.area
    return Provenance(
        source="",
        publisher=area.publisher,
        reference_dates="",
        boundaries="",
        notes=(texts.FICTIONAL,) if area.fictional else (),
        licence=area.licence,
        edition=words.STATE.format(
            new=diff.new.name, day=day_of(diff.new), old=diff.old.name, before=day_of(diff.old)
        ),
        link=release_link(area.id, diff.new.name),
    )
