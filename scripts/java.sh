# Sourced by ./palimpsest and ./verify: finds a JDK and Maven, and installs them where it may. Sets JAVA_HOME.
# Works with bash 3.2 and newer.

oldest_java=21

say() {
    printf '%s\n' "$*" >&2
}

# The feature release of the JDK in directory $1, from its file "release": nothing is started. 0 if there is no JDK.
java_release() {
    local line version=0
    if [[ -x $1/bin/javac && -r $1/release ]]; then
        while IFS= read -r line; do
            if [[ $line == JAVA_VERSION=* ]]; then
                version=${line#JAVA_VERSION=}
                version=${version//\"/}
                version=${version%%[!0-9]*}
                break
            fi
        done <"$1/release"
    fi
    printf -v "$2" '%s' "${version:-0}"
}

# Sets JAVA_HOME: the one already set if it is new enough, otherwise the newest on this machine.
find_java() {
    local release=0 best=0 best_home='' candidate path_java
    java_release "${JAVA_HOME:-/nonexistent}" release
    if ((release >= oldest_java)); then
        export JAVA_HOME
        return 0
    fi
    path_java=$(readlink -f "$(command -v java || echo /nonexistent)" 2>/dev/null || true)
    for candidate in "${path_java%/bin/java}" /usr/lib/jvm/* /usr/java/* /usr/local/openjdk-* /opt/java/* /opt/*jdk* \
        "${HOME:-/nonexistent}"/.sdkman/candidates/java/* "${HOME:-/nonexistent}"/.jdks/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        java_release "$candidate" release
        if ((release > best)); then
            best=$release
            best_home=$candidate
        fi
    done
    if ((best < oldest_java)); then
        return 1
    fi
    export JAVA_HOME=$best_home
}

may_install() {
    [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null
}

# apt_install PACKAGE...: quiet unless it fails.
apt_install() {
    local log
    log=$(mktemp)
    say "Installing $* ..."
    if DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" >"$log" 2>&1; then
        rm -f "$log"
    else
        cat "$log" >&2
        rm -f "$log"
        say "apt-get could not install: $*. Mend that, then start again."
        exit 3
    fi
}

# The package of the newest suitable JDK in the archive of this system; nothing if there is none.
java_package() {
    local release
    for release in 27 26 25 24 23 22 21; do
        if apt-cache policy "openjdk-$release-jdk-headless" 2>/dev/null | grep -q 'Candidate: [0-9]'; then
            echo "openjdk-$release-jdk-headless"
            return
        fi
    done
}

require_java() {
    local package
    if find_java; then
        return
    fi
    if may_install; then
        apt-get update -qq >/dev/null 2>&1 || true
        package=$(java_package)
        if [[ -n $package ]]; then
            apt_install "$package"
            if find_java; then
                return
            fi
        fi
    fi
    say "Palimpsest needs a JDK (not only a JRE) of Java $oldest_java or newer, and found none."
    say "Looked at JAVA_HOME, at 'java' on the PATH and in /usr/lib/jvm, /opt, ~/.sdkman and ~/.jdks."
    say "Install one, for instance Debian 13 or Ubuntu 24.04: sudo apt-get install openjdk-21-jdk-headless"
    say "Older systems: Eclipse Temurin from https://adoptium.net. Then start again, or set JAVA_HOME to it."
    exit 3
}

require_maven() {
    if command -v mvn >/dev/null; then
        return
    fi
    if may_install; then
        apt-get update -qq >/dev/null 2>&1 || true
        apt_install maven
    else
        say "Palimpsest is built by Maven 3.8 or newer, and 'mvn' is not on the PATH."
        say "Install it, for instance: sudo apt-get install maven. Then start again."
        exit 3
    fi
}

# Runs Maven on the JDK found. From Java 24 on, Maven's own libraries would print warnings.
run_maven() {
    local release
    java_release "$JAVA_HOME" release
    if ((release >= 24)); then
        MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED" \
            mvn -B -ntp -Dstyle.color=never "$@"
    else
        mvn -B -ntp -Dstyle.color=never "$@"
    fi
}
