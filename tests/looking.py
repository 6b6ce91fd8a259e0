"""Pages in a browser: windows to look through, and what is looked for."""

from __future__ import annotations

from contextlib import contextmanager

WIDTHS = (390, 820, 1440)
NARROWEST = 320
"""What 400 percent zoom leaves of a usual screen (WCAG 2.2, 1.4.10)."""

SMALLEST = 12

SMALL_TEXT = """smallest => {
    const found = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        const text = walk.currentNode, holder = text.parentElement;
        if (!text.data.trim() || holder.closest('script, style, noscript')) continue;
        if (!holder.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue;
        const scale = holder.ownerSVGElement ? Math.hypot(holder.getScreenCTM().a, holder.getScreenCTM().b) : 1;
        const size = parseFloat(getComputedStyle(holder).fontSize) * scale;
        if (size < smallest - 0.05) found.push([text.data.trim().slice(0, 40), size]);
    }
    return found;
}"""

WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@contextmanager
def looked_at(browser, **options):
    """A page in a window of its own, and what it said and asked for."""
    context = browser.new_context(**options)
    page = context.new_page()
    said, asked = [], []
    page.on("console", lambda m: said.append(m.text) if m.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    yield page, said, asked
    context.close()


def violations(page):
    """What axe-core finds on a page."""
    from axe_playwright_python.sync_playwright import Axe

    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    result = Axe().run(page, options={"runOnly": {"type": "tag", "values": tags}})
    return [
        (violation["id"], node["html"][:160], node.get("failureSummary", "")[:200])
        for violation in result.response["violations"]
        for node in violation["nodes"]
    ]
