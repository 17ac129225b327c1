"""The screen: Qt only. It shows what `blmk_desktop` knows and asks it for changes; it never touches a database."""
