# Where things live, how to speak to the person at the terminal, and how a process is started, known and stopped.
# Sourced by run.sh, test.sh and lymph; sets no options and starts nothing by itself.
# shellcheck shell=bash

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
RUN=${LYMPH_RUN_DIR:-$ROOT/.run}
[[ $RUN = /* ]] || RUN=$PWD/$RUN
PORT_BASE=${LYMPH_PORT_BASE:-5080}

# shellcheck disable=SC2034  # Read by the files that source this one.
readonly TENANT=demo
# shellcheck disable=SC2034
readonly -a PROGRAMS=(intake sessions alerting dashboard)

say() { printf '%s\n' "$*"; }

# One clear sentence, then the end: nobody should have to read a stack trace to learn that a port is taken.
fail() {
    printf 'lymph: %s\n' "$*" >&2
    exit 1
}

port_of() {
    case $1 in
        dashboard) echo "$PORT_BASE" ;;
        intake) echo $((PORT_BASE + 1)) ;;
        sessions) echo $((PORT_BASE + 2)) ;;
        alerting) echo $((PORT_BASE + 3)) ;;
        postgres) echo $((PORT_BASE + 4)) ;;
        rabbitmq) echo $((PORT_BASE + 5)) ;;
        # Erlang's own name service and node-to-node port: private too, so that two brokers never meet.
        epmd) echo $((PORT_BASE + 6)) ;;
        erlang) echo $((PORT_BASE + 7)) ;;
        *) fail "there is no program called '$1'" ;;
    esac
}

url_of() { echo "http://127.0.0.1:$(port_of "$1")"; }

check_settings() {
    [[ $PORT_BASE =~ ^[1-9][0-9]{3,4}$ && $PORT_BASE -ge 1024 && $PORT_BASE -le 65500 ]] \
        || fail "LYMPH_PORT_BASE must be a port between 1024 and 65500, not '$PORT_BASE'."
    # The path goes into Erlang's and PostgreSQL's configuration files unquoted.
    [[ $RUN =~ ^[A-Za-z0-9_./+-]+$ && $RUN != / ]] \
        || fail "LYMPH_RUN_DIR ('$RUN') may hold letters, digits and ._+-/ only."
}

# Whether $RUN is a folder of ours: make_run_folders leaves this file in it. Asked before anything is made, changed or
# deleted there, for LYMPH_RUN_DIR may by mistake name somebody's home.
is_run_folder() { [[ -f $RUN/port-base && $(<"$RUN/port-base") =~ ^[1-9][0-9]{3,4}$ ]]; }

# Only what we made, by name, and the mark of is_run_folder last, so that an interrupted run of this can be repeated.
delete_run_data() {
    # Data of a clone in a closed folder lies elsewhere (see home_for).
    rm -rf "$(elsewhere)" "${RUN:?}"/{postgres,rabbitmq,logs,pids,env,programs,secrets,keys,results,demo-end}
    rm -f "$RUN/port-base"
}

make_run_folders() {
    mkdir -p "$RUN"/{logs,pids,env,programs,secrets,keys}
    chmod 755 "$RUN" "$RUN/logs"
    chmod 700 "$RUN"/{env,secrets,keys}
    # Data stays in the place it was made for: a second start with other ports would leave the first one's running.
    if [[ -f $RUN/port-base && $(<"$RUN/port-base") != "$PORT_BASE" ]] && any_running; then
        fail "$RUN is running on port base $(<"$RUN/port-base"): stop it first, or set LYMPH_PORT_BASE to that."
    fi
    echo "$PORT_BASE" >"$RUN/port-base"
}

# One run.sh at a time per run directory. Daemons close this descriptor, or they would hold the lock for good.
# Its children work under the same lock: a test may stop and start a program of the system test.sh runs for it.
take_lock() {
    [[ ${LYMPH_LOCK_HELD_FOR:-} != "$RUN" ]] || return 0
    exec 9>"$RUN/lock"
    flock -w 300 9 || fail "another run.sh has been working in $RUN for five minutes; wait for it or end it."
}

# secret NAME [BYTES]: the generated secret of that name, made on first use. Hex, so it needs no escaping in a URI.
secret() {
    local file=$RUN/secrets/$1
    if [[ ! -s $file ]]; then
        (umask 077 && od -An -N"${2:-24}" -tx1 /dev/urandom | tr -d ' \n' >"$file.new" && mv "$file.new" "$file")
    fi
    cat "$file"
}

# What a person types: shorter, and still 64 random bits.
password_of() { secret "person-$1" 8; }

# ---- processes ----

# The start time makes a pid ours: after a reboot the same number may belong to somebody else.
start_time_of() {
    local stat
    stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
    stat=${stat##*) } # The name in brackets may hold spaces.
    # A zombie still has a stat line, but runs no more.
    [[ $stat != Z* ]] || return 1
    cut -d' ' -f20 <<<"$stat"
}

# pid_of NAME: prints the pid of what we started under that name, and fails if it does not run. The folder is part of
# the check, for a copied run directory must not stop the programs of its original.
pid_of() {
    local pid started folder
    [[ -f $RUN/pids/$1.pid ]] || return 1
    { read -r pid && read -r started && read -r folder; } <"$RUN/pids/$1.pid" || return 1
    [[ $(start_time_of "$pid") = "$started" && $folder = "$RUN" ]] || return 1
    echo "$pid"
}

any_running() {
    local file
    for file in "$RUN"/pids/*.pid; do
        [[ -f $file ]] && pid_of "$(basename "$file" .pid)" >/dev/null && return 0
    done
    return 1
}

# start_process NAME FOLDER COMMAND...: in its own session and process group, log in $RUN/logs/NAME.log.
start_process() {
    local name=$1 folder=$2 pid
    shift 2
    (
        cd "$folder" || exit 1
        exec setsid "$@" </dev/null >>"$RUN/logs/$name.log" 2>&1 9>&-
    ) &
    pid=$!
    disown "$pid"
    printf '%s\n' "$pid" "$(start_time_of "$pid")" "$RUN" >"$RUN/pids/$name.pid"
}

# stop_process NAME SIGNAL SECONDS: asks, waits, then kills the whole group. Quiet if it does not run.
stop_process() {
    local name=$1 signal=$2 seconds=$3 pid tick
    if pid=$(pid_of "$name"); then
        kill -s "$signal" "$pid" 2>/dev/null || true
        for ((tick = 0; tick < seconds * 10; tick++)); do
            pid_of "$name" >/dev/null || break
            sleep 0.1
        done
        if pid_of "$name" >/dev/null; then
            say "$name did not stop within $seconds s and is killed."
            kill -s KILL -- "-$pid" 2>/dev/null || kill -s KILL "$pid" 2>/dev/null || true
            for ((tick = 0; tick < 50; tick++)); do
                pid_of "$name" >/dev/null || break
                sleep 0.1
            done
        fi
    fi
    rm -f "$RUN/pids/$name.pid"
}

# wait_for NAME SECONDS CHECK...: until CHECK succeeds; on failure the log's end and one sentence.
wait_for() {
    local name=$1 seconds=$2 deadline=$((SECONDS + $2))
    shift 2
    until "$@"; do
        pid_of "$name" >/dev/null || give_up_on "$name" "$name ended while it started."
        ((SECONDS < deadline)) || give_up_on "$name" "$name was not ready within $seconds s."
        sleep 0.2
    done
}

give_up_on() {
    printf -- '---- the end of %s ----\n' "$RUN/logs/$1.log" >&2
    tail -n 25 "$RUN/logs/$1.log" >&2 || true
    fail "$2 Its log is $RUN/logs/$1.log."
}

# ---- ports ----

port_open() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# Called only before we start something ourselves: whoever answers now is somebody else, or what was killed a moment ago and
# lets go of its port last.
require_free_port() {
    local name=$1 port owner='' tick
    port=$(port_of "$name")
    for ((tick = 0; tick < 50; tick++)); do
        port_open "$port" || return 0
        if command -v ss >/dev/null; then
            owner=$(ss -ltnpH "sport = :$port" 2>/dev/null \
                | sed -nE 's/.*users:\(\("([^"]+)",pid=([0-9]+).*/\1, process \2/p' | head -n 1)
        fi
        [[ -z $owner ]] || break
        sleep 0.1
    done
    fail "port $port, meant for $name, is taken${owner:+ by $owner}: free it, or set LYMPH_PORT_BASE to another base."
}

# All of them before anything is started: half a system is harder to understand than none.
require_free_ports() {
    local name
    for name in "${PROGRAMS[@]}"; do pid_of "$name" >/dev/null || require_free_port "$name"; done
    [[ -n ${LYMPH_POSTGRES:-} ]] || pid_of postgres >/dev/null || require_free_port postgres
    [[ -n ${LYMPH_BROKER:-} ]] || pid_of rabbitmq >/dev/null || require_free_port rabbitmq
}
