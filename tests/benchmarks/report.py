"""`docs/benchmarks.md`, made anew by each run. Every number in it is from that run."""

from collections.abc import Sequence

from tests.benchmarks.figure import Figure

HEAD = """# Benchmarks

Made by `make bench`; do not edit by hand. Aims are not gates: a miss is reported with its cause.
Figures of a throttled processor slow only the page's own thread, not its workers, the network or the disk
(Chromium's `Emulation.setCPUThrottlingRate`): on a slow phone, work in a worker takes longer than here.
"""
AT_BEST = (
    "The best of the runs reached it, the median did not: see the load above; repeat on a quiet machine."
)


def as_markdown(machine: Sequence[tuple[str, str]], figures: Sequence[Figure], failed: Sequence[str]) -> str:
    """The whole page."""
    parts = [HEAD, _machine(machine), _table(figures), _list("Misses and their causes", _misses(figures))]
    parts += [_list("How each was measured", [f"**{each.name}.** {each.how}" for each in figures])]
    parts += [_list("Not measured in this run", failed)]
    return "\n".join(part for part in parts if part)


def as_line(figure: Figure) -> str:
    """One figure for the terminal."""
    aim = f"  (aim {_aim(figure)}: {_verdict(figure)})" if figure.aim is not None else ""
    return f"{figure.name}: {_number(figure.measured)} {figure.unit}{aim}"


def _machine(lines: Sequence[tuple[str, str]]) -> str:
    return "\n".join(["| | |", "|---|---|", *(f"| {name} | {value} |" for name, value in lines), ""])


def _table(figures: Sequence[Figure]) -> str:
    rows = [
        [each.name, _aim(each), f"{_number(each.measured)} {each.unit}", _verdict(each), each.spread]
        for each in figures
    ]
    head = ["| Figure | Aim | Measured | Aim reached | Least and most |", "|---|---|---|---|---|"]
    return "\n".join([*head, *(f"| {' | '.join(row)} |" for row in rows), ""])


def _misses(figures: Sequence[Figure]) -> list[str]:
    return [f"**{each.name}.** {_why(each)}" for each in figures if each.is_met is False]


def _why(figure: Figure) -> str:
    known = [figure.cause] if figure.cause else []
    if figure.is_met_at_best:
        known.append(AT_BEST)
    return " ".join(known) or "Not looked into yet."


def _list(title: str, lines: Sequence[str]) -> str:
    return "\n".join([f"## {title}", "", *(f"- {line}" for line in lines), ""]) if lines else ""


def _aim(figure: Figure) -> str:
    if figure.aim is None:
        return "–"
    return f"{'≥' if figure.more_is_better else '≤'} {_number(figure.aim)} {figure.unit}"


def _verdict(figure: Figure) -> str:
    return {True: "yes", False: "**no**", None: "–"}[figure.is_met]


def _number(value: float) -> str:
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.2f}".rstrip("0").rstrip(".")
