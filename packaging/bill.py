"""The bill of materials of a finished tree, in CycloneDX 1.6: what is in it, from where, under which licences."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from contained import Part, parts_of
from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom, BomMetaData
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.dependency import Dependency
from cyclonedx.model.license import DisjunctiveLicense, License
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.spdx import is_supported_id
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL
from pinned import System, wheels
from working import NAME, made_at

from blmk_desktop import __version__

FILE = "bill-of-materials.cdx.json"


def bill(tree: Path, system: System) -> str:
    """The bill of a finished tree as JSON. Raises ValueError where the tree is not as declared and pinned."""
    return written(parts_of(tree, system, wheels(system)), system)


def written(parts: Sequence[Part], system: System) -> str:
    """The bill of these parts; the same parts give the same text. Raises ValueError if it is not a valid one."""
    application = Component(
        name=NAME,
        version=__version__,
        type=ComponentType.APPLICATION,
        bom_ref=NAME,
        description=f"BLMK Primary Care for {system.capitalize()}",
        purl=PackageURL("generic", name=NAME, version=__version__),
    )
    known = {part.name: (part, component(part)) for part in parts}
    document = Bom(
        components=[component for _, component in known.values()],
        metadata=BomMetaData(component=application, timestamp=datetime.fromtimestamp(made_at(), UTC)),
        dependencies=[Dependency(application.bom_ref, [Dependency(each.bom_ref) for _, each in known.values()])],
    )
    for part, each in known.values():
        document.register_dependency(each, [known[name][1] for name in part.needs])
    document.serial_number = uuid5(NAMESPACE_URL, hashlib.sha256(repr(parts).encode()).hexdigest())
    text = str(JsonV1Dot6(document).output_as_string(indent=1))
    if fault := faults(text):
        raise ValueError(f"The bill of materials is no valid CycloneDX: {fault}")
    return text


def component(part: Part, inside: str = "") -> Component:
    """A part as the bill has it, with what is built into it; `inside` tells parts of two wholes from each other."""
    own = f"{inside}{part.purl}"
    return Component(
        name=part.name,
        version=part.version or None,
        bom_ref=own,
        description=part.says or None,
        purl=PackageURL.from_string(part.purl),
        licenses=licences(part.licences),
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=part.sha256)] if part.sha256 else None,
        components=[component(inner, f"{own}#") for inner in part.parts],
    )


def licences(stated: Sequence[str]) -> list[License]:
    """Licences as the standard wants them: one expression, or several that each have a name."""
    factory = LicenseFactory()
    if len(stated) == 1:
        return [factory.make_from_string(stated[0])]
    return [DisjunctiveLicense(id=one) if is_supported_id(one) else DisjunctiveLicense(name=one) for one in stated]


def faults(text: str) -> str:
    """What is wrong with a bill by the standard's own schema; empty if nothing."""
    found = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    return str(found.data.message) if found else ""
