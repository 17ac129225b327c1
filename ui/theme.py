"""Colours, in one place, light and dark; the palette and the one stylesheet made from them; the size of text.

Every pair of text and ground reaches 4.5:1 (a test computes it). Red, amber and green are tints beside a word or
a letter, never the only sign.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from pathlib import Path
from string import Template

from PySide6 import QtCore
from PySide6.QtGui import QColor, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

STYLES = Path(__file__).parent.parent / "resources" / "styles"
ICONS = STYLES.parent / "icons"
MODES = {"system": "Follow the system", "light": "Light", "dark": "Dark"}
NAME, STYLE = "BLMK Primary Care", "fusion"
TEXT_SIZES = (80, 90, 100, 110, 125, 150, 175, 200)


@dataclass(frozen=True, slots=True)
class Tone:
    """A colour that means something: for text on the surface, for the fill of a badge, and for text on that fill."""

    text: str
    fill: str
    on_fill: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one scheme, by what they are for."""

    dark: bool
    background: str
    surface: str
    stripe: str
    raised: str
    line: str
    edge: str
    text: str
    muted: str
    accent: str
    on_accent: str
    accent_hover: str
    chosen: str
    current: str
    tones: dict[str, Tone] = field(hash=False)
    series: tuple[str, ...] = ()

    def tone(self, name: str) -> Tone:
        """A tone by name; grey for one that is not known."""
        return self.tones.get(name, self.tones["grey"])


LIGHT = Tokens(
    dark=False,
    background="#F0F4F5",
    surface="#FFFFFF",
    stripe="#F7F9FA",
    raised="#E8EDEE",
    line="#DDE3E6",
    edge="#7A8894",
    text="#212B32",
    muted="#4C6272",
    accent="#005EB8",
    on_accent="#FFFFFF",
    accent_hover="#004B93",
    chosen="#D3E5F6",
    current="#EAF2FA",
    tones={
        "red": Tone("#B81D13", "#FBE3E1", "#8E1108"),
        "amber": Tone("#7A4B00", "#FFE9B8", "#4A2E00"),
        "orange": Tone("#9A3B00", "#FFD0AB", "#5F2500"),
        "green": Tone("#006B32", "#DDF1E4", "#00532A"),
        "blue": Tone("#005EB8", "#DCEAF7", "#00437F"),
        "grey": Tone("#4C6272", "#E8EDEE", "#37474F"),
        "black": Tone("#212B32", "#212B32", "#FFFFFF"),
    },
    series=("#12436D", "#28A197", "#801650", "#F46A25"),
)

DARK = Tokens(
    dark=True,
    background="#15181B",
    surface="#1E2226",
    stripe="#22272B",
    raised="#2B3137",
    line="#343B42",
    edge="#76828C",
    text="#E8EDEE",
    muted="#AEBAC3",
    accent="#78B8F5",
    on_accent="#0C1B2A",
    accent_hover="#9CCBF8",
    chosen="#23415F",
    current="#22303E",
    tones={
        "red": Tone("#FF9C92", "#54221E", "#FFD2CD"),
        "amber": Tone("#FFC95C", "#4A3809", "#FFE3A8"),
        "orange": Tone("#FFA66B", "#683710", "#FFDCC2"),
        "green": Tone("#7AD3A0", "#1B4229", "#C6EFD5"),
        "blue": Tone("#8CC3F8", "#23415F", "#D3E8FC"),
        "grey": Tone("#AEBAC3", "#353D44", "#DDE3E6"),
        "black": Tone("#E8EDEE", "#0A0C0E", "#FFFFFF"),
    },
    series=("#6FB1EC", "#3DC9BC", "#E384B8", "#FF9E66"),
)


def tokens(_widget: QWidget | None = None) -> Tokens:
    """The colours that hold now, for what a widget paints itself."""
    return DARK if QGuiApplication.palette().color(QPalette.ColorRole.Window).lightness() < 128 else LIGHT


def palette(chosen: Tokens) -> QPalette:
    """The colours as Qt's own controls take them."""
    role = QPalette.ColorRole
    colours = {
        role.Window: chosen.background,
        role.WindowText: chosen.text,
        role.Base: chosen.surface,
        role.AlternateBase: chosen.stripe,
        role.Text: chosen.text,
        role.Button: chosen.raised,
        role.ButtonText: chosen.text,
        role.ToolTipBase: chosen.surface,
        role.ToolTipText: chosen.text,
        role.PlaceholderText: chosen.muted,
        role.Highlight: chosen.accent,
        role.HighlightedText: chosen.on_accent,
        role.Link: chosen.accent,
        role.Mid: chosen.line,
    }
    result = QPalette(QColor(chosen.raised), QColor(chosen.background))
    for name, colour in colours.items():
        result.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, name, QColor(chosen.edge))
    return result


def stylesheet(chosen: Tokens, points: float = 9) -> str:
    """The one stylesheet, with the colours of a scheme; larger text grows with the application's."""
    names = {name: value for name, value in asdict(chosen).items() if isinstance(value, str)}
    for name, tone in chosen.tones.items():
        names |= {f"{name}_text": tone.text, f"{name}_fill": tone.fill, f"{name}_on_fill": tone.on_fill}
    names |= {"title_size": f"{points * 1.6:.1f}pt", "sentence_size": f"{points * 1.3:.1f}pt"}
    names["figure_size"] = f"{points * 1.9:.1f}pt"
    names["marks"] = (STYLES / ("dark" if chosen.dark else "light")).as_posix()
    return Template((STYLES / "app.qss").read_text(encoding="utf-8")).substitute(names)


def is_dark(mode: str) -> bool:
    """Whether a mode (system, light or dark) comes out dark on this machine now."""
    if mode in {"light", "dark"}:
        return mode == "dark"
    return QGuiApplication.styleHints().colorScheme() == QtCore.Qt.ColorScheme.Dark


def apply(app: QApplication, mode: str = "system", text_size: int = 100) -> None:
    """Dress the whole application. `text_size` is in per cent of the system's."""
    scheme = QtCore.Qt.ColorScheme
    QGuiApplication.styleHints().setColorScheme({"light": scheme.Light, "dark": scheme.Dark}.get(mode, scheme.Unknown))
    if app.styleSheet():
        app.setStyleSheet("")  # Qt takes five times as long to put one stylesheet in the place of another
    if app.style().name() != STYLE:
        app.setStyle(STYLE)
    _dress(app, DARK if is_dark(mode) else LIGHT, text_size)


def application(mode: str, text_size: int) -> QApplication:
    """The application, dressed: the one that runs already, else a new one, which begins in our style.

    Where the system chooses between light and dark, a new one goes by the system's own colours for its first paint: to
    ask for the scheme itself, or for a style, loads hundreds of Qt's names, which can wait until the window was seen.
    """
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication([NAME, "-style", STYLE])
    if running is not None or mode != "system":
        apply(app, mode, text_size)
    else:
        _dress(app, tokens(), text_size)
    return app


def _dress(app: QApplication, chosen: Tokens, text_size: int) -> None:
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    font.setPointSizeF(font.pointSizeF() * text_size / 100)
    app.setFont(font)
    app.setPalette(palette(chosen))
    app.setStyleSheet(stylesheet(chosen, font.pointSizeF()))
