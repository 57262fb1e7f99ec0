#!/bin/sh
# Runs a command with a PostgreSQL and a Redis that it may use: those that the environment names or that answer here,
# Debian's own, started, or else a private pair that ends with the command. Fails when there is nothing to start.
set -e
pg_port=${PGPORT:-5432} redis_port=${REDIS_PORT:-6379} private=""

missing() { echo "$1" >&2; exit 1; }

postgres_answers() { psql -qAtw -h 127.0.0.1 -p "$pg_port" -U postgres -d postgres -c "SELECT 1" >/dev/null 2>&1; }

redis_answers() { [ "$(redis-cli -h 127.0.0.1 -p "$redis_port" ping 2>/dev/null)" = PONG ]; }

as_postgres() { if [ "$(id -u)" = 0 ]; then su postgres -s /bin/sh -c "$*"; else sh -c "$*"; fi; }

wait_for() {
    n=0
    until "$1"; do
        n=$((n + 1))
        [ "$n" -lt 60 ] || return 1
        sleep 0.25
    done
}

start_debians_postgres() {
    set -- /etc/postgresql/*/main
    [ -d "$1" ] && command -v pg_ctlcluster >/dev/null || return 1
    pg_ctlcluster --skip-systemctl-redirect "$(basename "$(dirname "$1")")" main start 2>/dev/null && wait_for postgres_answers
}

start_private_postgres() {
    bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -n 1)
    [ -n "$bin" ] || return 1
    folder=$(as_postgres mktemp -d) pg_port=54329
    as_postgres "$bin/initdb" -A trust -U postgres -D "$folder/data" >/dev/null || return 1
    as_postgres "$bin/pg_ctl" -w -D "$folder/data" -l "$folder/log" -o "'-p $pg_port -k $folder -h 127.0.0.1'" start >/dev/null
    private="$private as_postgres $bin/pg_ctl -D $folder/data -m immediate stop; as_postgres rm -rf $folder;"
    wait_for postgres_answers
}

start_private_redis() {
    command -v redis-server >/dev/null || return 1
    redis-server --daemonize yes --bind 127.0.0.1 --port "$redis_port" --save "" --appendonly no >/dev/null
    private="$private redis-cli -p $redis_port shutdown nosave;"
    wait_for redis_answers
}

if [ -z "$QURULTAI_DATABASE_URL" ]; then
    command -v psql >/dev/null || missing "no PostgreSQL: install the package postgresql"
    postgres_answers || start_debians_postgres || start_private_postgres || missing "PostgreSQL cannot be started"
    QURULTAI_DATABASE_URL=postgres://postgres@127.0.0.1:$pg_port/postgres
fi
if [ -z "$QURULTAI_REDIS_URL" ]; then
    command -v redis-cli >/dev/null || missing "no Redis: install the package redis-server"
    redis_answers || start_private_redis || missing "Redis cannot be started"
    QURULTAI_REDIS_URL=redis://127.0.0.1:$redis_port/5
fi
export QURULTAI_DATABASE_URL QURULTAI_REDIS_URL
status=0
"$@" || status=$?
eval "$private" >/dev/null 2>&1 || true
exit "$status"
