"""`make reader`: trains the second reader of the risk words on labelled notes, and writes its data.

A linear model for each answer (a flag, "imminent", each category) over the features that the app itself takes
from a note (`reader_features.js`), so that there is one implementation of them. Thresholds come from cross-
validation on the same notes: held-back notes are never read here. The same notes give the same data.
"""

import argparse
import base64
import json
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from tests.risk.notes import CATEGORIES, ROOT, Note, read_notes

OUTPUT = ROOT / "webapp/content/data/risk-reader.json"
BUCKETS = 2**18
# How many features have weights, each seen in two notes or more.
KEPT = 32_000
FEWEST = 2
SEED = 20261125
FOLDS = 5
# What a wrong weight costs; how much pieces count beside whole words: tried by cross-validation.
STRENGTH = 3.0
PIECES = 0.7
# The share of harmless notes, silent by the rules, that it may flag in error; and call imminent.
ALARMS = 0.045
IMMINENT_ALARMS = 0.01
# The share of notes that are a concern which it may call imminent.
RAISED = 0.2
# How often a category that is named has to be right.
CATEGORY_PRECISION = 0.85
LARGEST = 127
LEVELS = 2
OUTPUTS = LEVELS + len(CATEGORIES)

Vector = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True)
class Notes:
    """Labelled notes with their windows, a row of `features` each, and what the rules said."""

    notes: list[Note]
    features: sparse.csr_matrix
    owner: Any
    rules: list[dict[str, Any]]
    # Notes written to measure with (the held-back ones are their other part), not only to learn from.
    typical: Any

    def labels(self, output: int) -> Vector:
        """Of each note: is this the answer? NaN where either would do."""
        return np.array([_label(note, output) for note in self.notes])

    def levels(self, level: str) -> Any:
        """Which notes have this level."""
        return np.array([note["expected"]["level"] == level for note in self.notes])


def _label(note: Note, output: int) -> float:
    expected = note["expected"]
    if output < LEVELS:
        return float(expected["level"] == "imminent" if output else expected["level"] != "none")
    category = CATEGORIES[output - LEVELS]
    if category in expected.get("also_ok", []):
        return float("nan")
    return float(category in expected["categories"])


def take_features(notes: list[Note], typical: list[bool]) -> Notes:
    """Ask the app what it sees in each note."""
    lines = "".join(json.dumps({key: n[key] for key in ("text", "date") if key in n}) + "\n" for n in notes)
    command = [sys.executable, "scripts/with_node.py", "node", "scripts/reader_features.js", str(BUCKETS)]
    done = subprocess.run(command, cwd=ROOT, input=lines, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode != 0:
        raise SystemExit(done.stderr)
    seen = [json.loads(line) for line in done.stdout.splitlines()]
    windows = [(number, window) for number, note in enumerate(seen) for window in note["windows"]]
    rows: list[int] = []
    columns: list[int] = []
    values: list[float] = []
    for row, (_, window) in enumerate(windows):
        for features in (window["words"], window["pieces"]):
            rows += [row] * len(features)
            columns += features
            values += [1 / np.sqrt(len(features))] * len(features)
    shape = (len(windows), BUCKETS)
    matrix = sparse.csr_matrix((values, (rows, columns)), shape=shape)
    owner = np.array([number for number, _ in windows])
    return Notes(notes, matrix, owner, seen, np.array(typical))


def rows_to_learn(data: Notes, among: Any) -> Any:
    """The widest windows of notes to flag, whose danger may need all of them; all of harmless ones."""
    size = data.features.getnnz(axis=1)
    widest = np.zeros(len(data.notes))
    np.maximum.at(widest, data.owner, size)
    flagged = ~data.levels("none")[data.owner]
    is_widest = size >= 0.9 * widest[data.owner]
    return np.flatnonzero(among[data.owner] & (~flagged | is_widest))


def train(data: Notes, among: Any, output: int) -> tuple[Vector, float]:
    """Weights and bias. Rare features count more (idf), pieces less; both then are part of the weights."""
    labels = data.labels(output)[data.owner]
    rows = rows_to_learn(data, among)
    rows = rows[~np.isnan(labels[rows])]
    if output >= LEVELS:  # Which category is asked only of what is flagged.
        rows = rows[~data.levels("none")[data.owner[rows]]]
    features = data.features[rows]
    seen = features.getnnz(axis=0)
    rarity = np.where(seen >= FEWEST, np.log((1 + len(rows)) / (1 + seen)) + 1, 0)
    rarity[BUCKETS // 2 :] *= PIECES
    model = LogisticRegression(
        C=STRENGTH,
        class_weight="balanced",
        solver="liblinear",
        dual=True,
        tol=1e-3,
        max_iter=500,
        random_state=SEED,
    )
    model.fit(features @ sparse.diags(rarity), labels[rows])
    return model.coef_[0] * rarity, float(model.intercept_[0])


@dataclass(frozen=True)
class Model:
    """A column of whole numbers of one byte for each output, what a step is worth, the biases."""

    weights: Any
    scales: Vector
    biases: Vector

    def scores(self, features: Any) -> Vector:
        """Of each row of features and output."""
        return np.asarray(features @ self.weights.astype(float)) * self.scales + self.biases


def learn(data: Notes, among: Any) -> Model:
    """All outputs, cut down to the features that do most and to one byte each."""
    trained = [train(data, among, output) for output in range(OUTPUTS)]
    weights = np.stack([column for column, _ in trained], axis=1)
    seen = np.sqrt(data.features[among[data.owner]].getnnz(axis=0))
    effect = (np.abs(weights) / np.sqrt((weights**2).mean(axis=0))).max(axis=1) * seen
    weights[np.argsort(-effect, kind="stable")[KEPT:]] = 0
    # The few largest are cut, to keep the steps small.
    largest = [float(np.quantile(np.abs(column[column != 0]), 0.9999)) for column in weights.T]
    scales = np.array(largest) / LARGEST
    steps = np.clip(np.rint(weights / scales), -LARGEST, LARGEST).astype(np.int8)
    return Model(steps, scales, np.array([bias for _, bias in trained]))


def unseen_scores(data: Notes) -> Vector:
    """Of each window and output, by models that did not learn from its note."""
    result = np.zeros((data.features.shape[0], OUTPUTS))
    strata = [note["expected"]["level"] + note["lang"] for note in data.notes]
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=SEED)
    for learned, left in folds.split(strata, strata):
        among = np.zeros(len(data.notes), dtype=bool)
        among[learned] = True
        rows = np.isin(data.owner, left)
        result[rows] = learn(data, among).scores(data.features[rows])
    return result


def note_scores(data: Notes, window_scores: Vector) -> Vector:
    """The highest of a note's windows."""
    highest = np.full(len(data.notes), -np.inf)
    np.maximum.at(highest, data.owner, window_scores)
    return highest


def _lowest_with(allowed: float, of: Vector) -> float:
    """The lowest threshold that no more than this share passes."""
    ranked = np.sort(of[np.isfinite(of)])[::-1]
    count = int(allowed * len(of))
    return float(np.nextafter(ranked[count], np.inf)) if count < len(ranked) else -10.0


def thresholds(data: Notes, unseen: Vector) -> list[float]:
    """From scores of notes that were not learned from."""
    silent = np.array([rules["level"] == "none" for rules in data.rules])
    none = data.levels("none") & data.typical
    concern = data.levels("concern") & data.typical
    highest = note_scores(data, unseen[:, 0])
    flag = _lowest_with(ALARMS * none.sum() / (none & silent).sum(), highest[none & silent])
    passed = unseen[:, 0] >= flag
    urgent = note_scores(data, np.where(passed, unseen[:, 1], -np.inf))
    imminent = max(_lowest_with(IMMINENT_ALARMS, urgent[none]), _lowest_with(RAISED, urgent[concern]))
    right = (highest >= flag) & ~data.levels("none")
    named = [note_scores(data, np.where(passed, column, -np.inf))[right] for column in unseen.T[LEVELS:]]
    precise = [_precise(each, data.labels(LEVELS + number)[right]) for number, each in enumerate(named)]
    return [flag, imminent, *precise]


def _precise(named: Vector, labels: Vector) -> float:
    """The lowest threshold from which on a name is right often enough; where either would do, it is right."""
    order = np.argsort(-named, kind="stable")
    right = np.nan_to_num(labels[order], nan=1.0)
    precision = np.cumsum(right) / np.arange(1, len(right) + 1)
    good = np.flatnonzero(precision >= CATEGORY_PRECISION)
    return float(named[order[good[-1]]]) if len(good) else 10.0


def report(data: Notes, unseen: Vector, limits: list[float]) -> dict[str, Any]:
    """What the thresholds come to on notes that were not learned from: rules, reader, both."""
    rules = np.array([each["level"] for each in data.rules])
    flagged = note_scores(data, unseen[:, 0]) >= limits[0]
    urgent = note_scores(data, np.where(unseen[:, 0] >= limits[0], unseen[:, 1], -np.inf)) >= limits[1]
    none, concern, imminent = (data.levels(level) & data.typical for level in ("none", "concern", "imminent"))
    answers = {
        "rules": (rules != "none", rules == "imminent"),
        "reader": (flagged, urgent),
        "both": (flagged | (rules != "none"), urgent | (rules == "imminent")),
    }
    share = lambda of, among: round(float(of[among].mean()), 3)  # noqa: E731
    return {
        name: {
            "recall": share(flag, concern | imminent),
            "false_alarms": share(flag, none),
            "imminent_recall": share(flag, imminent),
            "imminent_called_imminent": share(now, imminent),
            "concern_recall": share(flag, concern),
            "concern_called_imminent": share(now, concern),
            "none_called_imminent": share(now, none),
        }
        for name, (flag, now) in answers.items()
    }


def write(data: Notes, limits: list[float], measured: dict[str, Any], version: str) -> None:
    """The data as the app reads them."""
    everything = np.ones(len(data.notes), dtype=bool)
    model = learn(data, everything)
    kept = model.weights.any(axis=1)
    lexicon = json.loads((ROOT / "webapp/content/data/lexicon.json").read_text(encoding="utf-8"))
    content = {
        "schema": "sotto-risk-reader/1",
        "version": version,
        "reviewed": None,
        "note": "Made by `make reader` of notes written for this project; no clinical lead has reviewed it.",
        "learned_from": {
            "notes": len(data.notes),
            "languages": dict(sorted(Counter(note["lang"] for note in data.notes).items())),
            "levels": dict(sorted(Counter(note["expected"]["level"] for note in data.notes).items())),
            "lexicon": lexicon["version"],
        },
        "cross_validation": measured,
        "why": {
            "en": "The second reader noticed: {words}.",
            "es": "La segunda lectura se fijó en: {words}.",
        },
        "categories": list(CATEGORIES),
        "buckets": BUCKETS,
        "scales": model.scales.tolist(),
        "biases": model.biases.tolist(),
        "thresholds": limits,
        "kept": _text(np.packbits(kept, bitorder="little")),
        "weights": _text(model.weights[kept]),
    }
    OUTPUT.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _text(numbers: Any) -> str:
    return base64.urlsafe_b64encode(numbers.tobytes()).decode().rstrip("=")


def main() -> None:
    """Train, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("version", help="of the data, recorded with each flag")
    parser.add_argument("files", nargs="+", type=Path, help="labelled notes to learn from")
    asked = parser.parse_args()
    for path in asked.files:
        if "held" in path.name or "exam" in path.name:
            raise SystemExit(f"{path.name} is held back to measure with: nothing may be learned from it.")
    notes = [(note, "_tune" in path.name) for path in sorted(asked.files) for note in read_notes(path)]
    data = take_features([note for note, _ in notes], [is_typical for _, is_typical in notes])
    unseen = unseen_scores(data)
    limits = thresholds(data, unseen)
    measured = report(data, unseen, limits)
    write(data, limits, measured, asked.version)
    print(json.dumps(measured, indent=1))  # noqa: T201


if __name__ == "__main__":
    main()
