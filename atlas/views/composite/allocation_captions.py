"""What is said of a budget that is shared out: the formula in words, its limits, its method."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import numpy as np

from atlas.atlas import Atlas
from atlas.measures.allocation import Allocation
from atlas.model.allocation import AllocationVariant
from atlas.model.documents import Bar, BarRows
from atlas.model.numbers import format_number, plain_number
from atlas.model.specs import TableSpec
from atlas.sources.recipe_writing import recipe_version
from atlas.views.composite import allocation_texts as words
from atlas.views.composite.allocation import AreaAllocation, allocation_sources, overview_table
from atlas.views.composite.captions import MOST_NAMED, reason
from atlas.views.composite.page_texts import MORE_UNITS, NAMED_UNIT

MOST_BARS = 60
"""Units whose bars one still finds one's way about in."""
_HIGHEST = 100


def subtitle(atlas: Atlas, shared: AreaAllocation) -> str:
    """Area, year, number of variants and size in one line."""
    scope, count = shared.choice.scope, len(shared.results)
    variants = words.ONE_VARIANT if count == 1 else words.VARIANT_COUNT.format(count=count)
    return words.SUBTITLE.format(
        area=atlas.area(scope.area).name,
        year=scope.year,
        variants=variants,
        level=shared.index.level.name,
        size=shared.size_title,
    )


def common_sentences(shared: AreaAllocation, day: date) -> tuple[str, ...]:
    """What holds for all variants: budget, heads, rounding, who is left out, method and date."""
    budget, index = shared.choice.budget, shared.index
    euros = format_number(budget.euros, 0)
    count, plural = len(shared.units.keys), index.level.plural
    return (
        words.BUDGET_SENTENCE.format(budget=euros, count=count, plural=plural),
        words.EQUATION,
        words.HEADS.format(size=shared.size_title),
        words.ROUNDED.format(unit=words.CENTS if budget.in_cents else words.EUROS, budget=euros),
        *_left_out(shared),
        words.PROTECTED,
        words.METHOD.format(
            version=words.METHOD_VERSION,
            title=index.recipe.title,
            recipe=recipe_version(index.recipe),
            day=f"{day:%d.%m.%Y}",
        ),
    )


def _left_out(shared: AreaAllocation) -> Iterator[str]:
    keys = shared.units.keys
    without_index = [at for at in range(len(keys)) if shared.without_index(at)]
    without_size = [at for at in range(len(keys)) if shared.without_size(at)]
    if without_index:
        excluded = shared.index.excluded
        named = [
            NAMED_UNIT.format(
                name=shared.index.name(keys[at]),
                reason=reason(shared.index, excluded[keys[at]]),
            )
            if keys[at] in excluded
            else shared.index.name(keys[at])
            for at in without_index
        ]
        has_basic = all(variant.basic_percent > 0 for variant in shared.choice.variants)
        form = words.WITHOUT_INDEX if has_basic else words.WITHOUT_BASIC
        yield form.format(units=_named(named))
    if without_size:
        named = [shared.index.name(keys[at]) for at in without_size]
        yield words.WITHOUT_SIZE.format(size=shared.size_title, units=_named(named))


def _named(names: list[str]) -> str:
    more = len(names) - MOST_NAMED
    shown = names[:MOST_NAMED]
    return words.JOINED.join([*shown, MORE_UNITS.format(count=more)] if more > 0 else shown)


def variant_sentences(
    shared: AreaAllocation, variant: AllocationVariant, result: Allocation
) -> tuple[str, ...]:
    """The formula of a variant in words, and whom its limits concern."""
    return (
        _basic(shared, variant),
        _need(shared, variant),
        *(_limits(shared, variant, result)),
    )


def _basic(shared: AreaAllocation, variant: AllocationVariant) -> str:
    if not variant.basic_percent:
        return words.BASIC_NONE
    form = words.BASIC_EQUAL if variant.equal_basic else words.BASIC_SIZE
    percent = variant.basic_percent
    return form.format(
        percent=plain_number(percent), euros=_part(shared, percent), size=shared.size_title
    )


def _part(shared: AreaAllocation, percent: float) -> str:
    """A part of the budget in euros; cents only where there are some."""
    cents = round(shared.choice.budget.euros * percent)
    return format_number(cents / _HIGHEST, 2 if cents % _HIGHEST else 0)


def _need(shared: AreaAllocation, variant: AllocationVariant) -> str:
    rest = _HIGHEST - variant.basic_percent
    if not rest:
        return words.NEED_NONE
    euros = _part(shared, rest)
    if not variant.group_weights:
        factor = plain_number(variant.factor)
        return words.NEED_FACTOR.format(euros=euros, size=shared.size_title, factor=factor)
    labels = shared.index.recipe.class_labels
    weights = (
        words.GROUP_WEIGHT.format(label=label, weight=plain_number(weight))
        for label, weight in zip(labels, variant.group_weights, strict=True)
    )
    return words.NEED_GROUPS.format(
        euros=euros, size=shared.size_title, weights=words.JOINED.join(weights)
    )


def _limits(
    shared: AreaAllocation, variant: AllocationVariant, result: Allocation
) -> Iterator[str]:
    forms = ((variant.most_less, words.LIMIT_LESS), (variant.most_more, words.LIMIT_MORE))
    limits = [form.format(percent=plain_number(n)) for n, form in forms if n is not None]
    if not limits:
        return
    yield words.LIMITS.format(limits=words.AND.join(limits))
    pairs = list(zip(shared.units.keys, result.limited, strict=True))
    raised = [shared.index.name(unit) for unit, way in pairs if way > 0]
    lowered = [shared.index.name(unit) for unit, way in pairs if way < 0]
    yield words.LIMITED.format(
        raised=_named(raised) or words.NOBODY, lowered=_named(lowered) or words.NOBODY
    )


def charts(shared: AreaAllocation) -> Iterator[tuple[str, BarRows]]:
    """Title and bars of the two charts of each variant: euros per unit, euros per head."""
    level = shared.index.level.name
    for name, _, result in shared.named:
        title = words.CHART_AMOUNT.format(variant=name, level=level)
        yield title, _amount_bars(shared, result)
        yield words.CHART_HEAD.format(variant=name), _head_bars(shared, result)


def _amount_bars(shared: AreaAllocation, result: Allocation) -> BarRows:
    """Bars of euros per unit, marked what it has so far."""
    present = dict(shared.choice.budget.present)
    bars = (
        Bar(
            label=shared.index.name(unit),
            text=format_number(cents / _HIGHEST, shared.decimals),
            value=cents / _HIGHEST,
            mark=present[unit] / _HIGHEST if unit in present else None,
        )
        for unit, cents in zip(shared.units.keys, result.cents, strict=True)
    )
    mark = words.MARK_PRESENT if present else ""
    return BarRows(bars=tuple(bars), axis=words.AXIS_AMOUNT, mark_label=mark)


def _head_bars(shared: AreaAllocation, result: Allocation) -> BarRows:
    """Bars of euros per head, marked the mean of the budget."""
    mean = shared.choice.budget.euros / float(np.nansum(shared.units.sizes))
    bars = []
    for at, unit in enumerate(shared.units.keys):
        number = shared.per_head(result.cents[at], at)
        text = shared.sizes[at] if number is None else format_number(number, 2)
        bars.append(Bar(label=shared.index.name(unit), text=text, value=number, mark=mean))
    return BarRows(bars=tuple(bars), axis=words.AXIS_HEAD, mark_label=words.MARK_MEAN)


def bars_in_words(title: str, bars: BarRows) -> str:
    """Say what bars show."""
    each = (words.BAR_ALT.format(label=bar.label, text=bar.text) for bar in bars.bars)
    return words.ALT.format(title=title, bars=words.JOINED.join(each))


def filed_table(atlas: Atlas, shared: AreaAllocation, day: date) -> TableSpec:
    """The whole table with formula, method and date among its notes."""
    sources = allocation_sources(atlas, shared.choice)
    notes = [words.NOTICE, *common_sentences(shared, day)]
    for name, variant, result in shared.named:
        said = " ".join(variant_sentences(shared, variant, result))
        notes.append(words.OF_VARIANT.format(variant=name, sentences=said))
    return overview_table(shared, replace(sources, notes=(*notes, *sources.notes)), whole=True)
