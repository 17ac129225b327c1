"""The guide is whole: every tab, page, command, setting and paper is in it, and everything it names is there."""

from __future__ import annotations

import ast
from importlib import import_module
from typing import Any

import pytest

from blmk_desktop import cli, guide
from blmk_desktop.papers.catalogue import PAPERS
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.settings import SETTINGS
from tests.house.tree import ROOT, modules
from ui import menus
from ui.guide import places
from ui.setting_up.pages import THRESHOLDS
from ui.tabs import TABS
from ui.tabs.reference import in_words

NAMES = {page.name for page in guide.pages()}
TITLES = [title for title, _ in TABS]
MOST = 4_000_000  # bytes of all pictures together


def text(name: str) -> str:
    return guide.read_page(name).text


def pages_of(source: str) -> dict[str, str]:
    """The pages of a tab: key to words."""
    listed: dict[str, Any] = getattr(import_module(source.partition(":")[0]), "PAGES", {})
    return {key: words for key, (words, _) in listed.items()}


ENTRIES = list(menus.all_entries(TITLES))
SUBPAGES = [(title, key, words) for title, source in TABS for key, words in pages_of(source).items()]


def test_every_page_is_in_the_contents() -> None:
    assert {path.stem for path in guide.FOLDER.glob("*.md")} == NAMES


@pytest.mark.parametrize("page", guide.pages(), ids=lambda page: page.name)
def test_everything_a_page_leads_to_is_there(page: guide.Page) -> None:
    assert [name for name in page.links if name not in NAMES] == []
    assert [file for _, file in page.pictures if not (guide.FOLDER / file).is_file()] == []
    assert [file for words, file in page.pictures if not words] == []
    assert page.text.startswith("# ")


def test_every_picture_is_shown_and_together_they_are_small() -> None:
    shown = {file for page in guide.pages() for _, file in page.pictures}
    files = list((guide.FOLDER / "pictures").glob("*.png"))
    assert {f"pictures/{path.name}" for path in files} == shown
    assert sum(path.stat().st_size for path in files) < MOST


@pytest.mark.parametrize("title", TITLES)
def test_every_tab_has_its_page(title: str) -> None:
    assert places.TABS[title] in NAMES
    assert f"*{title}*" in text("start")


@pytest.mark.parametrize(("title", "key", "words"), SUBPAGES)
def test_every_page_of_a_tab_is_on_the_page_that_f1_opens(title: str, key: str, words: str) -> None:
    opened = places.PAGES.get((title, key), places.TABS[title])
    assert words in text(opened)


def test_what_f1_opens_is_there() -> None:
    opened = {*places.TABS.values(), *places.PAGES.values(), *places.WINDOWS.values()}
    assert opened - NAMES == set()
    assert set(places.PAGES) - {(title, key) for title, key, _ in SUBPAGES} == set()
    classes = {
        node.name for module in modules("ui") for node in ast.walk(module.tree) if isinstance(node, ast.ClassDef)
    }
    assert set(places.WINDOWS) - classes == set()


@pytest.mark.parametrize(("menu", "entry"), ENTRIES, ids=lambda one: getattr(one, "name", one))
def test_every_command_of_the_menus_is_named(menu: str, entry: menus.Entry | menus.Inner) -> None:
    words = entry.words.replace("&", "").rstrip("…").lstrip("0123456789 ")
    assert any(words.casefold() in page.words.casefold() for page in guide.pages()), f"{menu} > {words}"


@pytest.mark.parametrize(("menu", "entry"), ENTRIES, ids=lambda one: getattr(one, "name", one))
def test_every_shortcut_is_named(menu: str, entry: menus.Entry | menus.Inner) -> None:
    keys = entry.shortcut if isinstance(entry, menus.Entry) else ""
    if keys and not keys.removeprefix("Ctrl+").isdigit():
        assert any(keys in page.text for page in guide.pages()), f"{menu} > {entry.words}"


@pytest.mark.parametrize("name", cli.SUBCOMMANDS)
def test_every_subcommand_is_named_with_its_options(name: str) -> None:
    line = next(line for line in text("command-line").splitlines() if line.startswith(f"| `./run {name}`"))
    flags = [flags[-1] for flags, _ in cli.SUBCOMMANDS[name].options if flags[-1].startswith("--")]
    missing = [flag for flag in flags if flag != "--json" and f"`{flag}`" not in line]
    assert missing == [] or "--help" in line


@pytest.mark.parametrize("one", SETTINGS, ids=lambda one: one.name)
def test_every_setting_is_explained(one: Any) -> None:
    assert f"**{one.label}**" in text("settings")


@pytest.mark.parametrize("kind", THRESHOLDS)
def test_every_table_of_thresholds_is_named(kind: str) -> None:
    assert f"**{in_words(RECORDS[kind])}**" in text("settings")


@pytest.mark.parametrize("name", PAPERS)
def test_every_paper_is_named(name: str) -> None:
    assert f"**{PAPERS[name].title}** | `{name}`" in text("papers")


def test_the_guide_comes_with_the_folder_to_install() -> None:
    assert '"docs/guide"' in (ROOT / "pyinstaller.spec").read_text(encoding="utf-8")
