"""A data file with the example data, forms made by hand, and LibreOffice where it is installed."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import db
from blmk_desktop.rules.caps import Cap
from blmk_desktop.rules.plan_costs import Rates
from blmk_desktop.templates.plan_form import FormLine, FormPractice, FormRole, PlanForm


@pytest.fixture
def store(example: Path, tmp_path: Path) -> Iterator[db.DataFile]:
    """A file of one's own with the example data."""
    path = tmp_path / "mine.blmk"
    shutil.copyfile(example, path)
    with db.open_file(path) as file:
        yield file


PHARMACIST, PARAMEDIC, COACH = "Clinical Pharmacist", "Paramedic", "Health and Wellbeing Coach"
ADVANCED = ("Paramedic (Advanced Practitioner)", "Clinical Pharmacist (Advanced Practitioner)")
MENTAL_HEALTH = "Adult Mental Health Practitioner"


@pytest.fixture(scope="session")
def form() -> PlanForm:
    """A network's form with one rate that changes in mid-year, one that comes late and one that nobody knows."""
    maxima = {
        PHARMACIST: (("2022-04-01", 57_318_00), ("2022-10-01", 59_312_00)),
        PARAMEDIC: (("2022-10-01", 59_312_00),),
        MENTAL_HEALTH: (("2022-04-01", 61_000_07),),
        **dict.fromkeys(ADVANCED, (("2021-04-01", 6270500),)),
    }
    shared = Cap("advanced practitioners", 2, 2, "advanced practitioners")
    return PlanForm(
        code="U35004",
        name="Crown PCN",
        year="2022/23",
        stage="final",
        place="Milton Keynes",
        allocation=720_280_80,
        registered=43_804_00,
        practices=(FormPractice("K82057", "Cobbs Garden Surgery", 8_570_00), FormPractice("K82013", "The Red House")),
        roles=tuple(
            FormRole(name, in_post=150 if name == PHARMACIST else None, last_plan=200 if name == PHARMACIST else None)
            for name in sorted((PHARMACIST, PARAMEDIC, COACH, MENTAL_HEALTH, *ADVANCED))
        ),
        rates=Rates(maxima),
        caps=((MENTAL_HEALTH, Cap(MENTAL_HEALTH, 2, 4)), *((role, shared) for role in ADVANCED)),
        lines=(
            FormLine(PHARMACIST, 100, "2022-07-01", post="Lead", line=1),
            FormLine(PARAMEDIC, 80, salary=41_000_00, line=2),
            FormLine(COACH, 100, "2022-09-05", "2022-12-31", line=4),
            FormLine(MENTAL_HEALTH, 33, line=5),
        ),
        lines_from="your plan 2022/23 first draft",
        due="2022-10-31",
        send_to="plans@example.nhs.uk",
    )


@pytest.fixture(scope="session")
def recalculated(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """Opens a workbook in LibreOffice, works it out and saves it there."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("needs LibreOffice, which is not on this machine")
    profile = tmp_path_factory.mktemp("profile")

    def recalculate(path: Path) -> Path:
        out = path.parent / "recalculated"
        ask = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless"]
        ask += ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out), str(path)]
        subprocess.run(ask, check=True, capture_output=True, timeout=120)
        return out / path.name

    return recalculate
