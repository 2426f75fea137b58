"""From labelled notes and what was read in them to totals. A flag is any level but none."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from tests.risk.notes import Note, Reading

Totals = dict[str, Any]


def share(part: int, whole: int) -> float | None:
    """To three places; None when there is nothing to take a share of."""
    return round(part / whole, 3) if whole else None


def score(notes: Sequence[Note], readings: Sequence[Reading]) -> Totals:
    """The totals. A note without a reading counts as one in which nothing was noticed."""
    said = {reading["id"]: reading for reading in readings}
    pairs = [(note, said.get(note["id"], {"level": "none", "categories": []})) for note in notes]
    all_of_them = _outcomes(pairs)
    return {
        "n": len(pairs),
        "flag": _flag(all_of_them),
        **_levels(pairs),
        "by_lang": {lang: _rates(_outcomes(some)) for lang, some in _grouped(pairs, _language).items()},
        "by_trap": {trap: _in_words(trap, some) for trap, some in sorted(_grouped(pairs, _trap).items())},
        "category": _categories(pairs),
    }


def outcome(note: Note, reading: Reading) -> str:
    """Which of tp, fn, fp, tn this is."""
    flagged = reading["level"] != "none"
    if note["expected"]["level"] != "none":
        return "tp" if flagged else "fn"
    return "fp" if flagged else "tn"


Pair = tuple[Note, Reading]


def _outcomes(pairs: Sequence[Pair]) -> Counter[str]:
    return Counter(outcome(note, reading) for note, reading in pairs)


def _language(note: Note) -> str:
    return str(note["lang"])


def _trap(note: Note) -> str:
    sign = "-" if note["expected"]["level"] == "none" else "+"
    return (note["trap"] or "plain") + sign


def _grouped(pairs: Sequence[Pair], name: Any) -> dict[str, list[Pair]]:
    groups: dict[str, list[Pair]] = defaultdict(list)
    for note, reading in pairs:
        groups[name(note)].append((note, reading))
    return groups


def _rates(of: Counter[str]) -> Totals:
    return {
        "P": share(of["tp"], of["tp"] + of["fp"]),
        "R": share(of["tp"], of["tp"] + of["fn"]),
        "FPR": share(of["fp"], of["fp"] + of["tn"]),
    }


def _flag(of: Counter[str]) -> Totals:
    rates = _rates(of)
    precision, recall = rates["P"], rates["R"]
    f1 = round(2 * precision * recall / (precision + recall), 3) if precision and recall else 0
    return {"P": precision, "R": recall, "F1": f1, "FPR": rates["FPR"]}


def _in_words(trap: str, pairs: Sequence[Pair]) -> str:
    flagged = sum(reading["level"] != "none" for _, reading in pairs)
    return f"{'recall' if trap.endswith('+') else 'false alarms'} {flagged}/{len(pairs)}"


def _levels(pairs: Sequence[Pair]) -> Totals:
    by_level: dict[str, list[str]] = defaultdict(list)
    for note, reading in pairs:
        by_level[note["expected"]["level"]].append(reading["level"])
    imminent, concern, none = (by_level[level] for level in ("imminent", "concern", "none"))
    right = sum(note["expected"]["level"] == reading["level"] for note, reading in pairs)
    return {
        "imminent_flag_recall": share(len(imminent) - imminent.count("none"), len(imminent)),
        "imminent_level_recall": share(imminent.count("imminent"), len(imminent)),
        "concern_flag_recall": share(len(concern) - concern.count("none"), len(concern)),
        "none_called_imminent": share(none.count("imminent"), len(none)),
        "level_accuracy": share(right, len(pairs)),
    }


def _categories(pairs: Sequence[Pair]) -> Totals:
    """Recall over the labelled categories; one that was named is right when it is labelled or `also_ok`."""
    of: dict[str, Counter[str]] = defaultdict(Counter)
    for note, reading in pairs:
        expected, named = note["expected"], set(reading["categories"])
        for category in expected["categories"]:
            of[category].update({"n": 1, "hit": int(category in named)})
        for category in named:
            right = category in (*expected["categories"], *expected.get("also_ok", []))
            of[category].update({"named": 1, "right": int(right)})
    return {
        category: {
            "recall": share(counts["hit"], counts["n"]),
            "precision": share(counts["right"], counts["named"]),
            "n": counts["n"],
        }
        for category, counts in of.items()
    }
