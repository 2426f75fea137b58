"""What one phone handed in that never was saved."""

from collections.abc import Sequence

from webapp.records.drafts import Draft
from webapp.records.pages.beside import draft_pages
from webapp.records.pages.setting import Setting


def handed_in_pages(setting: Setting, member: str, device: str, drafts: Sequence[Draft]) -> bytes:
    """The PDF with the drafts of a device."""
    title = setting.words("phone", name=setting.name(member))
    paper = setting.paper("handed-in", title, device, device)
    draft_pages(paper, setting, drafts)
    return paper.bytes()
