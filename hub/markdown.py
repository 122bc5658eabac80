"""Markdown as people write it, rendered to HTML that is safe to show."""

import re
from collections.abc import Iterator
from functools import lru_cache
from html import escape, unescape

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

_parser = MarkdownIt("commonmark", {"html": False, "linkify": True, "breaks": True})
_parser.enable(["table", "strikethrough", "linkify"]).disable("image")

_TAGS = {
    "a", "blockquote", "br", "code", "em", "h2", "hr", "li", "ol", "p", "pre", "s", "span", "strong",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "span": {"class"}}


@lru_cache(maxsize=4096)
def render(source: str, mentions: tuple[str, ...] = ()) -> str:
    """HTML of a Markdown text: no raw HTML, no images, only http, https and mailto links, headings at one level.

    Each of the names that stands there after an `@` is marked as a mention.
    """
    return nh3.clean(
        _parser.renderer.render(_marked(_flattened(source), mentions), _parser.options, {}),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener nofollow ugc",
    )


def plain(source: str) -> str:
    """What a reader sees of a Markdown text, without any markup."""
    return unescape(nh3.clean(render(source), tags=set()))


def texts(source: str) -> Iterator[str]:
    """The runs of plain text in it: no code, and no links."""
    for token in _parser.parse(source):
        for child in _texts(token.children or []):
            yield child.content


@lru_cache(maxsize=256)
def mention_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """Finds an `@` with one of the names, the longest that fits; an address of mail is none."""
    among = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<![\w@./])@({among or '(?!)'})(?!\w)", re.IGNORECASE)


def _flattened(source: str) -> list[Token]:
    tokens = _parser.parse(source)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = "h2"  # the page already has its outline; a post does not add levels to it
    return tokens


def _marked(tokens: list[Token], mentions: tuple[str, ...]) -> list[Token]:
    """The tokens with every mention in an element of its own."""
    for token in tokens if mentions else ():
        for child in _texts(token.children or []):
            pieces = mention_pattern(mentions).split(child.content)
            if len(pieces) > 1:
                child.type = "html_inline"
                child.content = "".join(
                    f'<span class="mention">@{escape(piece)}</span>' if number % 2 else escape(piece)
                    for number, piece in enumerate(pieces)
                )
    return tokens


def _texts(children: list[Token]) -> Iterator[Token]:
    """The plain text among what stands in a block; text inside a link belongs to the link."""
    depth = 0
    for child in children:
        depth += {"link_open": 1, "link_close": -1}.get(child.type, 0)
        if child.type == "text" and depth == 0:
            yield child
