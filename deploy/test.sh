#!/usr/bin/env bash
# Runs every test there is, with servers and a whole running system of its own, beside whatever else runs here.
#
#   deploy/test.sh [WORD]     all test projects, or those whose path holds WORD
#
# Its system lives in .run-test on port base 6080 (LYMPH_TEST_RUN_DIR, LYMPH_TEST_PORT_BASE change that). It begins
# empty each time; logs and results stay there until the next run. The last line is `N passed, N failed, N skipped`.
# LYMPH_TEST_SEED=N plays an acceptance test again with the patient of the seed it printed. LYMPH_TEST_FILTER=NAME runs the
# tests whose full name holds NAME; LYMPH_TEST_MINUTES=N lets a project take longer than 15 minutes, for the long forms.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
export LYMPH_RUN_DIR=${LYMPH_TEST_RUN_DIR:-$here/../.run-test}
export LYMPH_PORT_BASE=${LYMPH_TEST_PORT_BASE:-6080}
# Tests create and drop databases and stop servers: never on a server somebody else gave us.
unset LYMPH_POSTGRES LYMPH_BROKER LYMPH_TENANT_BROKER
mkdir -p "$LYMPH_RUN_DIR"
LYMPH_RUN_DIR=$(cd "$LYMPH_RUN_DIR" && pwd)

for part in common packages postgres rabbitmq programs; do
    # shellcheck source=/dev/null
    source "$here/lib/$part.sh"
done

passed=0 failed=0 skipped=0
child=''
wanted=${1:-}

# Also after a failure, an interrupt or a set -e exit: nothing stays behind, and the counts are the last line.
finish() {
    local code=$?
    trap '' INT TERM
    trap - EXIT
    set +e
    end_build
    [[ -z $child ]] || kill -s KILL -- "-$child" 2>/dev/null
    stop_everything
    # A set-up that failed has run no test; it must not read like a success.
    if ((code != 0 && failed == 0)); then failed=1; fi
    if ((failed > 0 && code == 0)); then code=1; fi
    say "$passed passed, $failed failed, $skipped skipped"
    exit "$code"
}

begin_empty() {
    stop_everything
    delete_run_data
    make_run_folders
    mkdir -p "$RUN/results"
}

# What the tests are told. LYMPH_RUN_DIR and LYMPH_PORT_BASE are exported above, so that a test can call
# deploy/run.sh --stop alerting, or deploy/lymph token, and mean this system.
export_addresses() {
    LYMPH_TEST_POSTGRES="Host=127.0.0.1;Port=$(port_of postgres);Database=postgres;Username=postgres"
    LYMPH_TEST_POSTGRES+=";Password=$(secret postgres-admin)"
    # A virtual host of its own: a test may declare and purge there what the running system also uses in "/".
    LYMPH_TEST_BROKER="amqp://tests:$(secret broker-tests)@127.0.0.1:$(port_of rabbitmq)/tests"
    LYMPH_TEST_HOSPITAL_BROKER=$(broker_uri "$TENANT")
    LYMPH_TEST_INTAKE_URL=$(url_of intake)
    LYMPH_TEST_SESSIONS_URL=$(url_of sessions)
    LYMPH_TEST_ALERTING_URL=$(url_of alerting)
    LYMPH_TEST_DASHBOARD_URL=$(url_of dashboard)
    LYMPH_TEST_KEY_FILE=$(issuer_key_file)
    LYMPH_TEST_COORDINATOR_PASSWORD=$(password_of coordinator)
    LYMPH_TEST_CHROMIUM=$(command -v chromium)
    LYMPH_TEST_REPOSITORY=$ROOT
    export LYMPH_LOCK_HELD_FOR=$RUN
    export LYMPH_TEST_POSTGRES LYMPH_TEST_BROKER LYMPH_TEST_HOSPITAL_BROKER LYMPH_TEST_INTAKE_URL \
        LYMPH_TEST_SESSIONS_URL LYMPH_TEST_ALERTING_URL LYMPH_TEST_DASHBOARD_URL LYMPH_TEST_KEY_FILE LYMPH_TEST_COORDINATOR_PASSWORD \
        LYMPH_TEST_CHROMIUM LYMPH_TEST_REPOSITORY
}

# test_projects: one path a line, the quick unit tests first. A project that is on disk but not in the solution would
# never be built or run and nobody would notice, so it is an error.
test_projects() {
    local listed project
    listed=$(dotnet sln "$ROOT/LymphOutcomes.sln" list | sed 's|\\|/|g' | sed -nE '/^tests\/.*\.Tests\.csproj$/p')
    while IFS= read -r project; do
        grep -qxF "$project" <<<"$listed" || fail "$project is not in LymphOutcomes.sln, so its tests would never run."
    done < <(cd "$ROOT" && find tests -name '*.Tests.csproj' -not -path '*/node_modules/*')
    grep '^tests/unit/' <<<"$listed" || true
    grep -v '^tests/unit/' <<<"$listed" || true
}

has_tests() {
    grep -rqE --include='*.cs' --exclude-dir=obj --exclude-dir=bin '\[[A-Za-z]*(Fact|Theory)\b' "$(dirname "$ROOT/$1")"
}

# run_project PATH: runs it and adds its counts. Counted from the result file, not from what scrolled by.
run_project() {
    local project=$1 name results code=0 counters total executed ok bad
    name=$(basename "$project" .csproj)
    results=$RUN/results/$name.trx
    say ""
    say "== $name"
    # In its own process group, so that an interrupt ends the test host and its browser too.
    setsid timeout -k 10 "${LYMPH_TEST_MINUTES:-15}m" dotnet test "$ROOT/$project" --no-build -c Release \
        ${LYMPH_TEST_FILTER:+--filter "FullyQualifiedName~$LYMPH_TEST_FILTER"} --results-directory "$RUN/results" \
        --logger "trx;LogFileName=$name.trx" --logger 'console;verbosity=normal' </dev/null 9>&- &
    child=$!
    wait "$child" || code=$?
    child=''
    # A runner shows what a test says only when it fails; seeds and measured times are wanted always.
    grep -ohE '(LYMPH_TEST_SEED=|measured: )[^<]*' "$results" 2>/dev/null || true
    counters=$(grep -o '<Counters [^>]*' "$results" 2>/dev/null | tail -n 1) || true
    if [[ -z $counters ]]; then
        failed=$((failed + 1))
        say "$name left no results (exit $code): it crashed or ran longer than ${LYMPH_TEST_MINUTES:-15} minutes."
        return 0
    fi
    total=$(counter total) executed=$(counter executed) ok=$(counter passed) bad=$(counter failed)
    passed=$((passed + ok)) skipped=$((skipped + total - executed))
    # Whatever was executed and did not pass has failed, by whichever name the runner calls it.
    bad=$((executed - ok > bad ? executed - ok : bad))
    failed=$((failed + bad))
    if ((executed == 0)); then
        failed=$((failed + 1))
        say "$name has tests and executed none of them."
    elif ((code != 0 && bad == 0)); then
        failed=$((failed + 1))
        say "$name ended with code $code although no test failed: its test host crashed."
    fi
}

# counter NAME: from $counters of run_project.
counter() { sed -nE "s/.* $1=\"([0-9]+)\".*/\1/p" <<<"$counters"; }

# A step that is no xunit project and still a promise, counted as one test.
run_check() {
    local title=$1
    shift
    say ""
    say "== $title"
    if "$@"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        say "FAILED: $title"
    fi
}

main() {
    local project
    local -a projects
    check_settings
    require_dotnet
    make_run_folders
    take_lock
    trap finish EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
    begin_empty
    install_missing_packages test
    require_free_ports
    start_postgres
    start_rabbitmq
    build_release "$ROOT/LymphOutcomes.sln"
    projects=$(test_projects) # An assignment of its own: a failure inside must end the run.
    mapfile -t projects <<<"$projects"
    # A subshell, for a system that does not start is one failure and no reason to hide what the unit tests say.
    run_check 'the whole system starts and is ready' start_system
    export_addresses
    run_check 'docker-compose.yml is valid' "$here/lib/check-compose.sh"
    for project in "${projects[@]}"; do
        [[ -n $project && $project = *"$wanted"* ]] || continue
        if has_tests "$project"; then run_project "$project"; else say "$project holds no tests yet."; fi
    done
    say ""
    ((failed == 0))
}

start_system() { (start_programs); }

main
