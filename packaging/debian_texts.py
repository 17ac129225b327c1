"""What the Debian package says of the program: to dpkg, to desktops, to software centres, to who asks for its terms."""

from __future__ import annotations

from datetime import UTC, datetime

from blmk_desktop.made_with import components

MAINTAINER = "BLMK Primary Care maintainers <maintainers@blmk-primary-care.invalid>"

CONTROL = """\
Package: {name}
Version: {version}
Section: misc
Priority: optional
Architecture: {architecture}
Maintainer: {by}
Installed-Size: {size}
Depends: {needs}
Recommends: shared-mime-info, hicolor-icon-theme
Description: figures of primary care, each checked against every other
 Reads the workbooks that commissioners of primary care send and receive, keeps
 them in one local file, and says where their figures disagree: registers,
 workforce plans, budgets, claims, estates, priorities and risks. It writes
 committee papers, forms and exports, and undoes any change.
 .
 It works without a network and opens no connection.
"""

ENTRY = """\
[Desktop Entry]
Type=Application
Version=1.0
Name=BLMK Primary Care
GenericName=Primary care commissioning
Comment=Check every figure of primary care workbooks against every other
Exec=blmk-primary-care %F
Icon=blmk-primary-care
Terminal=false
Categories=Office;Database;Qt;
MimeType=application/vnd.blmk-primary-care;
Keywords=practices;networks;workforce;budgets;estates;risks;
StartupWMClass=blmk-primary-care
"""

KIND_OF_FILE = """\
<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
  <mime-type type="application/vnd.blmk-primary-care">
    <comment>BLMK Primary Care data file</comment>
    <sub-class-of type="application/vnd.sqlite3"/>
    <magic priority="60">
      <match type="string" offset="0" value="SQLite format 3\\0">
        <match type="string" offset="68" value="BLMK"/>
      </match>
    </magic>
    <glob pattern="*.blmk" weight="80"/>
  </mime-type>
</mime-info>
"""

METAINFO = """\
<?xml version="1.0" encoding="UTF-8"?>
<component type="desktop-application">
  <id>org.blmk_primary_care.BlmkPrimaryCare</id>
  <name>BLMK Primary Care</name>
  <summary>Check every figure of primary care workbooks against every other</summary>
  <metadata_license>CC0-1.0</metadata_license>
  <project_license>LicenseRef-proprietary</project_license>
  <description>
    <p>
      Reads the workbooks that commissioners of primary care send and receive, keeps them in one local file, and says
      where their figures disagree. It writes committee papers, forms and exports, and undoes any change.
    </p>
    <p>It works without a network and opens no connection.</p>
  </description>
  <launchable type="desktop-id">blmk-primary-care.desktop</launchable>
  <provides>
    <binary>blmk-primary-care</binary>
    <binary>blmk</binary>
    <mediatype>application/vnd.blmk-primary-care</mediatype>
  </provides>
  <content_rating type="oars-1.1"/>
  <releases>
    <release version="{version}" date="{day}"/>
  </releases>
</component>
"""

CHANGELOG = """\
blmk-primary-care ({version}) stable; urgency=medium

  * What a user notices of this release, and of those before it, is in NEWS.gz
    beside this file.

 -- {maintainer}  {when}
"""

COPYRIGHT = """\
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: BLMK Primary Care

Files: *
Copyright: {year} the authors of BLMK Primary Care
License: to-be-agreed
 No licence has been stated by the authors: ask them before passing this package on.
 .
 The example and reference data contain public sector information licensed under
 the Open Government Licence v3.0.

Files: usr/lib/blmk-primary-care/_internal/*
Copyright: {year} and before, the authors of each component, whose notices are in usr/lib/blmk-primary-care/licences
License: several
 Each component keeps its own licence, in full in /usr/lib/blmk-primary-care/licences:
 .
{components}
 .
 On Debian systems the full texts of the GNU licences are also in
 /usr/share/common-licenses/GPL-3 and /usr/share/common-licenses/LGPL-3.
"""

OVERRIDES = """\
# Nobody publishes this package yet; whoever does sets an address.
blmk-primary-care: bogus-mail-host *
# Python, Qt and the libraries come as their makers built them, checked by hash against what is pinned.
blmk-primary-care: custom-library-search-path *
blmk-primary-care: embedded-library *
blmk-primary-care: hardening-no-pie *
blmk-primary-care: library-not-linked-against-libc *
blmk-primary-care: package-installs-python-bytecode *
blmk-primary-care: shared-library-lacks-prerequisites *
blmk-primary-care: unstripped-binary-or-object *
"""


def metainfo(version: str, when: int) -> str:
    """What a software centre shows; `when` is the time of the release, in seconds."""
    return METAINFO.format(version=version, day=datetime.fromtimestamp(when, UTC).date().isoformat())


def copyright_file(when: int) -> str:
    """Who holds the rights, with every component that the package carries; `when` is as above."""
    lines = [f"  {each.title} {each.version}: {each.licence}" for each in components()]
    return COPYRIGHT.format(components="\n".join(lines), year=datetime.fromtimestamp(when, UTC).year)
