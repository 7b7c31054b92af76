"""Who delivers what: what is due, what is there, and workbooks to fill in."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from atlas.model.specs import TableSpec
from atlas.render.table.delivery_template import template_bytes
from atlas.render.table.workbook import xlsx_bytes
from atlas.ui import markup, show
from atlas.ui.desk_view import DeskView
from atlas.views import completeness
from atlas.views.delivery_template import delivery_templates
from atlas.views.desk import texts as words

MOST_TITLES = 3
"""Quantities of a delivery that the page names; the workbook names all."""


def draw(view: DeskView) -> None:
    """Show calendar, completeness and inventory of an area, and offer templates."""
    holdings, today = view.holdings, show.today()
    if not holdings.departments:
        st.info(markup.as_message(words.NO_DEPARTMENTS.format(area=view.area)))
    else:
        st.html(markup.element("h2", words.CALENDAR))
        table = completeness.calendar_table(holdings, today, MOST_TITLES)
        if table.rows:
            st.html(markup.table_html(table))
            whole = partial(completeness.calendar_table, holdings, today)
            _download(lambda: xlsx_bytes(whole()), "calendar", words.DOWNLOAD)
        else:
            st.write(words.NOTHING_OPEN)
        _offer_template(view, today.year)
    years = completeness.reporting_years(holdings, today)
    st.html(markup.element("h2", words.COMPLETENESS))
    _table(completeness.completeness_table(holdings, years, today), "completeness")
    with st.expander(words.INVENTORY, key="desk_inventory"):
        _table(completeness.inventory_table(holdings, today), "inventory")


def _table(table: TableSpec, name: str) -> None:
    st.html(markup.table_html(table))
    _download(partial(xlsx_bytes, table), name, words.DOWNLOAD)


def _offer_template(view: DeskView, this_year: int) -> None:
    st.html(markup.element("h2", words.TEMPLATE))
    left, right = st.columns(2)
    year = int(
        right.number_input(
            words.YEAR, 1900, 2199, value=this_year - 1, step=1, key="desk_template_year"
        )
    )
    covering = [item for item in view.holdings.agreements if item.covers(year)]
    names = {item.department.key: item.department.name for item in covering}
    if not names:
        st.write(words.NOTHING_AGREED.format(year=year))
        return
    department = left.selectbox(
        words.DEPARTMENT,
        list(names),
        format_func=names.__getitem__,
        key="desk_template_department",
    )
    templates = delivery_templates(view.holdings, department, year)
    _download(partial(template_bytes, templates), f"{department}_{year}", words.PREPARE)


def _download(make: Callable[[], bytes], name: str, label: str) -> None:
    st.download_button(
        label,
        make,
        file_name=f"{name}.xlsx",
        mime=show.MIME["xlsx"],
        key=f"desk_download_{name}",
        on_click="ignore",
    )
