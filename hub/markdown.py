"""Markdown as people write it, rendered to HTML that is safe to show."""

from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

_parser = MarkdownIt("commonmark", {"html": False, "linkify": True, "breaks": True})
_parser.enable(["table", "strikethrough", "linkify"]).disable("image")

_TAGS = {
    "a", "blockquote", "br", "code", "em", "h2", "hr", "li", "ol", "p", "pre", "s", "strong",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}


@lru_cache(maxsize=4096)
def render(source: str) -> str:
    """HTML of a Markdown text: no raw HTML, no images, only http, https and mailto links, headings at one level."""
    return nh3.clean(
        _parser.renderer.render(_flattened(source), _parser.options, {}),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener nofollow ugc",
    )


def _flattened(source: str) -> list[Token]:
    tokens = _parser.parse(source)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = "h2"  # the page already has its outline; a post does not add levels to it
    return tokens
