"""Labels find room beside what they name, and never in each other."""

from __future__ import annotations

from claimbook.core.text.placing import Placing


def test_two_labels_never_share_a_place() -> None:
    placing = Placing(0, 0, 300, 200)
    found = [placing.beside((150, 100), (80, 30)) for _ in range(30)]
    boxes = placing.taken
    assert len(boxes) == sum(place is not None for place in found) > 1
    for index, (x, y, w, h) in enumerate(boxes):
        for x2, y2, w2, h2 in boxes[index + 1 :]:
            assert x + w <= x2 or x2 + w2 <= x or y + h <= y2 or y2 + h2 <= y


def test_a_label_never_stands_nearer_to_another_dot() -> None:
    placing = Placing(0, 0, 300, 200)
    placing.add_point((100, 100))
    placing.add_point((104, 60))
    assert placing.beside((100, 100), (60, 30)) is not None
    assert placing.taken[-1][1] > 60
