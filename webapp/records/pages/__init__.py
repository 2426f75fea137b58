"""The readable pages: one PDF a case, a group, a consult, and what a phone handed in."""

from webapp.records.pages.handed_in import handed_in_pages
from webapp.records.pages.setting import Setting
from webapp.records.pages.vault import vault_pages

__all__ = ["Setting", "handed_in_pages", "vault_pages"]
