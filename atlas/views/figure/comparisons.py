"""Which comparisons a map can have, on its page and in a report alike."""

from __future__ import annotations

from atlas.atlas import Atlas
from atlas.model.scope import Scope, View
from atlas.views.figure.address import ComparisonKind


def offered(atlas: Atlas, scope: Scope, *, partners: bool, levels: bool) -> list[ComparisonKind]:
    """Kinds of comparison that the data allow.

    Parameters
    ----------
    partners, levels
        Whether there are other indicators, or other levels, to compare with.
    """
    several = len(atlas.years(scope.area, scope.indicator, scope.level)) > 1
    allowed = {
        ComparisonKind.NONE: True,
        ComparisonKind.YEAR: scope.base_year is not None and scope.view is not View.CHANGE,
        ComparisonKind.INDICATOR: partners,
        ComparisonKind.LEVEL: levels,
        ComparisonKind.ALL_YEARS: several,
        ComparisonKind.BIVARIATE: partners and scope.view is View.VALUE,
    }
    return [kind for kind, possible in allowed.items() if possible]
