"""A recipe as a form: each change takes effect in the next run."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from math import isfinite
from typing import Any, Final

import streamlit as st

from atlas.model.areas import distinct_names
from atlas.model.numbers import MINUS, plain_number
from atlas.model.recipes import MEAN, Classes, ClassMethod, Part, Recipe, ScaleMethod
from atlas.model.scope import Scope
from atlas.ui import markup, recipe_draft
from atlas.ui.cache import kept
from atlas.ui.frame import Page
from atlas.ui.recipe_draft import RecipeDraft, change
from atlas.views import texts
from atlas.views.composite import page_texts as words
from atlas.views.composite.choices import Offer, crossed_with_change, offer

_USUAL_BREAKS: Final[Mapping[ClassMethod, tuple[float, ...]]] = {
    ClassMethod.SD: (-1.5, -0.5, 0.5, 1.5),
    ClassMethod.FIXED: (-1.0, 0.0, 1.0),
    ClassMethod.QUANTILE: (0.2, 0.4, 0.6, 0.8),
}
_USUAL_LEAST: Final = 300.0
"""Residents below which a unit is left out at first (methods.md 4.2)."""
_LONGEST_TITLE: Final = 120
_FAULT: Final = "recipe_form_fault"
_FILE_CROSS: Final = -1


def edit(page: Page, scope: Scope, draft: RecipeDraft) -> None:
    """Show the form of a recipe."""
    if fault := st.session_state.pop(_FAULT, ""):
        st.error(markup.as_message(fault))
    offered = kept(offer, page.atlas, scope.unselected)
    left, right = st.columns([2, 1], gap="large", vertical_alignment="bottom")
    with left:
        _text("title", words.INDEX_TITLE, draft.recipe.title, partial(_set_title, draft))
    with right:
        recipe_draft.ask_file()
    _parts(page, scope, draft, offered)
    _arithmetic(page, scope, draft, offered)
    _exclusions(page, scope, draft, offered)
    _classes(draft)


def _set_title(draft: RecipeDraft, text: str) -> None:
    if text.strip():
        change(draft, title=text.strip())


def _parts(page: Page, scope: Scope, draft: RecipeDraft, offered: Offer) -> None:
    """Ask for the parts, and of each for weight, direction and transform."""
    parts = {part.name: part for part in draft.recipe.parts}
    titles = {**offered.parts, **{name: name for name in parts if name not in offered.parts}}

    def chosen(names: Sequence[str]) -> None:
        made = (parts.get(name) or _new_part(page, scope.area, name) for name in names)
        change(draft, parts=tuple(made))

    key = _key("parts")
    st.session_state[key] = list(parts)
    st.multiselect(
        words.PARTS,
        list(titles),
        format_func=titles.__getitem__,
        key=key,
        placeholder=texts.SEARCH,
        on_change=_handler(key, chosen),
    )
    for number, part in enumerate(draft.recipe.parts):
        _part(draft, number, part, titles[part.name])


def _new_part(page: Page, area: str, name: str) -> Part:
    """A new part counts as a burden unless the catalogue calls it a resource."""
    polarity = page.atlas.indicator(area, name).polarity
    return Part(name=name, direction=-1 if polarity < 0 else 1)


def _part(draft: RecipeDraft, number: int, part: Part, title: str) -> None:
    def put(name: str, value: Any) -> None:  # noqa: ANN401  (any field)
        parts = list(draft.recipe.parts)
        parts[number] = replace(parts[number], **{name: value})
        change(draft, parts=tuple(parts))

    name, weight, direction, transform = st.columns([4, 2, 3, 3], vertical_alignment="bottom")
    with name:
        st.html(markup.element("p", title, "part"))
    with weight:
        written = plain_number(part.weight)
        _numbers(f"weight_{number}", words.WEIGHT, written, lambda numbers: put("weight", *numbers))
    with direction:
        _select(
            f"direction_{number}",
            words.DIRECTION,
            words.DIRECTION_CHOICES,
            part.direction,
            partial(put, "direction"),
        )
    with transform:
        _select(
            f"transform_{number}",
            words.TRANSFORM,
            words.TRANSFORM_CHOICES,
            part.transform,
            partial(put, "transform"),
        )


def _arithmetic(page: Page, scope: Scope, draft: RecipeDraft, offered: Offer) -> None:
    """Ask how parts are scaled, and how they become the index."""
    recipe = draft.recipe

    def scaled(name: str, value: Any) -> None:  # noqa: ANN401  (any field)
        change(draft, scale=replace(draft.recipe.scale, **{name: value}))

    def base_chosen(year: int) -> None:
        scaled("base_year", year or None)

    def combined(name: str, value: Any) -> None:  # noqa: ANN401  (any field)
        change(draft, combine=replace(draft.recipe.combine, **{name: value}))

    columns = iter(st.columns(3))
    scale = recipe.scale
    with next(columns):
        put = partial(scaled, "method")
        _select("scale", words.SCALE, words.SCALE_CHOICES, scale.method, put)
    with next(columns):
        put = partial(combined, "method")
        _select("combine", words.COMBINE, words.COMBINE_CHOICES, recipe.combine.method, put)
    with next(columns):
        put = partial(combined, "rescale")
        _select("rescale", words.RESCALE, words.RESCALE_CHOICES, recipe.combine.rescale, put)
    if scale.method.is_ranking:
        return
    columns = iter(st.columns(3))
    with next(columns):
        years = _bases(page, scope, recipe)
        _select("base_year", words.BASE, years, scale.base_year or 0, base_chosen)
    if scale.method is not ScaleMethod.ZSCORE:
        return
    with next(columns):
        weights = {code: words.CENTER_BY.format(title=t) for code, t in offered.counts.items()}
        options = {MEAN: words.EQUAL_UNITS, **weights}
        _select("center", words.CENTER, options, scale.center, partial(scaled, "center"))
    if scale.center == MEAN:
        with next(columns):
            put = partial(scaled, "ddof")
            _select("ddof", words.DDOF, words.DDOF_CHOICES, scale.ddof, put)


def _bases(page: Page, scope: Scope, recipe: Recipe) -> dict[int, str]:
    """Years all parts have figures of on the level."""
    sets = [
        {*page.atlas.years(scope.area, part.name, scope.level)}
        for part in recipe.parts
        if part.name in page.atlas.available(scope.area, scope.level)
    ]
    common = set.intersection(*sets) if sets else set()
    return {0: words.OWN_YEAR, **{year: str(year) for year in sorted(common, reverse=True)}}


def _exclusions(page: Page, scope: Scope, draft: RecipeDraft, offered: Offer) -> None:
    """Ask which units are left out."""
    exclude = draft.recipe.exclude

    def column_chosen(column: str) -> None:
        below = (exclude.below or _USUAL_LEAST) if column else 0.0
        change(draft, exclude=replace(exclude, column=column, below=below))

    def below_chosen(numbers: tuple[float, ...]) -> None:
        change(draft, exclude=replace(exclude, below=numbers[0]))

    left, middle, right = st.columns([3, 2, 4])
    with left:
        options = {"": words.NOTHING, **offered.counts}
        _select("exclude", words.EXCLUDE_COLUMN, options, exclude.column, column_chosen)
    if exclude.column:
        with middle:
            written = plain_number(exclude.below)
            _numbers("below", words.EXCLUDE_BELOW, written, below_chosen)
    with right:
        level = page.atlas.level_at(scope.area, scope.level, scope.vintage)
        names = {key: name.shown for key, name in distinct_names(level.units).items()}
        names |= {unit: unit for unit in exclude.units if unit not in names}
        key = _key("exclude_units")
        st.session_state[key] = list(exclude.units)
        st.multiselect(
            words.EXCLUDE_UNITS,
            list(names),
            format_func=names.__getitem__,
            key=key,
            placeholder=texts.SEARCH,
            on_change=_handler(
                key, lambda units: change(draft, exclude=replace(exclude, units=tuple(units)))
            ),
        )


def _classes(draft: RecipeDraft) -> None:
    """Ask for classes, their names, and whether they are crossed with those of the change."""
    classes = draft.recipe.classes
    left, middle, right = st.columns([3, 3, 4])
    with left:
        options: dict[Any, str] = {None: words.NO_CLASSES, **words.CLASS_CHOICES}
        method = classes.method if classes else None
        _select("classes", words.CLASSES, options, method, partial(_set_method, draft))
        if classes is not None:
            _cross(draft)
    if classes is None:
        return
    with middle:
        written = "; ".join(map(plain_number, classes.breaks)).replace("-", MINUS)
        _numbers("breaks", words.BREAKS, written, partial(_set_breaks, draft, classes), most=None)
        st.caption(words.BREAKS_HINT[classes.method])
    with right:
        written = "; ".join(draft.recipe.class_labels)
        _text("labels", words.LABELS, written, partial(_set_labels, draft, classes))


def _set_method(draft: RecipeDraft, method: ClassMethod | None) -> None:
    made = Classes(method=method, breaks=_USUAL_BREAKS[method]) if method else None
    change(draft, classes=made)


def _set_breaks(draft: RecipeDraft, classes: Classes, breaks: tuple[float, ...]) -> None:
    change(draft, classes=replace(classes, breaks=breaks))


def _set_labels(draft: RecipeDraft, classes: Classes, text: str) -> None:
    labels = tuple(piece.strip() for piece in text.split(";") if piece.strip())
    change(draft, classes=replace(classes, labels=labels))


def _cross(draft: RecipeDraft) -> None:
    cross = draft.recipe.cross
    options = dict(words.CROSS_CHOICES)
    shown = cross.change_years if cross else 0
    if cross and cross.file:
        shown, options[_FILE_CROSS] = _FILE_CROSS, words.CROSS_FILE.format(file=cross.file)
    options.setdefault(shown, words.CROSS_YEARS.format(years=shown))

    def chosen(years: int) -> None:
        if years != _FILE_CROSS:
            change(draft, cross=crossed_with_change(draft.recipe, years).cross)

    _select("cross", words.CROSS, options, shown, chosen)


def _key(name: str) -> str:
    return f"recipe_{name}"


def _handler(key: str, put: Callable[[Any], None]) -> Callable[[], None]:
    """Hand what a widget was set to on, before the run that shows it."""
    return lambda: put(st.session_state[key])


def _text(name: str, label: str, value: str, put: Callable[[str], None]) -> None:
    key = _key(name)
    st.session_state[key] = value
    st.text_input(label, key=key, max_chars=_LONGEST_TITLE, on_change=_handler(key, put))


def _numbers(
    name: str,
    label: str,
    written: str,
    put: Callable[[tuple[float, ...]], None],
    most: int | None = 1,
) -> None:
    """Ask for numbers with decimal comma, one or as many as somebody writes (`most` None)."""

    def read(text: str) -> None:
        pieces = [piece.strip() for piece in text.replace(MINUS, "-").split(";") if piece.strip()]
        try:
            numbers = tuple(float(piece.replace(",", ".")) for piece in pieces)
        except ValueError:
            numbers = ()
        # "nan" and "inf" are numbers for Python only
        if not all(map(isfinite, numbers)) or not 0 < len(numbers) <= (most or len(numbers)):
            st.session_state[_FAULT] = words.NO_NUMBERS.format(text=text)
        else:
            put(numbers)

    _text(name, label, written, read)


def _select(
    name: str, label: str, options: Mapping[Any, str], value: object, put: Callable[[Any], None]
) -> None:
    """Ask for one of some options; a value that isn't offered is named as it is.

    Streamlit takes the members of an enumeration for those of another one it knows by that name
    and compares them by position: the widget gets words.
    """
    key = _key(name)
    titles = {str(option): title for option, title in options.items()}
    titles.setdefault(str(value), str(value))
    values = {str(option): option for option in options}
    st.session_state[key] = str(value)
    st.selectbox(
        label,
        list(titles),
        format_func=titles.__getitem__,
        key=key,
        on_change=_handler(key, lambda word: put(values.get(word, value))),
    )
