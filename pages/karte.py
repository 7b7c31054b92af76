"""Where is it high, where is it low? One indicator on the map."""

from atlas.ui import controls, frame, show

with frame.open_page("karte") as page:
    scope = controls.scope(page)
    show.choropleth(page, scope)
