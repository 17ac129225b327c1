"""The page of prioritisation rounds: how schemes rank, who scored them how, and how far it hangs on the weights."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QLineEdit, QWidget

from blmk_desktop.errors import UserError
from blmk_desktop.rules.wording import counted
from blmk_desktop.words.priorities import round_words
from ui.parts.asking import Asking
from ui.parts.banner import Banner
from ui.parts.chart_below import ChartBelow
from ui.parts.detail import DetailPane
from ui.parts.form import open_form
from ui.parts.labels import menu_button
from ui.parts.pickers import choice, offer
from ui.parts.ranked import RankedChart
from ui.parts.record_lines import open_ones
from ui.parts.sides import Sides, set_out
from ui.parts.switch import Switch
from ui.parts.table import RecordTable
from ui.parts.writing import changes_data
from ui.tabs.estates import priorities_columns as rows
from ui.tabs.estates.priorities_detail import declare, open_round, show_scheme, show_weight
from ui.tabs.estates.priorities_picture import picture_of

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from ui.parts.clipboard import Pasted
    from ui.window import MainWindow

HINTS = {
    "ranking": "Choose a scheme to see who scored it how, and why it stands where it does.",
    "scores": "Choose a scheme to see who scored it how. Choose a member to enter their scores.",
    "weights": "Choose a criterion to see what its scores mean, and what its weight decides.",
}
EMPTY = "No prioritisation round yet. Add one, then its criteria and the schemes that are put to the panel."
NO_SCHEMES = "No scheme is put to this round yet."
NO_CRITERIA = "This round has no criteria yet."
KINDS = frozenset({"priority_round", "criterion", "candidate", "panel_score", "panel_conflict", "scheme"})


class Priorities(QWidget):
    """Round, view and member on top, the table and the picture in the middle, the chosen scheme at the side."""

    kind = ""  # the table as it stands is exported

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.window_ = window
        self.shown: rows.Shown | None = None
        self._findings: list[Finding] = []
        self._wanted_round = self._wanted = ""
        self.banner, self.detail, self.chart = Banner(), DetailPane(HINTS["ranking"]), RankedChart()
        self.table = RecordTable(window, "prioritisation", [])
        self.table.view.setAccessibleName("Prioritisation")
        self.table.commit = self._edit
        self.table.paste_block = self._paste
        self.table.current_changed.connect(self._choose)
        self.table.activated.connect(self._open)
        self.chart.chosen.connect(self.table.select)
        says = "Show the ranking as a picture, with the line where the money ends"
        self.middle = ChartBelow("prioritisation", self.table, self.chart, (380, 300), says)
        self.middle.asked.connect(self._draw)
        self._controls()
        sides = Sides(window.settings, "prioritisation", [self.middle.whole(), self.detail], (990, 352))
        set_out(self, self.banner, self.table.bar, below=sides)

    def _controls(self) -> None:
        bar = self.table.bar
        self.round = choice("Prioritisation round", 28, lambda: self._choose_round(self.round.currentText()))
        self.switch = Switch("Show", rows.VIEWS, "ranking")
        self.switch.chosen.connect(lambda _view: self._show_view())
        self.member = choice("Member of the panel", 20, self.refresh)
        bar.add_label("Round", self.round)
        bar.add(self.round)
        bar.add(self.switch)
        self.member_label = bar.add_label("Scores of", self.member)
        bar.add(self.member)
        bar.add(self.middle.button)
        self.menu = menu_button(
            "This round",
            (
                ("Add a scheme…", lambda: self._add("candidate")),
                ("Scores of another member…", self.another_member),
                ("Declare an interest…", self._declare),
                ("Add a criterion…", lambda: self._add("criterion")),
                ("Change the round…", self._change_round),
                ("New round…", self._new_round),
            ),
        )
        bar.add(self.menu)
        changes_data(self.window_, self.menu)

    # What is shown

    def refresh(self, kinds: frozenset[str] | None = None) -> None:
        """Read again what is shown."""
        name = self._wanted_round or self.round.currentText()
        view, member = self.switch.now, str(self.member.currentData() or rows.EVERYBODY)
        editable = not self.window_.read_only
        if kinds is None or kinds & KINDS:
            self.window_.read(
                lambda connection: rows.fetch(connection, name, view, member, editable=editable),
                self._show,
                replaces=self,
                title="Ranking the schemes",
            )
        self.window_.findings(self._keep_findings)

    def _show(self, shown: rows.Shown) -> None:
        self.shown, self._wanted_round = shown, ""
        self._offer(shown)
        self._say_empty(shown)
        self.table.totals = "Total of {shown} shown" if shown.view == "ranking" else ""
        self.table.show_columns(shown.columns, f"prioritisation {shown.view}")
        self.table.set_marks(shown.marks)
        self._say()
        self._draw()
        if self._wanted and shown.view != "weights" and self.table.reveal(self._wanted):
            self._wanted = ""
        self._choose(self.table.current_id)

    def _offer(self, shown: rows.Shown) -> None:
        """Offer the rounds and the members that there are; what is chosen stays."""
        found = shown.found
        offer(self.round, found.rounds, found.round.name if found.round else "")
        self.member.clear()
        self.member.addItem("Everybody, on average", rows.EVERYBODY)
        new = (shown.member,) if shown.member and shown.member not in found.panel.members else ()
        for member in (*found.panel.members, *new):
            self.member.addItem(member, member)
        self.member.setCurrentIndex(max(0, self.member.findData(shown.member)))
        for part in (self.member, self.member_label):
            part.setVisible(shown.view == "scores")

    def _say_empty(self, shown: rows.Shown) -> None:
        found = shown.found
        says, begin = EMPTY, [("New round…", self._new_round)]
        if found.round is not None and shown.view == "weights":
            says, begin = NO_CRITERIA, [("Add a criterion…", lambda: self._add("criterion"))]
        elif found.round is not None:
            says, begin = NO_SCHEMES, [("Add a scheme…", lambda: self._add("candidate"))]
        begin.append(("Import workbooks…", self.window_.commands.import_workbooks))
        self.table.set_empty(says, [] if self.window_.read_only else begin)

    def _say(self) -> None:
        """What the panel has to know, in words."""
        if self.shown is None or self.shown.found.round is None:
            self.banner.show_text("")
            return
        found = self.shown.found
        text = rows.sways_words(self.shown) if self.shown.view == "weights" else round_words(found)
        about = [one for one in open_ones(self._findings) if one.about == ("priority_round", found.round.name)]
        buttons: list[tuple[str, Callable[[], object]]] = []
        if about:
            text = f"{text} {counted(len(about), 'finding')} on this round.".strip()
            buttons.append(("See all findings", lambda: self.window_.go_to("Findings")))
        worried = any(one.severity != "note" for one in about)
        self.banner.show_text(text, "amber" if worried else "blue", buttons)

    def _keep_findings(self, findings: list[Finding]) -> None:
        self._findings = findings
        self._say()
        self._choose(self.table.current_id)

    def _draw(self) -> None:
        """Draw the ranking under the table, but under the weights."""
        drawn = self.shown is not None and self.shown.view != "weights" and bool(self.shown.found.placed)
        if self.middle.offer(there=drawn) and self.shown is not None:
            self.chart.show_ranking(picture_of(self.shown.found))
            self.chart.select(self.table.current_id)

    def _show_view(self) -> None:
        self.detail.clear(HINTS[self.switch.now])
        self.refresh()

    def _choose_round(self, name: str) -> None:
        self._wanted_round = name
        self.refresh()

    # The row at the side

    def show_record(self, kind: str, key: str) -> None:
        """Go to a round by its name, or to a scheme of the round shown."""
        if kind == "priority_round":
            self._choose_round(key)
            return
        self._wanted = key
        if self.switch.now == "weights":
            self.switch.choose("ranking")
        elif self.shown is not None and self.table.reveal(key):
            self._wanted = ""

    def _choose(self, id_: Any) -> None:
        shown = self.shown
        if shown is None:
            return
        one = shown.found.of(str(id_)) if shown.view != "weights" else None
        if shown.view == "weights" and id_ in shown.sways:
            show_weight(self.detail, self.window_, shown, str(id_))
        elif one is not None:
            self.chart.select(id_)
            show_scheme(self.detail, self.window_, shown.found, one, self._findings)
        else:
            self.detail.clear(HINTS[shown.view])

    def _open(self, id_: Any) -> None:
        """Enter or a double click: the scheme on its own page."""
        if self.shown is not None and self.shown.view != "weights":
            self.window_.show_record("scheme", str(id_))

    # What is entered

    def _add(self, kind: str) -> None:
        """Open the form of something of the round shown."""
        found = self.shown.found if self.shown else None
        if found is None or found.round is None:
            self._new_round()
            return
        open_form(self.window_, kind, {"round": found.round.name}, fixed=("round",))

    def _declare(self) -> None:
        """Open the form of an interest, in the chosen scheme if one is."""
        found = self.shown.found if self.shown else None
        if found is not None and found.round is not None:
            one = found.of(str(self.table.current_id))
            given = {"round": found.round.name} | ({"scheme": one.scheme} if one else {})
            declare(self.window_, found, given)

    def another_member(self) -> NewMember:
        """Ask for the role of somebody who has not scored yet, and show their empty grid."""
        dialog = NewMember(self.window_, self._score_as)
        dialog.open()
        return dialog

    def _score_as(self, member: str) -> None:
        if self.member.findData(member) < 0:
            self.member.addItem(member, member)
        self.member.setCurrentIndex(self.member.findData(member))
        self.switch.choose("scores") if self.switch.now != "scores" else self.refresh()

    def _new_round(self) -> None:
        open_form(self.window_, "priority_round", then=self._go_to_new)

    def _go_to_new(self, change_set: Any) -> None:
        """Show a round that was just added."""
        del change_set
        known = set(self.shown.found.rounds) if self.shown else set()

        def newest(connection: Any) -> str:
            from blmk_desktop.summaries.priorities import priorities

            return next((name for name in priorities(connection).rounds if name not in known), "")

        self.window_.read(newest, self._choose_round)

    def _change_round(self) -> None:
        if self.shown is not None:
            open_round(self.window_, self.shown.found)

    def _edit(self, id_: Any, column: str, text: str) -> None:
        """Keep a score or a weight typed into its cell."""
        shown = self.shown
        if shown is None or shown.found.round is None:
            return
        if shown.view == "scores":
            self._keep({(str(id_), rows.criterion_of(column)): text}, raises=True)
            return
        from blmk_desktop import editing

        what: Sequence[Any] = ("priority_round", shown.found.round.id, {"need_share": text})
        if id_ != rows.SHARE:
            criterion = next(one for one in shown.found.panel.criteria if one.name == id_)
            what = ("criterion", criterion.id, {"weight": text})
        self.window_.change(editing.edit, *what, kinds={what[0]}, raises=True)

    def _paste(self, cells: list[Pasted]) -> None:
        """A block pasted over a member's scores."""
        if self.shown is None or not self.shown.member:
            raise UserError("Choose the member whose scores they are, then paste.")
        if any(cell.id is None or cell.field == "scheme" for cell in cells):
            raise UserError("Only scores can be pasted here, each beside its scheme.")
        self._keep({(str(cell.id), rows.criterion_of(cell.field)): cell.text for cell in cells})

    def _keep(self, typed: dict[tuple[str, str], str], *, raises: bool = False) -> None:
        from blmk_desktop.acts.priorities import enter_scores

        if self.shown is not None and self.shown.found.round is not None:
            name, member = self.shown.found.round.name, self.shown.member
            self.window_.change(enter_scores, name, member, typed, kinds={"panel_score"}, raises=raises)


class NewMember(Asking):
    """Asks for the role of a member of the panel."""

    def __init__(self, window: MainWindow, then: Callable[[str], object]) -> None:
        words = "Whose scores do you want to enter?"
        super().__init__(window, words, "A role, not a person's name: Estates lead, Clinical lead.", "Enter scores")
        self._then = then
        self.role = QLineEdit()
        self.role.setAccessibleName("Role of the member")
        self.add("Role", self.role)

    def do(self) -> bool:
        """Go on with the role that was typed."""
        role = " ".join(self.role.text().split())
        if not role:
            raise UserError("Type the role of the member.")
        self._then(role)
        return True
