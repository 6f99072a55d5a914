#!/bin/sh
# Kills the services 200 times (or as often as the first argument says) while they are being submitted to. A second argument is
# the seed of a run whose choices shall be repeated.
set -eu
cd "$(dirname "$0")/../../.."
XDSDMP_CRASH_ROUNDS="${1:-200}" XDSDMP_CRASH_SEED="${2:-}" \
    dotnet test Tests/Scenarios --filter FullyQualifiedName~CrashTests --logger "console;verbosity=detailed"
