"""Where is it high, where is it low? One indicator on the map, or two maps beside each other."""

from atlas.ui import classes, comparison, controls, frame, map_page

with frame.open_page("karte") as page:
    scope = controls.scope(page)
    beside = comparison.ask(page, scope)
    classes.ask(page, scope, beside.in_one)
    map_page.draw(page, scope, beside)
