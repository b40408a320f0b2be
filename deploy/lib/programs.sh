# The four programs: built once, copied, given their environment, started, waited for.
# shellcheck shell=bash

assembly_of() {
    case $1 in
        intake) echo LymphOutcomes.Intake ;;
        sessions) echo LymphOutcomes.Sessions ;;
        alerting) echo LymphOutcomes.Alerting ;;
        dashboard) echo LymphOutcomes.Dashboard ;;
        *) fail "there is no program called '$1'; there are: ${PROGRAMS[*]}." ;;
    esac
}

output_of() { echo "$ROOT/services/$1/bin/Release/net10.0"; }

build_pid=''

# For the EXIT trap of whoever builds: an interrupted run must not leave a compiler at work behind it.
end_build() {
    [[ -z $build_pid ]] || kill -s TERM -- "-$build_pid" 2>/dev/null || true # timeout(1) leads a group of its own.
}

# build_release FILE: Release, once; what is up to date is not compiled again.
build_release() {
    local what=$1 log=$RUN/logs/build.log code=0 seconds=0
    # Two run directories share one tree: they take turns, or the compilers would write the same files. The lock is on
    # a folder, since .NET itself respects locks on files and a lock file of its own would lie about in the tree.
    exec 8<"$ROOT/deploy"
    flock -w 600 8 || fail "another build of this tree has been running for ten minutes."
    say "Building Release (log: $log)"
    # No build servers: they would outlive us and hold our output open.
    timeout 900 dotnet build "$what" -c Release --disable-build-servers -nodeReuse:false -v minimal \
        </dev/null >"$log" 2>&1 8>&- 9>&- &
    build_pid=$!
    while kill -0 "$build_pid" 2>/dev/null; do
        sleep 1
        ((++seconds % 15)) || say "  … $seconds s, $(grep -c ' -> ' "$log" || true) projects built"
    done
    wait "$build_pid" || code=$?
    build_pid=''
    ((code == 0)) || {
        { grep -E ': error ' "$log" | sort -u | head -n 20 || tail -n 30 "$log"; } >&2
        fail "the build failed; its log is $log."
    }
    say "Built in $seconds s"
    exec 8>&-
}

# Programs run from a copy: a later build must not change files under a running program.
# renew_copy NAME: succeeds if the copy was renewed, fails if it was the same already.
renew_copy() {
    local from copy=$RUN/programs/$1
    from=$(output_of "$1")
    [[ -f $from/$(assembly_of "$1").dll ]] || fail "$1 is not built: $from/$(assembly_of "$1").dll is missing."
    ! diff -rq "$from" "$copy" >/dev/null 2>&1 || return 1
    # Chained: who asks `! renew_copy` switches set -e off in here, and half a copy must not replace a whole one.
    if ! { rm -rf "$copy.new" && cp -a "$from" "$copy.new" && rm -rf "$copy" && mv "$copy.new" "$copy"; }; then
        fail "$1 could not be copied to $copy: is the disk full?"
    fi
}

# ---- environment ----

issuer_key_file() { echo "$RUN/secrets/development-issuer.key"; }

make_issuer_key() {
    local file
    file=$(issuer_key_file)
    [[ -s $file ]] || (umask 077 && head -c 32 /dev/urandom | base64 >"$file.new" && mv "$file.new" "$file")
}

# write_environment NAME: $RUN/env/NAME.env, all that the program is told. Each gets only what it needs: the dashboard
# neither knows the database nor the broker, and no service knows another's database password.
write_environment() {
    local name=$1 file=$RUN/env/$1.env
    (
        umask 077
        {
            echo "ASPNETCORE_URLS=$(url_of "$name")"
            echo "ASPNETCORE_ENVIRONMENT=Development"
            echo "DOTNET_CLI_TELEMETRY_OPTOUT=1"
            telemetry_environment
            echo "Auth__DevelopmentIssuer__KeyFile=$(issuer_key_file)"
            if [[ $name = dashboard ]]; then
                dashboard_environment
            else
                echo "ConnectionStrings__Log=$(connection_string "$name")"
                echo "Log__Schema=$name"
                echo "ConnectionStrings__Broker=$(broker_uri lymph)"
                # Which rules judge (docs/adr/0008): unset, alerting's own default.
                [[ $name != alerting || -z ${LYMPH_RULE_SET_VERSION:-} ]] \
                    || echo "Alerting__RuleSetVersion=$LYMPH_RULE_SET_VERSION"
                [[ $name != alerting || -z ${LYMPH_NOTIFICATIONS:-} ]] || notification_environment
                # For receipts: whether a fact was judged.
                [[ $name != intake ]] || echo "Services__Alerting=$(url_of alerting)"
            fi
        } >"$file.new"
    ) || fail "what $name is told could not be written to $file: is the disk full?" # set -e is off, as in renew_copy.
    if cmp -s "$file" "$file.new"; then
        rm "$file.new"
        return 1
    fi
    mv "$file.new" "$file"
}

# Whom to tell of alerts is in a file of the caller's, read at start. Its hash is told too, so that another content is another
# setting and the program is started again.
notification_environment() {
    echo "Notifications__File=$(realpath -- "$LYMPH_NOTIFICATIONS")"
    echo "LYMPH_NOTIFICATIONS_SHA256=$(sha256sum <"$LYMPH_NOTIFICATIONS" | cut -d' ' -f1)"
}

# Where traces and metrics go is the caller's to say, in OpenTelemetry's own variables; unset, they go nowhere.
telemetry_environment() {
    local variable
    for variable in $(compgen -e OTEL_); do
        [[ ${!variable} == *$'\n'* ]] || echo "$variable=${!variable}"
    done
}

dashboard_environment() {
    local index=0 role
    for role in coordinator lead; do
        echo "Auth__DevelopmentIssuer__People__${index}__User=$role"
        echo "Auth__DevelopmentIssuer__People__${index}__Password=$(password_of "$role")"
        echo "Auth__DevelopmentIssuer__People__${index}__Tenant=$TENANT"
        echo "Auth__DevelopmentIssuer__People__${index}__Role=$role"
        index=$((index + 1))
    done
    echo "Services__Intake=$(url_of intake)"
    echo "Services__Alerting=$(url_of alerting)"
    echo "Services__Sessions=$(url_of sessions)"
    echo "DataProtection__Folder=$RUN/keys"
}

# ---- start, stop, ask ----

program_ready() { curl -fsS -m 3 -o /dev/null "$(url_of "$1")/health/ready" 2>/dev/null; }

# launch_program NAME: starts it from its copy, without waiting. A clean environment: what the caller's shell happens
# to export (proxies, other connection strings, ASPNETCORE_*) must not reach a program. It is exported and not handed
# to env(1), whose arguments, and so the passwords, anybody on the machine could read.
launch_program() {
    local name=$1
    require_free_port "$name"
    say "Starting $name on port $(port_of "$name")"
    (
        local variable line
        for variable in $(compgen -e); do
            [[ $variable =~ ^(PATH|HOME|DOTNET_ROOT)$ ]] || unset "$variable" 2>/dev/null || true
        done
        export LANG=C.UTF-8 HOME=${HOME:-$RUN}
        while IFS= read -r line; do export "${line?}"; done <"$RUN/env/$name.env"
        # Its own folder is the working folder, so that appsettings.json and wwwroot are found as in development.
        start_process "$name" "$ROOT/services/$name" dotnet "$RUN/programs/$name/$(assembly_of "$name").dll"
    )
}

await_program() { wait_for "$1" 60 program_ready "$1"; }

# start_programs: what is healthy, unchanged and ours keeps running.
start_programs() {
    local name
    local -a started=()
    make_issuer_key
    for name in "${PROGRAMS[@]}"; do
        local changed=no
        ! renew_copy "$name" || changed=yes
        ! write_environment "$name" || changed=yes
        if [[ $changed = no ]] && pid_of "$name" >/dev/null && program_ready "$name"; then
            say "$name already runs on port $(port_of "$name")."
            continue
        fi
        stop_program "$name"
        launch_program "$name"
        started+=("$name")
    done
    for name in "${started[@]}"; do await_program "$name"; done
}

# start_one NAME: again, with the copy and environment it had. For tests of what survives a stop.
start_one() {
    case $1 in
        postgres) start_postgres ;;
        rabbitmq) start_rabbitmq ;;
        *)
            assembly_of "$1" >/dev/null
            [[ -f $RUN/env/$1.env ]] || fail "$RUN has never been started: use deploy/run.sh first."
            if pid_of "$1" >/dev/null; then
                say "$1 already runs on port $(port_of "$1")."
            else
                launch_program "$1"
            fi
            await_program "$1"
            ;;
    esac
}

stop_program() { stop_process "$1" TERM 10; }

stop_one() {
    case $1 in
        postgres) stop_postgres ;;
        rabbitmq) stop_rabbitmq ;;
        *)
            assembly_of "$1" >/dev/null
            stop_program "$1"
            ;;
    esac
    say "$1 is stopped."
}

# The reverse of the way of a fact: who shows, then who decides, then who keeps.
stop_everything() {
    local name
    for name in dashboard alerting sessions intake; do stop_program "$name"; done
    stop_rabbitmq
    stop_postgres
}

# one line each: name, port, pid, health.
print_status() {
    local name pid health all_well=yes
    for name in postgres rabbitmq "${PROGRAMS[@]}"; do
        if [[ $name = postgres && -n ${LYMPH_POSTGRES:-} ]] || [[ $name = rabbitmq && -n ${LYMPH_BROKER:-} ]]; then
            printf '%-10s not ours (given by the environment)\n' "$name"
            continue
        fi
        if ! pid=$(pid_of "$name"); then
            pid=- health=stopped
        else
            case $name in
                postgres) health=$(postgres_answers && echo ready || echo 'not ready') ;;
                rabbitmq) health=$(rabbitmq_answers && echo ready || echo 'not ready') ;;
                *) health=$(program_ready "$name" && echo ready || echo 'not ready') ;;
            esac
        fi
        [[ $health = ready ]] || all_well=no
        printf '%-10s port %-6s pid %-8s %s\n' "$name" "$(port_of "$name")" "$pid" "$health"
    done
    [[ $all_well = yes ]]
}
