# Sourced after java.sh by ./palimpsest and ./verify: finds the MariaDB server that Palimpsest starts privately, and
# installs it where it may. The service that its package brings is neither needed nor started.
# Works with bash 3.2 and newer.

has_mariadb() {
    local place
    if command -v mariadbd >/dev/null; then
        return 0
    fi
    for place in /usr/sbin /usr/libexec /usr/local/sbin /usr/local/bin /usr/local/libexec /usr/local/mariadb/bin \
        /usr/local/mysql/bin /opt/mariadb/bin /home/linuxbrew/.linuxbrew/bin /home/linuxbrew/.linuxbrew/opt/mariadb/bin; do
        if [[ -x $place/mariadbd ]]; then
            return 0
        fi
    done
    return 1
}

has_time_zones() {
    [[ -e /usr/share/zoneinfo/Europe/Paris ]]
}

# A shell of its own, so that its end puts everything back, however it comes.
install_mariadb_without_service() (
    policy=/usr/sbin/policy-rc.d
    kept=
    if [[ -e $policy ]]; then
        kept=$(mktemp -d)
        mv "$policy" "$kept/"
    fi
    restore() {
        rm -f "$policy"
        if [[ -n $kept ]]; then
            mv "$kept/policy-rc.d" "$policy"
            rmdir "$kept"
        fi
    }
    trap restore EXIT
    trap 'exit 130' INT TERM
    # Debian asks this programme before it starts a service; 101 says no.
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
    apt_install mariadb-server
    if command -v systemctl >/dev/null; then
        systemctl disable mariadb >/dev/null 2>&1 || true
    fi
)

require_mariadb() {
    if ! { has_mariadb && has_time_zones; } && may_install; then
        apt-get update -qq >/dev/null 2>&1 || true
        has_time_zones || apt_install tzdata
        has_mariadb || install_mariadb_without_service || exit 3
    fi
    if has_mariadb && has_time_zones; then
        return
    fi
    say "This needs an installed MariaDB server 10.6 or newer and the time zones of the system, and does not find them."
    say "Install them, for instance: sudo apt-get install mariadb-server tzdata. Then start again."
    say "Palimpsest uses the programmes only, for a server of its own; the service of the package may stay off."
    exit 3
}
