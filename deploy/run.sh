#!/usr/bin/env bash
# Brings LymphOutcomes up on this machine: private PostgreSQL and RabbitMQ on loopback, then the four programs.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
for part in common packages postgres rabbitmq programs; do
    # shellcheck source=/dev/null
    source "$here/lib/$part.sh"
done

usage() {
    cat <<'TEXT'
Usage: deploy/run.sh [--demo]            build and start everything; with --demo, play a small seeded hospital
       deploy/run.sh --status            one line per server and program; exit 0 when all are ready
       deploy/run.sh --down [--purge]    stop what run.sh started; --purge also deletes its data and secrets
       deploy/run.sh --stop PROGRAM      PROGRAM: intake, sessions, alerting, dashboard, postgres, rabbitmq
       deploy/run.sh --start PROGRAM     start it again and wait until it is ready
       deploy/run.sh --servers           PostgreSQL and RabbitMQ only
       deploy/run.sh --help

Environment
  LYMPH_RUN_DIR    where data, logs, secrets and pid files live (default: .run in the repository)
  LYMPH_PORT_BASE  default 5080: dashboard; +1 intake, +2 sessions, +3 alerting, +4 PostgreSQL, +5 RabbitMQ,
                   +6 and +7 Erlang's own. A second system runs beside the first with another directory and base.
  LYMPH_POSTGRES   an existing PostgreSQL instead of a private one: postgresql://admin:password@host:port/postgres.
                   That user must be allowed to create the database "lymph" and the roles intake, sessions and
                   alerting (CREATEDB and CREATEROLE). Their passwords are set to the ones in LYMPH_RUN_DIR/secrets.
  LYMPH_BROKER     an existing RabbitMQ instead of a private one: amqp://user:password@host:port/vhost.
                   That user must be allowed to declare, write and read everything in its virtual host.
                   LYMPH_TENANT_BROKER is then the URI of the hospital's own user (deploy/rabbitmq/add-tenant.sh
                   says what it may do); without it the hospital uses LYMPH_BROKER and there is no tenant wall.
  LYMPH_NOTIFICATIONS  a JSON file that says whom to tell of alerts by webhook and e-mail; unset: nobody. See the runbook.
TEXT
}

# The one place where the demo's hospital is played: the public doors, by the command line anybody can use.
play_hospital() {
    local end_file=$RUN/demo-end
    # The last day is part of the seeded story: on another day the same delivery ids would carry other content and be
    # quarantined, so a second --demo tells the first one's story again and all of it is known.
    [[ -s $end_file ]] || date -u +%F >"$end_file"
    say "Playing a small hospital (seed 1, 12 patients)"
    timeout 90 "$here/lymph" simulate --seed 1 --patients 12 --end "$(<"$end_file")" </dev/null 9>&- \
        || fail "the simulated hospital could not be played; the programs keep running (deploy/run.sh --status)."
}

print_welcome() {
    local prefix=''
    [[ -z ${LYMPH_RUN_DIR:-} ]] || prefix="LYMPH_RUN_DIR=$RUN "
    [[ -z ${LYMPH_PORT_BASE:-} ]] || prefix+="LYMPH_PORT_BASE=$PORT_BASE "
    cat <<TEXT

LymphOutcomes is up (${SECONDS} s).

  Dashboard   $(url_of dashboard)
  Sign in     coordinator  with password  $(password_of coordinator)
  Token       ${prefix}$ROOT/deploy/lymph token --role system
  Try         curl -H "Authorization: Bearer \$(${prefix}$ROOT/deploy/lymph token --role coordinator)" $(url_of alerting)/v1/alerts
  Hospital    $(broker_uri "$TENANT")
  Logs        $RUN/logs
  Stop        ${prefix}$ROOT/deploy/run.sh --down
TEXT
}

start_servers() {
    install_missing_packages
    start_postgres
    start_rabbitmq
}

bring_up() {
    require_dotnet
    require_free_ports
    start_servers
    # The programs and the command line only: the tests would double the time until something is on the screen.
    build_release "$ROOT/deploy/programs.slnf"
    start_programs
    [[ $demo = no ]] || play_hospital
    print_welcome
}

bring_down() {
    stop_everything
    if [[ $purge = no ]]; then
        say "Stopped. The data stays in $RUN."
    else
        delete_run_data
        rm -f "$RUN/lock"
        # Whatever else lies there is not ours.
        if rmdir "$RUN" 2>/dev/null; then say "Deleted $RUN."; else say "Deleted our data; $RUN holds other files too."; fi
    fi
}

action=up demo=no purge=no program=''
while (($# > 0)); do
    case $1 in
        --demo) demo=yes ;;
        --down) action=down ;;
        --purge) purge=yes ;;
        --status) action=status ;;
        --servers) action=servers ;;
        --start | --stop)
            action=${1#--}
            program=${2:-}
            [[ -n $program ]] || fail "$1 needs the name of a program; see --help."
            shift
            ;;
        --help | -h) usage && exit 0 ;;
        *) fail "unknown option '$1'; see --help." ;;
    esac
    shift
done
[[ $purge = no || $action = down ]] || fail "--purge goes with --down only."
check_settings
trap end_build EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

case $action in
    status)
        is_run_folder || fail "nothing has been started in $RUN."
        print_status
        ;;
    *)
        # Before make_run_folders, which would make any folder look like ours.
        if [[ $action = down ]]; then
            is_run_folder || { say "Nothing has been started in $RUN." && exit 0; }
            # The ports and pids of what runs, whatever base the caller has set today.
            PORT_BASE=$(<"$RUN/port-base")
        elif [[ $action = stop ]]; then
            is_run_folder || fail "nothing has been started in $RUN."
        fi
        make_run_folders
        take_lock
        case $action in
            up) bring_up ;;
            servers) start_servers ;;
            down) bring_down ;;
            start) require_dotnet && start_one "$program" ;;
            stop) stop_one "$program" ;;
        esac
        ;;
esac
