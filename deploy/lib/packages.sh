# What the machine must have, and how what is missing gets there.
# shellcheck shell=bash

require_dotnet() {
    local folder
    if ! command -v dotnet >/dev/null; then
        # A tarball install is often not on the PATH of a non-login shell.
        for folder in "${DOTNET_ROOT:-}" "$HOME/.dotnet" /usr/share/dotnet /usr/lib/dotnet /usr/local/share/dotnet; do
            [[ -n $folder && -x $folder/dotnet ]] && PATH=$folder:$PATH && break
        done
    fi
    command -v dotnet >/dev/null \
        || fail "the .NET 10 SDK is missing: install it (https://dotnet.microsoft.com/download) and run this again."
    dotnet --list-sdks | grep -q '^10\.' \
        || fail "the .NET SDK 10 is needed, and only these are here: $(dotnet --list-sdks | cut -d' ' -f1 | paste -sd' ')."
    export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
}

newest_postgres_bin() {
    local found
    found=$(compgen -G '/usr/lib/postgresql/*/bin/postgres' | sort -V | tail -n 1) || return 1
    [[ -n $found ]] && dirname "$found"
}

# The scripts behind Debian's wrapper: the wrapper forces user, folder and log of the machine's own broker on us.
rabbitmq_bin() {
    local folder
    for folder in /usr/lib/rabbitmq/bin /usr/lib/rabbitmq/lib/*/sbin; do
        [[ -x $folder/rabbitmq-server ]] && echo "$folder" && return 0
    done
    return 1
}

# missing_packages [test]: Debian's names of what is not here, by what is needed and not by what dpkg says,
# so that a Node or PostgreSQL from elsewhere is left alone.
missing_packages() {
    [[ -n ${LYMPH_POSTGRES:-} ]] || newest_postgres_bin >/dev/null || echo postgresql
    [[ -z ${LYMPH_POSTGRES:-} ]] || command -v psql >/dev/null || newest_postgres_bin >/dev/null || echo postgresql-client
    [[ -n ${LYMPH_BROKER:-} ]] || rabbitmq_bin >/dev/null || echo rabbitmq-server
    command -v node >/dev/null || echo nodejs
    command -v npm >/dev/null || echo npm
    command -v curl >/dev/null || echo curl
    command -v setpriv >/dev/null || echo util-linux
    if [[ ${1:-} = test ]]; then
        command -v chromium >/dev/null || echo chromium
        command -v amqp-publish >/dev/null || echo amqp-tools
        command -v docker-compose >/dev/null || echo docker-compose
    fi
}

# `apt-get update` runs only here, so only when something is missing.
install_missing_packages() {
    local -a missing
    local log=$RUN/logs/packages.log
    mapfile -t missing < <(missing_packages "${1:-}")
    ((${#missing[@]} > 0)) || return 0
    [[ $(id -u) = 0 ]] || fail "these Debian packages are missing: run 'sudo apt-get install ${missing[*]}', then this again."
    command -v apt-get >/dev/null || fail "these are missing and apt-get is not here to install them: ${missing[*]}."
    say "Installing from Debian: ${missing[*]} (log: $log)"
    with_services_held_back "$log" "${missing[@]}" || {
        tail -n 15 "$log" >&2
        fail "apt-get could not install ${missing[*]}; its log is $log."
    }
}

# The packages would start services of their own on the standard ports. Ours are private, so theirs are not begun,
# and, on a machine with systemd, not begun at the next boot either. What was there before us is not touched.
with_services_held_back() (
    log=$1 policy=/usr/sbin/policy-rc.d
    shift
    if [[ ! -e $policy ]]; then
        # Also after an interrupt: left behind, it would keep every service of this machine from starting.
        trap 'rm -f "$policy"' EXIT
        printf '#!/bin/sh\nexit 101\n' >"$policy"
        chmod 755 "$policy"
    fi
    export DEBIAN_FRONTEND=noninteractive
    {
        timeout 120 apt-get update && timeout 600 apt-get install -y --no-install-recommends "$@"
    } </dev/null >>"$log" 2>&1 9>&- || exit 1
    if [[ -d /run/systemd/system ]]; then
        [[ " $* " != *' postgresql '* ]] || systemctl disable --now postgresql >>"$log" 2>&1 || true
        [[ " $* " != *' rabbitmq-server '* ]] || systemctl disable --now rabbitmq-server >>"$log" 2>&1 || true
    fi
)

# ---- whom a server runs as ----

# user_for NAME: PostgreSQL refuses root, and a broker has no need of it. Somebody who is not root runs both himself.
user_for() {
    if [[ $(id -u) = 0 ]] && id -u "$1" >/dev/null 2>&1; then echo "$1"; else id -un; fi
}

# as_user USER COMMAND...: replaces the shell's child instead of watching it, so the pid we note is the server's own.
as_user() {
    local user=$1
    shift
    if [[ $user = "$(id -un)" ]]; then "$@"; else setpriv --reuid="$user" --regid="$(id -g "$user")" --init-groups "$@"; fi
}

# home_for NAME USER: $RUN/NAME, owned by USER. A clone below /root (or any closed folder) cannot be entered by that
# user; then the data lies in /var/lib/lymph-outcomes under a name derived from $RUN, and $RUN/NAME points there.
home_for() {
    local name=$1 user=$2 home=$RUN/$1
    if [[ ! -e $home ]]; then
        if as_user "$user" test -x "$RUN"; then
            mkdir -p "$home"
        else
            mkdir -p "$(elsewhere)/$name"
            ln -sfn "$(elsewhere)/$name" "$home"
        fi
    fi
    home=$(readlink -f "$home")
    chown "$user" "$home"
    chmod 700 "$home"
    echo "$home"
}

elsewhere() { echo "/var/lib/lymph-outcomes/$(sha256sum <<<"$RUN" | cut -c1-12)"; }
