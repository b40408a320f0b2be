# A private RabbitMQ broker, or an existing one named by LYMPH_BROKER.
# shellcheck shell=bash

start_rabbitmq() {
    if [[ -n ${LYMPH_BROKER:-} ]]; then
        say "Using the broker of LYMPH_BROKER; its users and permissions are yours to set (see --help)."
        return 0
    fi
    if pid_of rabbitmq >/dev/null && rabbitmq_answers; then
        say "RabbitMQ already runs on port $(port_of rabbitmq)."
    else
        start_private_rabbitmq
    fi
    if [[ ! -f $RUN/secrets/tenant-$TENANT.added || $RUN/secrets/broker-$TENANT -nt $RUN/secrets/tenant-$TENANT.added ]]; then
        secret "broker-$TENANT" >/dev/null
        secret "broker-$TENANT" | "$ROOT/deploy/rabbitmq/add-tenant.sh" "$TENANT" 9>&- >/dev/null
        touch "$RUN/secrets/tenant-$TENANT.added"
    fi
}

# The listener opens last, after recovery, definitions and plugins: who is let in may work.
rabbitmq_answers() { port_open "$(port_of rabbitmq)"; }

# Every setting that Debian's package would take from /etc/rabbitmq or /var is named here, so that a broker of the
# machine's own beside this one is neither read nor disturbed. Erlang's name service is private for the same reason.
rabbitmq_environment() {
    local home=$1
    printf '%s\n' \
        "HOME=$home" \
        "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin" \
        "LANG=C.UTF-8" \
        "ERL_EPMD_PORT=$(port_of epmd)" \
        "ERL_EPMD_ADDRESS=127.0.0.1" \
        "RABBITMQ_NODENAME=lymph@localhost" \
        "RABBITMQ_USE_LONGNAME=false" \
        "RABBITMQ_DIST_PORT=$(port_of erlang)" \
        "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS=-kernel inet_dist_use_interface {127,0,0,1}" \
        "RABBITMQ_CTL_DIST_PORT_MIN=$(($(port_of erlang) + 1))" \
        "RABBITMQ_CTL_DIST_PORT_MAX=$(($(port_of erlang) + 12))" \
        "RABBITMQ_CONF_ENV_FILE=$home/rabbitmq-env.conf" \
        "RABBITMQ_CONFIG_FILE=$home/rabbitmq.conf" \
        "RABBITMQ_CONFIG_FILES=$home/conf.d/*.conf" \
        "RABBITMQ_ADVANCED_CONFIG_FILE=$home/advanced.config" \
        "RABBITMQ_GENERATED_CONFIG_DIR=$home/config" \
        "RABBITMQ_ENABLED_PLUGINS_FILE=$home/enabled_plugins" \
        "RABBITMQ_PLUGINS_EXPAND_DIR=$home/plugins-expand" \
        "RABBITMQ_MNESIA_BASE=$home/data" \
        "RABBITMQ_LOG_BASE=$home/log" \
        "RABBITMQ_LOGS=-" \
        "RABBITMQ_PID_FILE=$home/rabbitmq.pid"
}

start_private_rabbitmq() {
    local user home name
    local -a environment
    stop_rabbitmq
    for name in rabbitmq epmd erlang; do require_free_port "$name"; done
    user=$(user_for rabbitmq)
    home=$(home_for rabbitmq "$user")
    write_rabbitmq_files "$user" "$home"
    mapfile -t environment < <(rabbitmq_environment "$home")
    say "Starting RabbitMQ on port $(port_of rabbitmq)"
    # Our own name service first: left to itself Erlang would start one that outlives the broker.
    as_user_process epmd "$user" / env -i "${environment[@]}" epmd
    wait_for epmd 10 port_open "$(port_of epmd)"
    # RABBITMQ_ALLOW_INPUT makes the script become the Erlang machine, so that TERM reaches the broker itself.
    as_user_process rabbitmq "$user" / env -i "${environment[@]}" RABBITMQ_ALLOW_INPUT=1 \
        "$(rabbitmq_bin)/rabbitmq-server" -noinput
    wait_for rabbitmq 90 rabbitmq_answers
}

# One broker user for the four programs' bus ("lymph"), and, for the tests, one with a virtual host of its own, so that
# a test can declare and purge what it likes without touching the running system. Tenants come by add-tenant.sh.
write_rabbitmq_files() {
    local user=$1 home=$2
    mkdir -p "$home"/{conf.d,config,data,log}
    [[ -s $home/.erlang.cookie ]] || (umask 077 && secret erlang-cookie >"$home/.erlang.cookie")
    echo '[].' >"$home/enabled_plugins"
    : >"$home/rabbitmq-env.conf"
    echo '[].' >"$home/advanced.config"
    # With definitions to load the broker makes no user "guest". consumer_timeout, in ms, is 24 h: while the database is
    # away a consumer holds its messages unacknowledged and waits. After the broker's own 30 minutes it would close the
    # channel, and each return to the queue counts as a delivery, of which a message has only so many.
    cat >"$home/rabbitmq.conf" <<CONFIG
listeners.tcp.1 = 127.0.0.1:$(port_of rabbitmq)
load_definitions = $home/definitions.json
log.console = true
log.console.level = info
log.file = false
consumer_timeout = 86400000
CONFIG
    (
        umask 077
        cat >"$home/definitions.json" <<JSON
{
  "vhosts": [{ "name": "/" }, { "name": "tests" }],
  "users": [
    { "name": "lymph", "password": "$(secret broker-lymph)", "tags": [] },
    { "name": "tests", "password": "$(secret broker-tests)", "tags": [] }
  ],
  "permissions": [
    { "user": "lymph", "vhost": "/", "configure": ".*", "write": ".*", "read": ".*" },
    { "user": "tests", "vhost": "tests", "configure": ".*", "write": ".*", "read": ".*" }
  ]
}
JSON
    )
    chown -R "$user" "$home"
}

# rabbitmq_control ARGUMENTS...: rabbitmqctl against the private broker.
rabbitmq_control() {
    local user home
    local -a environment
    user=$(user_for rabbitmq)
    home=$(readlink -f "$RUN/rabbitmq")
    mapfile -t environment < <(rabbitmq_environment "$home")
    # Its folder is the broker's home: the caller's may be closed to that user.
    (cd / && as_user "$user" env -i "${environment[@]}" timeout 60 "$(rabbitmq_bin)/rabbitmqctl" "$@")
}

# broker_uri USER: for "lymph" (the programs) or a tenant.
broker_uri() {
    if [[ -n ${LYMPH_BROKER:-} ]]; then
        # Somebody else's broker: a tenant's own URI may be given, else the hospital uses the programs' door.
        if [[ $1 = lymph ]]; then echo "$LYMPH_BROKER"; else echo "${LYMPH_TENANT_BROKER:-$LYMPH_BROKER}"; fi
    else
        echo "amqp://$1:$(secret "broker-$1")@127.0.0.1:$(port_of rabbitmq)"
    fi
}

# program_broker_address: as the programs know it. Nothing when there is none yet: asking must not invent a password.
program_broker_address() {
    if [[ -n ${LYMPH_BROKER:-} || -s $RUN/secrets/broker-lymph ]]; then broker_uri lymph; fi
}

stop_rabbitmq() {
    stop_process rabbitmq TERM 30
    stop_process epmd TERM 5
}
