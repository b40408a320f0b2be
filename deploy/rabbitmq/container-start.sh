#!/bin/sh
# Start of the broker in docker-compose: users and permissions from the environment, then the image's own start.
# The image's RABBITMQ_DEFAULT_USER would make one user only and no tenant wall.
set -eu

folder=/etc/rabbitmq/lymph-definitions
umask 077
mkdir -p "$folder"
cat >"$folder/10-system.json" <<JSON
{
  "vhosts": [{ "name": "/" }],
  "users": [{ "name": "lymph", "password": "$BROKER_PASSWORD", "tags": [] }],
  "permissions": [{ "user": "lymph", "vhost": "/", "configure": ".*", "write": ".*", "read": ".*" }]
}
JSON
printf '%s' "$DEMO_BROKER_PASSWORD" | sh /lymph/tenant-definitions.sh demo >"$folder/20-demo.json"
chown -R rabbitmq "$folder"
mkdir -p /etc/rabbitmq/conf.d
# 24 h in ms, and why: see write_rabbitmq_files in deploy/lib/rabbitmq.sh.
printf '%s\n' "load_definitions = $folder" 'consumer_timeout = 86400000' >/etc/rabbitmq/conf.d/20-lymph.conf
chmod 644 /etc/rabbitmq/conf.d/20-lymph.conf
exec docker-entrypoint.sh rabbitmq-server
