#!/usr/bin/env bash
# The health check inside a program's image, which has no curl; bash can speak enough HTTP to ask.
set -euo pipefail
exec 3<>/dev/tcp/127.0.0.1/8080
printf 'GET /health/ready HTTP/1.0\r\nHost: localhost\r\n\r\n' >&3
IFS= read -r answer <&3
[[ $answer = *' 200 '* ]]
