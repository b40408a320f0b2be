# A private PostgreSQL cluster, or an existing one named by LYMPH_POSTGRES.
# shellcheck shell=bash

# postgres_sql ARGUMENTS...: psql as the administrator, on the private cluster or on LYMPH_POSTGRES.
postgres_sql() {
    local psql=psql
    newest_postgres_bin >/dev/null && psql=$(newest_postgres_bin)/psql
    if [[ -n ${LYMPH_POSTGRES:-} ]]; then
        PGCONNECT_TIMEOUT=10 timeout 60 "$psql" -XqAt -v ON_ERROR_STOP=1 -d "$LYMPH_POSTGRES" "$@"
    else
        PGPASSWORD=$(secret postgres-admin) PGCONNECT_TIMEOUT=10 timeout 60 "$psql" -XqAt -v ON_ERROR_STOP=1 \
            -h 127.0.0.1 -p "$(port_of postgres)" -U postgres -d postgres "$@"
    fi
}

postgres_answers() { postgres_sql -c 'select 1' >/dev/null 2>&1; }

start_postgres() {
    if [[ -n ${LYMPH_POSTGRES:-} ]]; then
        postgres_answers || fail "LYMPH_POSTGRES is set, but that server does not let us in: check address and password."
    elif pid_of postgres >/dev/null && postgres_answers; then
        say "PostgreSQL already runs on port $(port_of postgres)."
    else
        start_private_postgres
    fi
    create_database_and_roles
}

start_private_postgres() {
    local bin user home
    bin=$(newest_postgres_bin)
    stop_process postgres INT 20
    require_free_port postgres
    user=$(user_for postgres)
    [[ $user != root ]] || fail "PostgreSQL refuses to run as root and the user 'postgres' is missing; run this as another user."
    home=$(home_for postgres "$user")
    [[ -f $home/data/PG_VERSION ]] || make_cluster "$bin" "$user" "$home"
    # It must be the cluster's own version: a newer PostgreSQL installed later cannot open it.
    bin=/usr/lib/postgresql/$(<"$home/data/PG_VERSION")/bin
    [[ -x $bin/postgres ]] || fail "the cluster in $home needs PostgreSQL $(<"$home/data/PG_VERSION"), which is not installed."
    forget_dead_postmaster "$home/data"
    say "Starting PostgreSQL on port $(port_of postgres)"
    as_user_process postgres "$user" / "$bin/postgres" -D "$home/data" -p "$(port_of postgres)"
    wait_for postgres 60 postgres_answers
}

# A crash leaves postmaster.pid. PostgreSQL overlooks it when that process is gone, but takes a killed one for living
# as long as nobody has collected it (containers often have no init that does). The file goes only when the process is
# known to be dead and no other process works in the data folder, for two servers on one folder would destroy it.
forget_dead_postmaster() {
    local data=$1 pid tick
    [[ -f $data/postmaster.pid ]] || return 0
    read -r pid <"$data/postmaster.pid"
    ! start_time_of "$pid" >/dev/null || return 0
    for ((tick = 0; tick < 100; tick++)); do
        find /proc/[0-9]*/cwd -maxdepth 0 -lname "$data" 2>/dev/null | grep -q . || break
        sleep 0.1
    done
    ((tick == 100)) || rm -f "$data/postmaster.pid"
}

# as_user_process NAME USER FOLDER COMMAND...: start_process, as that user.
as_user_process() {
    local name=$1 user=$2 folder=$3
    shift 3
    if [[ $user = "$(id -un)" ]]; then
        start_process "$name" "$folder" "$@"
    else
        start_process "$name" "$folder" setpriv --reuid="$user" --regid="$(id -g "$user")" --init-groups "$@"
    fi
}

make_cluster() {
    local bin=$1 user=$2 home=$3
    say "Making a PostgreSQL cluster in $home"
    rm -rf "$home/data.new" # A half-made one from an interrupted run.
    # initdb opens the file by name as its own user, who may not read our secrets.
    (umask 077 && secret postgres-admin >"$home/password")
    chown "$user" "$home/password"
    (cd / && as_user "$user" timeout 60 "$bin/initdb" -D "$home/data.new" --username=postgres --pwfile="$home/password" \
        --auth=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8) >>"$RUN/logs/postgres.log" 2>&1 \
        || give_up_on postgres "initdb could not make a PostgreSQL cluster in $home."
    rm "$home/password"
    # Loopback only, and no socket in a shared folder. fsync and synchronous_commit stay on: a receipt means stored.
    cat >>"$home/data.new/postgresql.conf" <<CONFIG
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = 200
fsync = on
synchronous_commit = on
full_page_writes = on
CONFIG
    mv "$home/data.new" "$home/data"
}

# Each service logs in as itself, owns its own schema and can see no other; the dashboard has no role at all.
create_database_and_roles() {
    [[ $(postgres_sql -c "select 1 from pg_database where datname = 'lymph'") = 1 ]] \
        || postgres_sql -c 'create database lymph' || fail "the database 'lymph' could not be created."
    INTAKE_PASSWORD=$(secret postgres-intake) SESSIONS_PASSWORD=$(secret postgres-sessions) \
        ALERTING_PASSWORD=$(secret postgres-alerting) \
        postgres_sql -c '\connect lymph' -f "$ROOT/deploy/postgres/init.sql" >/dev/null \
        || fail "the roles and schemas could not be created; see the message above."
}

# connection_string NAME: Npgsql's form, for a service that keeps a log.
connection_string() {
    local host=127.0.0.1 port
    port=$(port_of postgres)
    if [[ -n ${LYMPH_POSTGRES:-} ]]; then
        read -r host port < <(postgres_sql -c '\echo :HOST :PORT')
    fi
    echo "Host=$host;Port=$port;Database=lymph;Username=$1;Password=$(secret "postgres-$1")"
}

# admin_address: the database `lymph` as its administrator, for looking at all three schemas. Nothing when there is none yet.
admin_address() {
    if [[ -n ${LYMPH_POSTGRES:-} ]]; then
        sed -E 's#^(postgres(ql)?://[^/?]+)(/[^?]*)?#\1/lymph#' <<<"$LYMPH_POSTGRES"
    elif [[ -s $RUN/secrets/postgres-admin ]]; then
        echo "postgresql://postgres:$(secret postgres-admin)@127.0.0.1:$(port_of postgres)/lymph"
    fi
}

stop_postgres() {
    # INT is PostgreSQL's fast shutdown: it ends sessions and writes a checkpoint; TERM would wait for clients.
    stop_process postgres INT 30
}
