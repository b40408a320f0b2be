#!/usr/bin/env bash
# Makes (or renews) the broker user of one tenant on the private broker of $LYMPH_RUN_DIR:
#
#   printf '%s' PASSWORD | deploy/rabbitmq/add-tenant.sh TENANT
#
# What that user may do is written in tenant-definitions.sh.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
for part in common packages rabbitmq; do
    # shellcheck source=/dev/null
    source "$here/lib/$part.sh"
done

# A run directory knows its own ports; the caller need not repeat them.
# shellcheck disable=SC2034  # Read by port_of.
[[ ! -f $RUN/port-base ]] || PORT_BASE=$(<"$RUN/port-base")
check_settings
[[ -e $RUN/rabbitmq ]] || fail "there is no private broker in $RUN; start it with deploy/run.sh."
definitions=$("$here/rabbitmq/tenant-definitions.sh" "${1:-}") || exit 1
# One import instead of four commands: all or nothing, quicker, and the password is in no process list.
rabbitmq_control --quiet import_definitions --format=json <<<"$definitions" \
    || fail "the broker did not accept the tenant '$1'."
say "The tenant '$1' may use the broker."
