#!/usr/bin/env bash
# Runs a command with a PostgreSQL of its own, which is gone afterwards: run.sh COMMAND …
# The command finds where it is in XDSDMP_TEST_DATABASE. Exit code 77: there is no PostgreSQL on this machine.
set -euo pipefail

bin=$(find /usr/lib/postgresql -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1)
[[ -n $bin ]] || bin=$(dirname "$(command -v initdb || echo /nowhere/initdb)")
if [[ ! -x $bin/initdb ]]; then
  echo "no PostgreSQL server here"
  exit 77
fi

home=$(mktemp -d)
# The server refuses to run as root: then it is the user postgres's.
owner=()
if [[ $(id -u) -eq 0 ]]; then
  chown postgres "$home"
  owner=(runuser -u postgres --)
fi

end() {
  local status=$?
  (cd "$home" && "${owner[@]}" "$bin/pg_ctl" -D "$home/data" -m immediate stop >/dev/null 2>&1) || true
  rm -rf "$home"
  exit "$status"
}
trap end EXIT

# What tests write is not worth a flush; what is measured or kept needs fsync, which is the server's default.
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
(
  cd "$home"
  "${owner[@]}" "$bin/initdb" -A trust -U xdsdmp -E UTF8 --locale=C -D "$home/data" >"$home/initdb.log"
  "${owner[@]}" "$bin/pg_ctl" -D "$home/data" -l "$home/server.log" -w start -o "-p $port \
    -c listen_addresses=127.0.0.1 -c unix_socket_directories=$home -c max_connections=500 -c fsync=off \
    -c full_page_writes=off" >/dev/null
) || { cat "$home"/*.log; exit 1; }

export XDSDMP_TEST_DATABASE="postgres:Host=127.0.0.1;Port=$port;Username=xdsdmp;Database=postgres"
"$@"
