#!/usr/bin/env bash
# Checks docker-compose.yml without pulling an image: docker-compose can read it, nothing the system needs is missing,
# and the dashboard is told neither database nor broker.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$root"

complain() {
    printf 'docker-compose.yml: %s\n' "$*" >&2
    exit 1
}

command -v docker-compose >/dev/null || complain "docker-compose is not installed, so nothing was checked."
# Only what the file itself says counts, not this shell's variables.
config=$(env -i PATH="$PATH" HOME="$HOME" timeout 60 docker-compose -f docker-compose.yml config) \
    || complain "docker-compose cannot read it; see above."

# section NAME: that service's lines of the resolved configuration.
section() {
    awk -v name="  $1:" '/^[a-z]/ { inside = ($0 == "services:") } inside && /^  [a-z]/ { mine = ($0 == name); next }
        inside && mine' <<<"$config"
}

for service in postgres rabbitmq intake sessions alerting dashboard; do
    [[ -n $(section "$service") ]] || complain "the service '$service' is missing."
    section "$service" | grep -q 'healthcheck:' || complain "'$service' has no healthcheck."
done
for service in intake sessions alerting; do
    for key in ASPNETCORE_URLS ConnectionStrings__Log ConnectionStrings__Broker Auth__DevelopmentIssuer__KeyFile; do
        section "$service" | grep -q " $key:" || complain "'$service' is not told $key."
    done
done
for key in Services__Intake Services__Alerting Services__Sessions DataProtection__Folder; do
    section dashboard | grep -q " $key:" || complain "the dashboard is not told $key."
done
! section dashboard | grep -qiE 'ConnectionStrings|amqp://|Password=.*Database=|PGPASSWORD' \
    || complain "the dashboard must know neither the database nor the broker."
# Whatever the file mounts must be in the repository; docker would silently make an empty folder of it.
while IFS= read -r path; do
    [[ -e $path ]] || complain "it mounts $path, which does not exist."
done < <(sed -nE 's/^ *- (\/[^:]+):\/.*$/\1/p' <<<"$config" | sort -u)
for program in intake sessions alerting dashboard; do
    section "$program" | grep -q "PROGRAM: $program" || complain "'$program' is not built from the one Dockerfile."
done
echo "docker-compose.yml is readable and complete."
