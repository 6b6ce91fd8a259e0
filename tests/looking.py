"""Pages in a browser: windows to look through, and what is looked for."""

from __future__ import annotations

from contextlib import contextmanager
from weakref import WeakKeyDictionary

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

COLLISIONS = """() => [...document.querySelectorAll('.cb-svg')].filter(one => one.checkVisibility()).flatMap(one => {
    const frame = one.getBoundingClientRect(), found = [];
    const texts = [...one.querySelectorAll('text')]
        // turned words have another box, and those with a stroke are the ground of the same words
        .filter(text => !(text.getAttribute('transform') ?? '').includes('rotate') && !text.hasAttribute('stroke'))
        .map(text => ({words: text.textContent, box: text.getBoundingClientRect()}));
    for (const [index, {words, box}] of texts.entries()) {
        if (box.left < frame.left - 2 || box.right > frame.right + 2
            || box.top < frame.top - 2 || box.bottom > frame.bottom + 2) found.push(['outside', words]);
        for (const other of texts.slice(index + 1)) {
            const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
            const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
            if (across > 1 && down > 4) found.push(['collide', words, other.words]);
        }
    }
    return found;
})"""
"""Words of drawings that run into one another or leave their frame."""

WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


LAY_OUT_ALL = """
    const all = new CSSStyleSheet();
    all.replaceSync('main * { content-visibility: visible !important; }');
    document.adoptedStyleSheets.push(all);
"""
"""Has all of a page laid out, as it is once a reader has been everywhere on it."""

ALL_LAID_OUT = f"addEventListener('DOMContentLoaded', () => {{ {LAY_OUT_ALL} }})"

WINDOWS = WeakKeyDictionary()
"""The windows of a browser that are free, by what was asked for of them."""

USUAL = {"width": 1280, "height": 720}


@contextmanager
def looked_at(browser, **options):
    """A page in a window that was emptied, and what it said and asked for.

    A window of the same options is taken again: a new one would begin a process and compile the
    scripts of the theme anew. One in which a test failed is not.
    """
    free = WINDOWS.setdefault(browser, {}).setdefault(repr(sorted(options.items())), [])
    page = free.pop() if free else laid_out(browser.new_context(**options).new_page())
    said, asked = [], []
    listeners = {
        "console": lambda m: said.append(m.text) if m.type in {"error", "warning"} else None,
        "pageerror": lambda error: said.append(str(error)),
        "request": lambda request: asked.append(request.url),
    }
    for event, listener in listeners.items():
        page.on(event, listener)
    try:
        yield page, said, asked
    except BaseException:
        page.context.close()
        raise
    for event, listener in listeners.items():
        page.remove_listener(event, listener)
    emptied(page, options)
    free.append(page)


def laid_out(page):
    """A window in which pages are laid out as a whole."""
    page.add_init_script(ALL_LAID_OUT)
    return page


def emptied(page, options):
    """Leave a window as it was when it was opened."""
    page.evaluate("localStorage.clear(); sessionStorage.clear()")
    page.mouse.move(0, 0)
    page.goto("about:blank")
    page.emulate_media(media="null", color_scheme=options.get("color_scheme", "light"))
    page.set_viewport_size(options.get("viewport", USUAL))


TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")

OF_COLORS = ("color-contrast", "link-in-text-block")
"""The rules of axe-core about colors, which alone differ between light and dark."""


def violations(page, *rules):
    """What axe-core finds on a page, by all of its rules or by those that are named."""
    from axe_playwright_python.sync_playwright import Axe

    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}
    result = Axe().run(page, options={"runOnly": only, "resultTypes": ["violations"]})
    return [
        (violation["id"], node["html"][:160], node.get("failureSummary", "")[:200])
        for violation in result.response["violations"]
        for node in violation["nodes"]
    ]
