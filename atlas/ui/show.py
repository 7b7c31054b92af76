"""Figures on the screen: heading, drawing, sources, downloads, command, link, alternative text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from urllib.parse import urlencode, urlsplit
from zoneinfo import ZoneInfo

import streamlit as st

from atlas.atlas import Atlas
from atlas.model.figures import FigureChoice, FigureKind
from atlas.model.scope import ChartKind, Scope
from atlas.model.specs import Provenance, TableSpec
from atlas.render.downloads import CHART_FORMATS, TABLE_FORMATS
from atlas.ui import chart_element, composed, controls, grid, journal, markup, notes
from atlas.ui.cache import kept, replayed
from atlas.ui.component import component
from atlas.ui.composed import TableChoice
from atlas.ui.frame import Page
from atlas.views import file_name_texts, selected, selected_texts, texts
from atlas.views.address import RELEASE_NAME, units_word
from atlas.views.commands import cut_table_command, drawing_command, values_command
from atlas.views.figure import texts as figure_texts
from atlas.views.file_names import file_stem
from atlas.views.selected import ChartChoice
from atlas.views.table import texts as table_texts
from atlas.views.table import unit_tables

MOST_ROWS = 1000
"""Rows of an ordinary table a browser lays out without delay."""
ZONE = "Europe/Berlin"
"""Time zone of the day printed on a file, whatever the server's."""
MIME = {
    "png": "image/png",
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
    "html": "text/html",
    "geojson": "application/geo+json",
    "gpkg": "application/geopackage+sqlite3",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "json": "application/json",
    "toml": "application/toml",
    "zip": "application/zip",
}
SERIES_FORMATS = ("xlsx", "zip")
"""Formats of whole series: the clean CSV only with what it means."""


_popover = partial(st.popover, on_change="rerun")


@dataclass(frozen=True, slots=True, kw_only=True)
class Downloads:
    """The files a figure can be downloaded as: formats with their `labels`, how one is made.

    `options` shows widgets for what else decides the file. A file of one of the `sheet_formats`
    holds more than the others, and is named `sheet_name`. `whole` are the files of the whole series
    behind the figure. `figure` is what can be noted, and what the bundle of all files and words is
    made of.
    """

    name: str
    formats: tuple[str, ...]
    make: Callable[[str], bytes]
    options: Callable[[], None] | None = None
    sheet_name: str = ""
    sheet_formats: tuple[str, ...] = ()
    whole: Downloads | None = None
    figure: FigureChoice | None = None
    labels: Mapping[str, str] = field(default_factory=lambda: texts.FORMS)

    def file_name(self, form: str) -> str:
        """Name of the file of a format."""
        return f"{self.sheet_name if form in self.sheet_formats else self.name}.{form}"


def whole_series(page: Page, scope: Scope, other: str = "") -> Downloads:
    """Return the files of all years and units of a scope, and of a second indicator."""
    # whatever the year and the selection, the series is the same
    every = replace(scope.unselected, years=(), classing=None)

    def make(form: str) -> bytes:
        return kept(composed.series_file, page.atlas, every, other, form)

    dated = replace(every, years=page.atlas.answer_years(every))
    name = file_stem(page.atlas, dated, file_name_texts.SERIES, other)
    return Downloads(name=name, formats=SERIES_FORMATS, make=make)


def unit_table(page: Page, scope: Scope) -> None:
    """Show all units of a scope in official order; a click on a head sorts them.

    Very long tables are left to the grid, which draws only what is in sight.
    """
    heading_slot = st.container()
    choice = TableChoice(scope=scope)
    level = page.atlas.level_at(scope.area, scope.level, scope.vintage)
    if level.boundaries is None:
        # no map lets anybody click on them
        controls.pick_units(page, scope)
    selection_line(page, scope)
    if scope.selection and controls.toggle("nur_auswahl", selected_texts.ONLY_SELECTED):
        choice = replace(choice, only=True)
    spec = kept(composed.table, page.atlas, choice)
    with heading_slot:
        heading(*kept(composed.table_heading, page.atlas, choice))
    replayed(_draw_table if len(spec.rows) <= MOST_ROWS else _draw_grid, page.atlas, choice)
    sources_and_notes(spec.provenance)

    def make(form: str) -> bytes:
        return kept(composed.table_file, page.atlas, choice, form)

    whole = whole_series(page, scope)
    figure = FigureChoice(kind=FigureKind.TABLE, scope=scope, only_selected=choice.only)
    downloads = Downloads(
        name=spec.file_stem, formats=TABLE_FORMATS, make=make, whole=whole, figure=figure
    )
    command = cut_table_command(page.atlas, scope, spec.file_stem) if choice.only else ""
    action_row(page, scope, downloads, command)


def chart(page: Page, choice: ChartChoice) -> None:
    """Show one chart, a development with its goals."""
    heading_slot = st.container()
    if choice.kind is ChartKind.SERIES:
        choice = replace(choice, goals=journal.written(page, choice.scope.area).goals)
    controls.pick_units(page, choice.scope)
    spec = kept(selected.chart, page.atlas, choice)
    with heading_slot:
        heading(spec.headline, spec.subtitle)
    replayed(_draw_chart, page.atlas, choice)
    sources_and_notes(spec.provenance)

    def make(form: str) -> bytes:
        return kept(composed.chart_file, page.atlas, choice, form)

    whole = whole_series(page, choice.scope, choice.other)
    figure = FigureChoice(
        kind=FigureKind(choice.kind.value),
        scope=choice.scope,
        other=choice.other,
        by_value=choice.by_value,
        goals=choice.goals,
    )
    downloads = Downloads(
        name=spec.file_stem, formats=CHART_FORMATS, make=make, whole=whole, figure=figure
    )
    action_row(page, choice.scope, downloads, _chart_command(page.atlas, choice, spec.file_stem))
    text_alternative(spec.text_alternative, lambda: composed.chart_table(page.atlas, choice))


def _chart_command(atlas: Atlas, choice: ChartChoice, stem: str) -> str:
    options = {
        "--kind": choice.kind.value,
        "--other": choice.other,
        "--by-value": choice.by_value,
        "--units": units_word(choice.scope.selection),
        "--out": f"{stem}.{CHART_FORMATS[0]}",
    }
    return drawing_command("chart", choice.scope, atlas, options)


def _draw_chart(atlas: Atlas, choice: ChartChoice) -> None:
    chart_element.draw(kept(selected.chart, atlas, choice))


def _draw_table(atlas: Atlas, choice: TableChoice) -> None:
    table = unit_tables.without_file_columns(composed.screen_table(atlas, choice))
    st.html(markup.table_html(table, sortable=True))


def _draw_grid(atlas: Atlas, choice: TableChoice) -> None:
    grid.draw(unit_tables.without_file_columns(composed.screen_table(atlas, choice)))


def selection_line(page: Page, scope: Scope) -> None:
    """Say which units are selected, and offer to forget them."""
    # present even when empty: otherwise what follows would move when something is selected, and
    # Streamlit would remove it from the page and build it anew, without its focus
    line = st.container(horizontal=True, vertical_alignment="center", key="atlas_selection")
    if scope.selection:
        level = page.atlas.level_at(scope.area, scope.level, scope.vintage)
        with line:
            st.html(markup.element("p", selected.sentence(level, scope.selection), "selection"))
            st.button(
                selected_texts.UNSELECT, on_click=controls.select_units, args=((),), key="unselect"
            )


def heading(headline: str, subtitle: str) -> None:
    """Say above a figure what it shows."""
    st.html(markup.head_html(headline, subtitle))


def sources_and_notes(provenance: Provenance, *more: str) -> None:
    """Name sources, notes and signs below a figure."""
    st.html(markup.foot_html(provenance, *more))


def action_row(
    page: Page,
    scope: Scope,
    downloads: Downloads | None,
    command: str = "",
    *,
    has_link: bool = True,
) -> None:
    """One row under the figure: downloads, note, the command (by default of the scope), the link.

    There is no link where the address doesn't say what is shown. A popover gets its content when
    it is unfolded: a page of few elements changes faster.
    """
    command = command or values_command(page.atlas, scope)
    with st.container(horizontal=True, vertical_alignment="center", key="atlas_actions"):
        if downloads is not None:
            download_menu(page.atlas, downloads, command)
            if downloads.figure is not None:
                notes.note_button(page, downloads.figure)
        with _popover(texts.COMMAND, key="atlas_command") as opened:
            if opened.open:
                st.caption(texts.COMMAND_HINT)
                st.code(command, language=None, wrap_lines=True)
        if not has_link:
            return
        with _popover(texts.LINK, key="atlas_link") as opened:
            if opened.open:
                _page_link_box(page.atlas.edition(scope.area).release)


def download_menu(atlas: Atlas, downloads: Downloads, command: str = "") -> None:
    """A menu of one button per format; `command` stands in the bundle of a figure."""
    with _popover(texts.DOWNLOAD, key="atlas_downloads", type="primary") as opened:
        if opened.open:
            _download_buttons(downloads)
            _bundle_button(atlas, downloads, command)


def _download_buttons(downloads: Downloads) -> None:
    """One button per format; a file is made on a click, not when the page opens."""
    if downloads.options is not None:
        downloads.options()
    _buttons(downloads, downloads.labels, "download")
    if downloads.whole is not None:
        _buttons(downloads.whole, texts.SERIES_FORMS, "download_series")


def _bundle_button(atlas: Atlas, downloads: Downloads, command: str) -> None:
    """Offer all files and words of a figure in one."""
    figure = downloads.figure
    if figure is None:
        return

    def make() -> bytes:
        return kept(composed.figure_bundle, atlas, figure, today(), command)

    stem = downloads.sheet_name or downloads.name
    st.download_button(
        figure_texts.BUNDLE_FORM,
        make,
        file_name=f"{stem}__{figure_texts.BUNDLE}.zip",
        mime=MIME["zip"],
        key="download_bundle",
        on_click="ignore",
        type="tertiary",
    )


def today() -> date:
    """The day that is printed on what is made now."""
    return datetime.now(ZoneInfo(ZONE)).date()


def _buttons(downloads: Downloads, labels: Mapping[str, str], key: str) -> None:
    for form in downloads.formats:
        st.download_button(
            labels[form],
            partial(downloads.make, form),
            file_name=downloads.file_name(form),
            mime=MIME[form],
            key=f"{key}_{form}",
            on_click="ignore",
            type="tertiary",
        )


def _page_link_box(release: str) -> None:
    """Show the address of the page to copy.

    It names the release that is shown: whoever opens it later sees this view, not a newer one.
    """
    page = urlsplit(st.context.url or "").path
    words = st.query_params.to_dict() | ({RELEASE_NAME: release} if release else {})
    link_box(texts.LINK_HINT, f"{page}?{urlencode(words, safe=',/')}", key="atlas_link_box")


def link_box(label: str, address: str, *, key: str) -> None:
    """Show an address to copy, whole; the browser adds the part of the map in view."""
    data = {
        "label": label,
        "copy": texts.COPY,
        "copied": texts.COPIED,
        "marked": texts.SELECTED_TO_COPY,
        "address": address,
    }
    component("link", "link_box")(key=key, data=data)


def document(body: str) -> None:
    """Show a document that is HTML already."""
    from atlas.render.document.html import style  # noqa: PLC0415  (only this page shows one)

    st.html(f"<style>{style()}</style>{body}")


def text_alternative(sentences: Iterable[str], *tables: Callable[[], TableSpec]) -> None:
    """Describe a figure in sentences and as tables any screen reader can walk through.

    The tables are made when the text is unfolded: they are larger than the figure itself.
    """
    with st.expander(texts.AS_TEXT, key="atlas_text_alternative", on_change="rerun") as folded:
        st.html(markup.sentences_html(sentences))
        for make in tables if folded.open else ():
            first_rows(make())


def first_rows(table: TableSpec) -> None:
    """Show a table, or of a very long one its first rows and that there are more."""
    rows = unit_tables.without_file_columns(replace(table, rows=table.rows[:MOST_ROWS]))
    cut = table_texts.ROWS_CUT.format(shown=MOST_ROWS, total=len(table.rows))
    remark = markup.element("p", cut) if len(table.rows) > MOST_ROWS else ""
    st.html(remark + markup.table_html(rows))
