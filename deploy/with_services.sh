#!/bin/sh
# Runs a command with a PostgreSQL and a Redis that it may use: those that answer on this machine, or Debian's, started.
set -e
pg_host=127.0.0.1 pg_port=5432 redis_port=6379

answers() { (exec 3<>"/dev/tcp/$1/$2") 2>/dev/null || python3 -c "import socket,sys; socket.create_connection((sys.argv[1], int(sys.argv[2])), 1)" "$1" "$2" 2>/dev/null; }

start_postgres() {
    set -- /etc/postgresql/*/main
    [ -d "$1" ] || return 1
    version=$(basename "$(dirname "$1")")
    pg_ctlcluster --skip-systemctl-redirect "$version" main start
}

start_redis() {
    command -v redis-server >/dev/null || return 1
    redis-server --daemonize yes --bind 127.0.0.1 --port "$redis_port" --save "" --appendonly no >/dev/null
}

wait_for() {
    for _ in $(seq 40); do answers "$1" "$2" && return 0; sleep 0.25; done
    return 1
}

answers "$pg_host" "$pg_port" || start_postgres || { echo "no PostgreSQL on $pg_host:$pg_port and none to start: install the package postgresql" >&2; exit 1; }
answers 127.0.0.1 "$redis_port" || start_redis || { echo "no Redis on port $redis_port and none to start: install the package redis-server" >&2; exit 1; }
wait_for "$pg_host" "$pg_port"
wait_for 127.0.0.1 "$redis_port"
QURULTAI_DATABASE_URL=${QURULTAI_DATABASE_URL:-postgres://postgres@$pg_host:$pg_port/postgres}
QURULTAI_REDIS_URL=${QURULTAI_REDIS_URL:-redis://127.0.0.1:$redis_port/5}
export QURULTAI_DATABASE_URL QURULTAI_REDIS_URL
exec "$@"
