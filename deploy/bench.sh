#!/usr/bin/env bash
# Measures how fast the whole system is, with servers and programs of its own, started and stopped here:
#
#   deploy/lymph bench pipeline [--rows KEY,KEY] [--small]    how fast
#   deploy/lymph bench endurance [--events N]                 what memory half a million events take
#   deploy/lymph bench signal --seed N                        how well the rules tell swelling from noise; needs no server
#   deploy/lymph bench engine                                 what one more fact costs the engine; needs no server
#
# Its system lives in .run-bench on port base 7080 (LYMPH_BENCH_RUN_DIR, LYMPH_BENCH_PORT_BASE change that), begins empty
# and is deleted afterwards; LYMPH_BENCH_KEEP=yes leaves data and logs. The last line is one JSON object.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
export LYMPH_RUN_DIR=${LYMPH_BENCH_RUN_DIR:-$(dirname "$here")/.run-bench}
export LYMPH_PORT_BASE=${LYMPH_BENCH_PORT_BASE:-7080}
# Programs are stopped and tables dropped: never on a server somebody else gave us.
unset LYMPH_POSTGRES LYMPH_BROKER LYMPH_TENANT_BROKER

for part in common packages postgres rabbitmq; do
    # shellcheck source=/dev/null
    source "$here/lib/$part.sh"
done

child=''
project=$ROOT/tests/bench
program=$project/bin/Release/net10.0/LymphOutcomes.Bench.dll

# Also after a failure or an interrupt: nothing stays behind.
finish() {
    local code=$? tick
    trap '' INT TERM
    trap - EXIT
    set +e
    if [[ -n $child ]]; then
        kill -s TERM -- "-$child" 2>/dev/null
        for ((tick = 0; tick < 100; tick++)); do
            kill -0 -- "-$child" 2>/dev/null || break
            sleep 0.1
        done
        kill -s KILL -- "-$child" 2>/dev/null
    fi
    # Quiet, for the last line is the result; what does not stop is told by run.sh on standard error.
    if [[ ${LYMPH_BENCH_KEEP:-no} = yes ]]; then "$here/run.sh" --down; else "$here/run.sh" --down --purge; fi >/dev/null
    exit "$code"
}

# In a group of its own and in the background, so that an interrupt is heard at once and ends all of it.
run() {
    local code=0
    setsid "$@" </dev/null 7>&- &
    child=$!
    wait "$child" || code=$?
    child=''
    return "$code"
}

# An administrator, for the bench compares what stands in several schemas.
export_addresses() {
    LYMPH_BENCH_POSTGRES="Host=127.0.0.1;Port=$(port_of postgres);Database=lymph;Username=postgres"
    LYMPH_BENCH_POSTGRES+=";Password=$(secret postgres-admin)"
    LYMPH_BENCH_BROKER=$(broker_uri lymph)
    LYMPH_BENCH_HOSPITAL_BROKER=$(broker_uri "$TENANT")
    LYMPH_BENCH_INTAKE_URL=$(url_of intake)
    LYMPH_BENCH_DASHBOARD_URL=$(url_of dashboard)
    LYMPH_BENCH_KEY_FILE=$RUN/secrets/development-issuer.key
    LYMPH_BENCH_COORDINATOR_PASSWORD=$(password_of coordinator)
    LYMPH_BENCH_REPOSITORY=$ROOT
    LYMPH_BENCH_RUN_FOLDER=$RUN
    export LYMPH_BENCH_POSTGRES LYMPH_BENCH_BROKER LYMPH_BENCH_HOSPITAL_BROKER LYMPH_BENCH_INTAKE_URL LYMPH_BENCH_DASHBOARD_URL \
        LYMPH_BENCH_KEY_FILE LYMPH_BENCH_COORDINATOR_PASSWORD LYMPH_BENCH_REPOSITORY LYMPH_BENCH_RUN_FOLDER
}

build_bench() {
    timeout 600 dotnet build "$project" -c Release --disable-build-servers -nodeReuse:false -v quiet >&2 \
        || fail "the bench could not be built."
}

# Two modes are pure: no server, no port, nothing to clean up.
if [[ ${1:-} = signal || ${1:-} = engine ]]; then
    require_dotnet
    build_bench
    LYMPH_BENCH_REPOSITORY=$ROOT
    LYMPH_BENCH_COMMIT=$(git -C "$ROOT" rev-parse --short=12 HEAD 2>/dev/null || echo unknown)
    export LYMPH_BENCH_REPOSITORY LYMPH_BENCH_COMMIT
    exec nice -n 10 dotnet "$program" "$@"
fi

[[ ${1:-} = pipeline || ${1:-} = endurance ]] \
    || fail "the bench's modes: pipeline [--rows KEY,KEY] [--small], endurance [--events N], signal --seed N, engine [--write]."
check_settings
require_dotnet
exec 7<"$project"
flock -n 7 || fail "another bench of this tree is running."
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
"$here/run.sh" --down --purge 7>&- >/dev/null # What an interrupted run left.
run "$here/run.sh" || fail "the system could not be started."
say "Building the bench"
run timeout 600 dotnet build "$project" -c Release --disable-build-servers -nodeReuse:false -v quiet \
    || fail "the bench could not be built."
export_addresses
code=0
run dotnet "$program" "$@" || code=$?
exit "$code"
