#!/bin/sh
# Kills the services ten times (or as often as the first argument says) under audit messages of four senders over TLS. Fails when
# fewer than 5,000 a second (or the second argument) were confirmed.
set -eu
cd "$(dirname "$0")/../../.."
XDSDMP_CRASH_ROUNDS="${1:-10}" XDSDMP_CRASH_RATE="${2:-5000}" \
    dotnet test Tests/Scenarios -c Release --filter FullyQualifiedName~AuditCrashTests --logger "console;verbosity=detailed"
