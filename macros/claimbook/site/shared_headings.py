"""Makes each heading of finished HTML a link to itself, so that a reader can pass on any part."""

import re

_HEADING = re.compile(
    r"<(?P<name>h[1-4])(?P<attributes>(?: [^<>]*)?)>(?P<words>.*?)</(?P=name)>", re.DOTALL
)
_ID = re.compile(r' id="([^"]+)"')


def shared_headings(content: str, own: str) -> str:
    """The HTML with a link in each heading that has an address and holds no other link.

    The link has no words but the heading's, so that the heading is read out as before. With
    scripts a click also copies its address.

    Args:
        content: finished HTML, in which all text is escaped.
        own: the page's address as seen from itself, which is that of its main heading.
    """

    def shared(match: re.Match[str]) -> str:
        name, attributes, words = match["name"], match["attributes"], match["words"]
        anchor = _ID.search(attributes)
        address = own if name == "h1" else anchor and f"#{anchor[1]}"
        if not address or "<a " in words:
            return match[0]
        link = f'<a class="cb-share" data-copy href="{address}">{words}</a>'
        return f"<{name}{attributes}>{link}</{name}>"

    return _HEADING.sub(shared, content)
