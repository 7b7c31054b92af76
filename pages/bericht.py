"""How is it told to a council? Reports of chapters, figures and own texts, as PDF and Word."""

from atlas.ui import controls, frame, report

with frame.open_page("bericht") as page:
    scope = controls.scope(page)
    report.draw(page, scope)
