"""What the command `session` writes: the presentation of a Merkliste that was saved in a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from atlas.atlas import Atlas
from atlas.cli import texts as words
from atlas.errors import FormatError
from atlas.model.goals import Goal
from atlas.model.notes import Storyboard
from atlas.render.slides.drawings import slide_drawing
from atlas.render.slides.files import FORMATS, slides_file
from atlas.views.session.slides import figure_slide, slide_deck


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRequest:
    """A presentation as the options ask for it, made on a day.

    Raises
    ------
    FormatError
        If it can't be written in this format.
    """

    storyboard: Storyboard
    day: date
    form: str

    def __post_init__(self) -> None:
        """Refuse a format before anything is drawn."""
        if self.form not in FORMATS:
            raise FormatError(self.form, FORMATS)


def session_file(
    atlas: Atlas,
    request: SessionRequest,
    goals_of: Callable[[str], tuple[Goal, ...]],
    say: Callable[[str], None],
) -> bytes:
    """Write a presentation; `say` is told which slide shows something else than was noted.

    `goals_of` returns the goals of an area.
    """
    storyboard = request.storyboard
    figures = [
        figure_slide(atlas, note, goals_of(note.area) if note.area else ())
        for note in storyboard.notes
    ]
    for number, slide in enumerate(figures, 2):
        if slide.notice:
            say(words.SLIDE_NOTICE.format(number=number, notice=slide.notice))
    deck = slide_deck(atlas, storyboard, figures, request.day)
    drawings = tuple(
        slide_drawing(atlas, slide.figure.choice) if slide.figure else "" for slide in deck.slides
    )
    return slides_file(atlas, deck, drawings, request.form)
