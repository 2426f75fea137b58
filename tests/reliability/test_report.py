"""The page of figures is made from what the scripts left, and from nothing else."""

from pathlib import Path

from tests.reliability.report import Row, Section, write_section


def test_each_script_has_its_section_and_a_new_run_takes_its_place(tmp_path: Path) -> None:
    first = Section("Load", "make load", [Row("Lost", "3", "0", False)], ["Why."], ["yesterday"])
    write_section("load", first, tmp_path)
    write_section("attack", Section("Attack", "make attack", [Row("Tried", "100,000")]), tmp_path)
    write_section("load", Section("Load", "make load", [Row("Lost", "0", "0", True)]), tmp_path)
    page = (tmp_path / "reliability.md").read_text(encoding="utf-8")
    assert page.index("## Attack") < page.index("## Load")
    assert "| Lost | 0 | 0 | yes |" in page and "| Tried | – | 100,000 | – |" in page
    assert "yesterday" not in page and "Why." not in page
