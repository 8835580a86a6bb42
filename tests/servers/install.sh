#!/usr/bin/env bash
# Install the servers that the tests run on, where they are missing and it may be done.
# As root on Debian: the packages. Otherwise PostgreSQL is that of the wheel among the tests' packages, and for MariaDB the tests say what to install.
set -euo pipefail

have_postgresql() { compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; }
have_mariadb() { PATH=$PATH:/usr/sbin command -v mariadbd >/dev/null && command -v mariadb-install-db >/dev/null; }

missing=()
have_postgresql || [ -n "${SCHEMAC_TEST_POSTGRESQL_URL:-}" ] || missing+=(postgresql)
have_mariadb || [ -n "${SCHEMAC_TEST_MARIADB_URL:-}" ] || missing+=(mariadb-server)
[ ${#missing[@]} -gt 0 ] || exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "installing ${missing[*]}"
  apt-get -qq update || echo "apt-get update has failed; trying with the lists that are here" >&2
  DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "${missing[@]}" </dev/null >/dev/null ||
    echo "apt-get could not install ${missing[*]}" >&2
fi
