"""Where is it high, where is it low? One indicator on the map, or two maps beside each other."""

from atlas.ui import classes, comparison, controls, frame, map_page

with frame.open_page("karte") as page:
    scope = controls.scope(page)
    compared = comparison.ask(page, scope)
    classes.ask(page, scope, compared.second_indicator)
    map_page.draw(page, scope, compared)
