#!/bin/sh
# Prints the broker's definitions for one tenant's user: printf '%s' PASSWORD | tenant-definitions.sh TENANT
#
# The user's name is the tenant's, and everything it may do begins with that name and a dot:
#   publish to lymph.intake         with routing keys  TENANT.…   (the broker refuses any other with 403)
#   bind its queues to lymph.alerts and lymph.sessions with binding keys  TENANT.…
#   declare, fill and read queues called TENANT.…
# This is the tenant wall at the broker's door (design D14); it is written here and nowhere else.
#
# The broker checks a routing key where a message is published, not where it is passed on. A tenant may declare, so it
# can pass messages on to lymph.intake with any key: by binding an exchange of its own to it, by naming it as alternate
# exchange, or as dead-letter exchange of its own queue. Such a message arrives with another `exchange` than
# lymph.intake, or with an `x-death` header; both are set by the broker and cannot be forged. Intake must refuse both.
#
# Plain sh without other tools, for it runs on the machine and in the broker's image alike.
set -eu

refuse() {
    echo "lymph: $1" >&2
    exit 1
}

tenant=${1:-}
# The name becomes part of a pattern: letters, digits and dashes mean themselves there.
case $tenant in
    lymph | tests | guest) refuse "'$tenant' is a user of the system itself and cannot be a tenant." ;;
    '' | [!a-z]* | *[!a-z0-9-]*) refuse "a tenant's name is made of a-z, 0-9 and dashes and begins with a letter." ;;
esac
IFS= read -r password || true
case $password in
    '' | *[!A-Za-z0-9_-]*) refuse "the password (on standard input) must be letters, digits, _ or - only." ;;
esac
# The programs' own rule, ^[a-z][a-z0-9-]{1,30}$: a user of any other name would be let in here and refused by each.
if [ "${#tenant}" -lt 2 ] || [ "${#tenant}" -gt 31 ] || [ "${#password}" -lt 12 ] || [ "${#password}" -gt 128 ]; then
    refuse "a tenant's name has 2 to 31 characters, the password 12 to 128."
fi

cat <<JSON
{
  "users": [{ "name": "$tenant", "password": "$password", "tags": [] }],
  "permissions": [{
    "user": "$tenant", "vhost": "/",
    "configure": "^$tenant\\\\.",
    "write": "^($tenant\\\\..*|lymph\\\\.intake)\$",
    "read": "^($tenant\\\\..*|lymph\\\\.alerts|lymph\\\\.sessions)\$"
  }],
  "topic_permissions": [
    { "user": "$tenant", "vhost": "/", "exchange": "lymph.intake", "write": "^$tenant\\\\.", "read": "^\$" },
    { "user": "$tenant", "vhost": "/", "exchange": "lymph.alerts", "write": "^\$", "read": "^$tenant\\\\." },
    { "user": "$tenant", "vhost": "/", "exchange": "lymph.sessions", "write": "^\$", "read": "^$tenant\\\\." }
  ]
}
JSON
