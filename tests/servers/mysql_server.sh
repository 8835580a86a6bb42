#!/usr/bin/env bash
# A real MySQL where the distribution has none: Debian unstable's packages, unpacked with their own C library into a private folder.
#   mysql_server.sh start [PORT]   starts it on loopback with an empty data directory and prints its URL; downloads about 50 MB once
#   mysql_server.sh stop           stops it and deletes its data; the unpacked packages stay for the next time
# Nothing is installed on the system. MYSQL_TEST_HOME is the folder to use. Needs apt, dpkg and, to run as another user, root.
set -euo pipefail

home=${MYSQL_TEST_HOME:-/var/tmp/schemac-mysql}
tree=$home/tree
arch=$(uname -m)
lib=$tree/usr/lib/$arch-linux-gnu

say() { echo "mysql_server: $*" >&2; }

# apt with lists, cache and sources of its own, so that the system's are neither used nor changed.
private_apt() {
  local tool=$1
  shift
  "$tool" -o Dir::Etc::sourcelist="$home/sources.list" -o Dir::Etc::sourceparts=- -o Dir::State::Lists="$home/lists" \
    -o Dir::Cache="$home/cache" -o APT::Sandbox::User=root -o Acquire::Languages=none -qq "$@"
}

loader() { compgen -G "$lib/ld-linux-*.so.*" | head -n 1; }

fetch() {
  [ ! -e "$home/complete" ] || return 0
  say "fetching MySQL from Debian unstable"
  mkdir -p "$home"/lists/partial "$home"/cache/archives/partial "$home"/packages
  local mirror
  mirror=$(grep -rhoE 'https?://[^ ]+/debian/?( |$)' /etc/apt/sources.list /etc/apt/sources.list.d 2>/dev/null | head -n 1 | tr -d ' ' || true)
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] ${mirror:-http://deb.debian.org/debian} sid main" >"$home/sources.list"
  private_apt apt-get update
  # Only what the server loads: its dependencies without those that are scripts for installing packages.
  local -a wanted
  mapfile -t wanted < <(
    private_apt apt-cache depends --recurse --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces --no-enhances \
      mysql-server-core | grep -E '^[a-z]' | grep -vE '^(debconf|cdebconf|perl|libperl|dpkg|install-info)' | sort -u
  )
  (cd "$home/packages" && private_apt apt-get download "${wanted[@]}")
  local package
  for package in "$home"/packages/*.deb; do dpkg-deb -x "$package" "$tree"; done
  rm -rf "$home/packages" "$home/cache" "$home/lists"
  touch "$home/complete"
}

# The new C library's own loader is called by name, because the system's may be too old for these programs.
mysqld() {
  "$(loader)" --library-path "$lib:$tree/usr/lib/mysql/private" "$tree/usr/sbin/mysqld" --no-defaults --basedir="$tree/usr" \
    --datadir="$home/data" --lc-messages-dir="$tree/usr/share/mysql" --secure-file-priv=NULL --mysqlx=OFF "$@"
}

as_user() {
  if [ "$(id -u)" = 0 ]; then
    setpriv --reuid="$1" --regid="$(id -g "$1")" --clear-groups "${@:2}"
  else
    "${@:2}"
  fi
}

start() {
  local port=${1:-} user
  user=$(id -un mysql 2>/dev/null || echo nobody)
  [ -n "$port" ] || port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  ! running || { say "already running in $home"; return 1; }
  fetch
  rm -rf "$home/data"
  mkdir -p "$home/data"
  chmod 755 "$home"
  [ "$(id -u)" != 0 ] || chown "$user" "$home/data"
  export -f mysqld loader
  export home tree lib
  as_user "$user" bash -c 'mysqld --initialize-insecure' >"$home/server.log" 2>&1 || { tail -n 5 "$home/server.log" >&2; return 1; }
  local log_position
  log_position=$(wc -c <"$home/server.log")
  as_user "$user" setsid bash -c "mysqld --port=$port --bind-address=127.0.0.1 \
    --socket=$home/data/s.sock --pid-file=$home/data/pid --innodb-flush-log-at-trx-commit=0 --skip-log-bin" </dev/null >>"$home/server.log" 2>&1 &
  local _
  for _ in $(seq 120); do
    if tail -c "+$log_position" "$home/server.log" | grep -q 'ready for connections. Version'; then
      echo "mysql://root@127.0.0.1:$port/"
      return 0
    fi
    sleep 0.5
  done
  tail -n 5 "$home/server.log" >&2
  return 1
}

running() { [ -f "$home/data/pid" ] && kill -0 "$(cat "$home/data/pid")" 2>/dev/null; }

stop() {
  running || return 0
  kill "$(cat "$home/data/pid")"
  local _
  for _ in $(seq 60); do
    running || break
    sleep 0.5
  done
  rm -rf "$home/data"
}

case ${1:-} in
  start) start "${2:-}" ;;
  stop) stop ;;
  *)
    sed -n '2,5p' "$0" >&2
    exit 64
    ;;
esac
