#!/usr/bin/env bash
# Runs a command on a PostgreSQL of its own, which is gone afterwards: scripts/with_postgres.sh make test
set -euo pipefail

pg=$(find /usr/lib/postgresql -name initdb -printf '%h\n' 2>/dev/null | sort -V | tail -n 1)
[ -n "$pg" ] || { echo "This needs PostgreSQL: apt-get install postgresql"; exit 1; }
data=$(mktemp -d /tmp/methodhub-postgres.XXXXXX)
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
owner=$(id -u postgres 2>/dev/null || id -u nobody)

# PostgreSQL refuses to run as root.
as_owner() {
    if [ "$(id -u)" = 0 ]; then
        setpriv --reuid="$owner" --regid="$owner" --clear-groups --reset-env "$@"
    else
        "$@"
    fi
}

stop() {
    as_owner "$pg/pg_ctl" -D "$data/db" -m immediate -s stop >/dev/null 2>&1 || true
    rm -rf "$data"
}

[ "$(id -u)" != 0 ] || chown "$owner" "$data"
trap stop EXIT
as_owner "$pg/initdb" -D "$data/db" -U methodhub -A trust -E UTF8 --locale=C.UTF-8 >/dev/null
# Nothing here needs safety from power cuts, and it is a good deal quicker without it.
as_owner "$pg/pg_ctl" -D "$data/db" -s -w -l "$data/log" start -o \
    "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$data -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
DATABASE_URL="postgres://methodhub@127.0.0.1:$port/postgres" "$@"
