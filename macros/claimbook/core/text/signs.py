"""Characters of private use, each of which stands for one thing while something is made of a text.

Nobody gives them a meaning, and no text of a sound book has one.
"""

CALL, CALL_END = "\ue000", "\ue001"
"""A macro call: what it shows is kept apart under the number between them."""

SHELL, SHELL_END = "\ue002", "\ue003"
"""Words of a page, by their name, in a page that the theme makes for many."""

CONTENT, CONTENT_END = "\ue004", "\ue005"
"""The ends of a page's content in the page that the theme makes of it."""

CODE = "\ue006"
"""A character of code, in a text of which only its markup counts."""

GAP = "\ue007"
"""What is no word and no space, in a text of which only its words count: what stands on both sides
does not touch."""

JOINT = "\ue008"
"""A space at which no line ends."""

WORDS_ONLY = "\ue009"
"""Before words of an entry of the search that are found and not shown; search.js knows it too."""

ABOVE = "\ue00a"
"""In an address on a page of an edition, the site of the original, in which the edition stands."""
