"""Words of signing in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from atlas.model.roles import Role

SIGN_IN: Final = "Anmelden"
SIGN_OUT: Final = "Abmelden"
SIGNED_IN: Final = "Angemeldet: {name}"
OTHER_ACCOUNT: Final = "Abmelden und mit einem anderen Konto anmelden"
PLEASE_SIGN_IN: Final = (
    "Dieser Sozialatlas ist nicht öffentlich. Melden Sie sich mit Ihrem Dienstkonto an."
)
EXPIRED: Final = (
    "Ihre Anmeldung ist abgelaufen. Melden Sie sich neu an; was gespeichert ist, bleibt."
)
NO_ROLE: Final = (
    "{name}: Ihr Konto hat hier keine Rolle, die diese Seiten zeigt (nötig: {role}). Wenden Sie "
    "sich an die Stelle, die den Sozialatlas verwaltet."
)
ROLES: Final[Mapping[Role, str]] = {
    Role.READ: "Lesen",
    Role.DELIVER: "Liefern",
    Role.RELEASE: "Freigeben",
    Role.STATISTICS: "Statistikstelle",
    Role.ADMINISTER: "Verwalten",
}
