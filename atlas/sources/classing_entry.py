"""How the maps of an indicator are classed, as the catalogue says it."""

from __future__ import annotations

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from atlas.model.classing import FEWEST_CLASSES, MOST_CLASSES, Classing, Method, Palette
from atlas.sources.text_files import FileModel


class ClassingEntry(FileModel):
    """`classing = { method = "manual", limits = [5, 10] }` of an indicator."""

    method: Method = Method.EQUAL
    classes: int | None = Field(default=None, ge=FEWEST_CLASSES, le=MOST_CLASSES)
    limits: tuple[float, ...] = Field(default=(), max_length=MOST_CLASSES - 1)
    palette: Palette | None = None

    @model_validator(mode="after")
    def _fits(self) -> ClassingEntry:
        """Limits ascend, and belong to the method manual, whose number of classes they make."""
        manual = self.method is Method.MANUAL
        ascending = list(self.limits) == sorted(set(self.limits))
        counted = not manual or self.classes in {None, len(self.limits) + 1}
        if manual != bool(self.limits) or not ascending or not counted:
            raise PydanticCustomError("classing_limits", "limits don't fit the method")
        return self

    def classing(self) -> Classing:
        """The entry as a noun of the model."""
        return Classing(**self.model_dump())
