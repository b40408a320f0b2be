#!/usr/bin/env bash
# Makes (or renews) the broker user of one tenant on the private broker of $LYMPH_RUN_DIR.
#
#   printf '%s' PASSWORD | deploy/rabbitmq/add-tenant.sh TENANT
#
# The user's name is the tenant's, and everything it may do begins with that name and a dot:
#   publish to lymph.intake       with routing keys  TENANT.…   (the broker refuses any other with 403)
#   bind its queues to lymph.alerts with binding keys TENANT.…
#   declare, fill and read queues called TENANT.…
# This is the tenant wall at the broker's door (design D14).
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=../lib/common.sh
source "$here/lib/common.sh"
# shellcheck source=../lib/packages.sh
source "$here/lib/packages.sh"
# shellcheck source=../lib/rabbitmq.sh
source "$here/lib/rabbitmq.sh"

tenant=${1:-}
# The name becomes part of a pattern: letters, digits and dashes mean themselves there.
[[ $tenant =~ ^[a-z][a-z0-9-]{0,62}$ ]] || fail "usage: add-tenant.sh TENANT < password; a tenant is a-z, 0-9 and dashes."
[[ ! $tenant =~ ^(lymph|tests|guest)$ ]] || fail "'$tenant' is a user of the system itself and cannot be a tenant."
[[ -e $RUN/rabbitmq ]] || fail "there is no private broker in $RUN; start it with deploy/run.sh."
IFS= read -r password || true
[[ $password =~ ^[A-Za-z0-9_-]{12,128}$ ]] || fail "the password (on standard input) must be 12 to 128 letters, digits, _ or -."

# One import instead of four commands: all or nothing, quicker, and the password is in no process list.
rabbitmq_control --quiet import_definitions --format=json <<JSON || fail "the broker did not accept the tenant '$tenant'."
{
  "users": [{ "name": "$tenant", "password": "$password", "tags": [] }],
  "permissions": [{
    "user": "$tenant", "vhost": "/",
    "configure": "^$tenant\\\\.",
    "write": "^($tenant\\\\..*|lymph\\\\.intake)\$",
    "read": "^($tenant\\\\..*|lymph\\\\.alerts)\$"
  }],
  "topic_permissions": [
    { "user": "$tenant", "vhost": "/", "exchange": "lymph.intake", "write": "^$tenant\\\\.", "read": "^\$" },
    { "user": "$tenant", "vhost": "/", "exchange": "lymph.alerts", "write": "^\$", "read": "^$tenant\\\\." }
  ]
}
JSON
say "The tenant '$tenant' may use the broker."
