# Sourced by ./demo and ./test. Makes .venv from hashed locks, and does nothing the second time.

say() { printf '%s\n' "$*" >&2; }

# Install Debian packages where we may; otherwise say what to install, and stop.
need_packages() {
    local report
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        say "Installing $* …"
        report=$({ apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
            apt-get install -y -qq --no-install-recommends "$@"; } 2>&1) && return
        say "$report"
    fi
    say "Please install $* (on Debian: sudo apt-get install $*), then run this again."
    exit 1
}

# Print a Python of 3.11 or later; PYTHON=… chooses another.
find_python() {
    local each
    for each in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
        if "$each" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$each"
            return
        fi
    done
    return 1
}

# Make .venv with the packages of the locks named, and Muster itself as it stands here.
make_environment() {
    local python place wanted stamp lock
    python=$(find_python) || { need_packages python3; python=$(find_python); } || {
        say "Muster needs Python 3.11 or later; point PYTHON at one and run this again."
        exit 1
    }
    "$python" -c 'import ensurepip, venv' 2>/dev/null || need_packages python3-venv
    place="$PWD $("$python" -V)"
    if [ "$(cat .venv/muster-place 2>/dev/null)" != "$place" ]; then
        say "Making .venv …"
        rm -rf .venv
        "$python" -m venv .venv || return 1
        printf '%s' "$place" >.venv/muster-place
    fi
    for lock in "$@"; do
        wanted=$(cat "$lock" pyproject.toml | sha256sum)
        stamp=.venv/muster-$(basename "$lock")
        [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && continue
        say "Installing what $lock names …"
        .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r "$lock" \
            || return 1
        .venv/bin/python -m pip install -q --disable-pip-version-check \
            --no-deps --no-build-isolation -e . || return 1
        printf '%s' "$wanted" >"$stamp"
    done
    forget_stale_kernels
}

# A compiled kernel is kept by the time of its own file alone, and would go on calling an older
# one of another file: when any source is newer than any of them, all are compiled anew.
forget_stale_kernels() {
    local oldest
    oldest=$(find src -name '*.nbi' -printf '%T@ %p\n' 2>/dev/null | sort -n | head -n 1)
    [ -n "$oldest" ] || return 0
    if [ -n "$(find src -name '*.py' -newer "${oldest#* }" -print -quit)" ]; then
        find src -name '*.nb[ic]' -delete
    fi
}
