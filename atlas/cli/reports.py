"""What the command `report` writes: a report from a template, or one that was saved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from atlas.atlas import Atlas
from atlas.cli import texts as words
from atlas.errors import UnknownNameError, UsageError
from atlas.model.scope import Scope
from atlas.views.choices import topic_fields
from atlas.views.report.codec import Fields, fields_of_file, report_of
from atlas.views.report.document import ReportChoice, usable
from atlas.views.report.from_template import filled, needs_topic, template
from atlas.views.writings import Writings


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRequest:
    """A report as the options ask for it: of a template or of a file.

    Raises
    ------
    UsageError
        If they name both, or neither.
    """

    area: str | None
    template: str | None
    file: Path | None
    topic: str | None
    level: str | None
    year: int | None

    def __post_init__(self) -> None:
        """Refuse what can't go together."""
        if (self.template is None) == (self.file is None):
            raise UsageError(words.TEMPLATE_OR_FILE)


def requested_area(request: ReportRequest) -> tuple[str, Fields]:
    """Id of the area a report is about, and the fields of its template or file.

    Raises
    ------
    UsageError
        If neither the options nor the file name an area.
    UnknownNameError, ReportFileError
        If there is no such template, or the file is no report.
    OSError
        If the file can't be read.
    """
    if request.file is None:
        fields = template(request.template or "")
    else:
        fields = fields_of_file(request.file.read_bytes())
    area = request.area or fields.get("area")
    if not isinstance(area, str) or not area:
        raise UsageError(words.MISSING.format(name="--area"))
    return area, fields


def report_choice(
    atlas: Atlas, request: ReportRequest, fields: Fields, writings: Writings
) -> ReportChoice:
    """Read or fill the report for what the options ask for; a saved one says the rest itself.

    `writings` are all of the area.

    Raises
    ------
    UnknownLevelError
        If the area has no level that the options name.
    NothingToChooseError
        If it has no figures.
    UsageError, UnknownNameError
        If a topic is named that the template doesn't ask for, or that there isn't.
    """
    shell = replace(report_of({**fields, "chapters": []}).report, area=request.area or "")
    if request.level:
        shell = replace(shell, level=atlas.level(shell.area, request.level).id)
    shell, replaced = usable(atlas, replace(shell, year=request.year or shell.year))
    scope = Scope(area=shell.area, level=shell.level, indicator="", year=shell.year)
    if request.topic is not None:
        _check_topic(atlas, fields, scope, request.topic)
    read = filled(atlas, fields, scope, request.topic or "")
    today = datetime.now().astimezone().date()
    remarks = (*replaced, *read.remarks)
    return ReportChoice(report=read.report, day=today, remarks=remarks, writings=writings)


def _check_topic(atlas: Atlas, fields: Fields, scope: Scope, topic: str) -> None:
    """Refuse a topic that would be passed over."""
    if not needs_topic(fields):
        raise UsageError(words.NO_TOPIC)
    titles = [field.title for field in topic_fields(atlas, scope.area, scope.level)]
    if topic not in titles:
        raise UnknownNameError(words.TOPIC_FIELD, topic, titles)
