"""Options and reasons as the texts that people choose from, and back.

People see texts, records hold ids. Texts of one question may repeat in an own form, or differ only in what no eye
sees: then each says its id as well.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from safeforms.entry_sheet.limits import MESSAGE, cut, words
from safeforms.wording.outline import Box


def choices_of(boxes: Iterable[Box]) -> Mapping[str, str]:
    """The text that is shown for each id, no two alike and none longer than a list shows."""
    boxes = tuple(boxes)
    texts = {box.value: cut(words(box.text) or box.value, MESSAGE) for box in boxes}
    many = Counter(map(alike, texts.values()))
    shown, taken = dict[str, str](), {key for key, count in many.items() if count == 1}
    for value, text in texts.items():
        if many[alike(text)] > 1:
            text = _told_apart(text, value=value, taken=taken)
            taken.add(alike(text))
        shown[value] = text
    return shown


def chosen(text: str, *, choices: Mapping[str, str]) -> str:
    """The id of the option that somebody means, in any case and with blanks around; the text itself if it is none."""
    key = alike(text)
    meant = next((value for value, shown in choices.items() if alike(shown) == key), None)
    return meant or (text.strip() if text.strip() in choices else text)


def alike(text: str) -> str:
    """What two texts have in common that people take for the same."""
    return " ".join(text.split()).casefold()


def _told_apart(text: str, *, value: str, taken: set[str]) -> str:
    end, number = f" ({value})", 1
    while alike(found := cut(text, MESSAGE - len(end)) + end) in taken:
        number += 1
        end = f" ({value} {number})"
    return found
