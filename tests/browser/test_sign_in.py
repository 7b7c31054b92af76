"""Whoever opens an atlas that isn't public signs in, and is looked at again at every click."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from oidc_provider_mock import User, run_server_in_thread
from playwright.sync_api import BrowserContext, Page, expect
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from tests.browser.conftest import PATIENCE, ROOT, Server, running

pytestmark = [
    pytest.mark.browser,
    # of the mock: it uses what its own library is about to drop
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]
SECRET = "0123456789abcdef" * 2
COOKIE = "_streamlit_user"
ROLES = 'claim = "atlas.groups"\n[roles]\ndeliver = ["atlas-liefern"]\n'
USERS = (
    User(sub="erika", claims={"name": "Erika Muster", "atlas": {"groups": ["atlas-liefern"]}}),
    User(sub="otto", claims={"name": "Otto Ohne", "atlas": {"groups": ["sport"]}}),
)


@dataclass(frozen=True)
class Closed:
    """An internal atlas; `roles` is the file that says who may do what."""

    server: Server
    roles: Path
    log: Path


@pytest.fixture(scope="module")
def closed(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    (home / "roles.toml").write_text(ROLES, "utf-8")
    with run_server_in_thread(user_claims=USERS) as provider:
        (home / "secrets.toml").write_text(
            "[auth]\n"
            'redirect_uri = "http://127.0.0.1:{port}/oauth2callback"\n'
            f'cookie_secret = "{SECRET}"\nclient_id = "atlas"\nclient_secret = "geheim"\n'
            f'server_metadata_url = "http://127.0.0.1:{provider.server_port}'
            '/.well-known/openid-configuration"\n',
            "utf-8",
        )
        with running(
            ROOT / "data",
            home,
            ATLAS_AUDIENCE="internal",
            ATLAS_RELEASE="latest",
            ATLAS_ROLES=str(home / "roles.toml"),
            STREAMLIT_SECRETS_FILES=str(home / "secrets.toml"),
        ) as server:
            yield Closed(server, home / "roles.toml", home / "server.log")


@pytest.fixture
def context(chromium, closed):
    made = chromium.new_context(locale="de-DE")
    made.set_default_timeout(PATIENCE)
    yield made
    made.close()


def sign_in(page: Page, address: str, subject: str) -> None:
    # the mock's page wants a style sheet from elsewhere, which Chromium doesn't find
    page.goto(f"{address}/methodik")
    page.get_by_role("button", name="Anmelden").click()
    page.locator("input[name=sub]").fill(subject)
    page.get_by_role("button", name="Authorize").click()


def carry(context: BrowserContext, address: str, secret: str, **claims: object) -> None:
    """Give a window a cookie as Streamlit writes it, signed with a secret."""
    content = {"origin": address, "is_logged_in": True, "sub": "erika", **claims}
    content["atlas"] = {"groups": ["atlas-liefern"]}
    value = create_signed_value(secret, COOKIE, json.dumps(content)).decode()
    context.add_cookies([{"name": COOKIE, "value": value, "url": address}])


def test_a_role_counts_until_it_is_taken(context, closed):
    page, address = context.new_page(), closed.server.address
    sign_in(page, address, "erika")
    expect(page.get_by_text("Angemeldet: Erika Muster")).to_be_visible()
    expect(page.locator("footer.atlas-frame-foot")).to_contain_text("Verwaltungsintern")
    closed.roles.write_text(ROLES.replace("atlas-liefern", "andere"), "utf-8")
    try:
        page.get_by_role("link", name="Tabelle", exact=True).first.click()
        expect(page.get_by_text("hat hier keine Rolle")).to_be_visible()
        assert page.get_by_role("table").count() == 0
    finally:
        closed.roles.write_text(ROLES, "utf-8")
    assert "refused: no role, subject 'erika'" in closed.log.read_text("utf-8")


def test_an_account_without_a_role_sees_nothing(context, closed):
    page = context.new_page()
    sign_in(page, closed.server.address, "otto")
    expect(page.get_by_text("Otto Ohne: Ihr Konto hat hier keine Rolle")).to_be_visible()
    page.get_by_role("button", name="Abmelden").click()
    page.get_by_role("button", name="End session").click()
    expect(page.get_by_text("ist nicht öffentlich")).to_be_visible()


@pytest.mark.parametrize(
    ("secret", "expires", "sentence"),
    [
        (SECRET, 3600, "Angemeldet: erika"),
        (SECRET, -1, "Ihre Anmeldung ist abgelaufen"),
        ("x" * 32, 3600, "ist nicht öffentlich"),
    ],
)
def test_a_cookie_counts_as_long_as_the_token_and_with_the_servers_signature(
    context, closed, secret, expires, sentence
):
    address = closed.server.address
    carry(context, address, secret, exp=time.time() + expires)
    page = context.new_page()
    page.goto(f"{address}/methodik")
    expect(page.get_by_text(sentence)).to_be_visible()
    assert ("expired, subject 'erika'" in closed.log.read_text("utf-8")) or expires > 0
