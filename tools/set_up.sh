# Sourced by run and test, which set $here and $wanted: sees that $here/.venv holds the lists in $wanted.
# The usual case, that it does, costs a few milliseconds; only else is Python asked to set it up.
# Leaves the environment's Python in $python.

# Compiled modules are kept, since they make the next start quick; other Pythons' settings are not ours.
unset PYTHONDONTWRITEBYTECODE PYTHONHOME PYTHONPATH

python=$here/.venv/bin/python
stamps=$here/.venv/installed

ready() {
    [ -x "$python" ] && [ -e "$stamps/offscreen" ] || return 1
    [ -z "${DISPLAY-}${WAYLAND_DISPLAY-}" ] || [ -e "$stamps/display" ] || return 1
    for list in $wanted; do
        cmp -s "$here/$list" "$stamps/$list" || return 1
    done
}

if ! ready; then
    for maker in python3.11 python3.12 python3.13 python3 python none; do
        "$maker" "$here/tools/set_up.py" --suits 2>/dev/null && break
    done
    if [ "$maker" = none ]; then
        echo "This needs Python 3.11, 3.12 or 3.13, and none is found." \
            "On Debian: sudo apt-get install python3 python3-venv" >&2
        exit 2
    fi
    # shellcheck disable=SC2086 # $wanted is a list of names without spaces
    "$maker" "$here/tools/set_up.py" $wanted || exit
fi
