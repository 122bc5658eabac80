"""What everybody may read is there without JavaScript, and nothing else is."""

import re
from html import unescape

import pytest

from tests.cast import Hub

pytestmark = pytest.mark.any_database


async def test_the_start_page_says_what_it_is_to_who_runs_no_script(hub: Hub) -> None:
    cards = (await hub.stranger.ask("{ directory { name nameEn theme memberCities { name } } }"))["directory"]
    unlisted = await hub.network("dostepne")
    for language, name in (("pl", "name"), ("en", "nameEn")):
        answer = await hub.web.get(f"{hub.origin}/", headers={"accept-language": language})
        page = answer.text
        assert f'<html lang="{language}">' in page
        assert page.count("<title>") == 1
        described = re.findall(r'property="og:(\w+)" content="([^"]+)"', page)
        assert {"title", "description", "url", "image"} <= {name for name, _ in described}
        assert answer.headers["x-robots-tag"] == "all"
        shown = re.search(r"<noscript>(.*)</noscript>", unescape(page), re.DOTALL)
        assert shown
        assert [card[name] for card in cards] == re.findall(r"<h2 id[^>]*><a[^>]*>(.*?)</a></h2>", shown[1])
        for card in cards:
            assert all(city["name"] in shown[1] for city in card["memberCities"] or [])
        assert all(title not in page for title in unlisted["threads"])


async def test_the_guide_is_a_page_and_leads_to_the_contract(hub: Hub) -> None:
    page = (await hub.web.get(f"{hub.origin}/api")).text
    assert "<h1>The API in ten minutes</h1>" in page
    assert "is_from_the_hub" in page
    assert 'href="/hub.graphql"' in page
    assert "type Query" in (await hub.web.get(f"{hub.origin}/hub.graphql")).text
