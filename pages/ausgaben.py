"""What was published when? The releases, what is new in each, and which figures it corrected."""

from atlas.ui import controls, frame, releases

with frame.open_page("ausgaben") as page:
    scope = controls.scope(page)
    releases.draw(page, scope)
