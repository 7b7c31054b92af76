"""German words of the server for requests it refuses."""

from __future__ import annotations

HOST_REFUSED = (
    "Unter dem Namen „{host}“ antwortet dieser Sozialatlas nicht. Gehört der Name zu ihm, starten "
    "Sie ihn mit --server.allowedHosts {host}; sonst öffnen Sie seine eigene Adresse."
)
ORIGIN_REFUSED = (
    "Eine Seite von „{origin}“ darf diesen Sozialatlas ({host}) nicht abfragen. Ist es seine "
    "Adresse hinter einem Proxy, muss dieser die Kopfzeile „Host“ unverändert weitergeben; sonst "
    "lässt --server.corsAllowedOrigins {origin} die fremde Seite zu."
)
NOT_SERVED = "Diese Adresse gibt es hier nicht. Die Seiten beginnen unter {start}."
ONLY_READING = "Der Sozialatlas nimmt über diese Adresse nichts entgegen; sie lässt sich nur lesen."
