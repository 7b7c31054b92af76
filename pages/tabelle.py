"""Which figures exactly? All units with value, counts, change and sign."""

from atlas.ui import controls, frame, show

with frame.open_page("tabelle") as page:
    scope = controls.scope(page)
    show.unit_table(page, scope)
