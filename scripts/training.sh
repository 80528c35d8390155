# Sourced by ./palimpsest: trains the start of the programme. Works with bash 3.2 and newer.
#
# A training run leaves an archive of prepared classes (CDS) behind, which makes every later start faster. Without it the
# programme is the same, only slower to start. An AOT cache of Java 25 was tried: docs/adr/0022-picocli-from-its-source.md.

# class_path_of DIRECTORY...: the jars there, in the order of their names, which is the same at every start.
class_path_of() {
    local directory jar joined=
    for directory in "$@"; do
        for jar in "$directory"/*.jar; do
            if [[ -e $jar ]]; then
                joined=$joined:$jar
            fi
        done
    done
    printf '%s' "${joined#:}"
}

# start_fast VERB: adds to the options what makes the start fast.
start_fast() {
    if [[ -r $programme/classes.jsa ]]; then
        options+=("-XX:SharedArchiveFile=$programme/classes.jsa")
    fi
    # These are over before the best code of Java's second compiler would be of use.
    case ${1:-} in
        '' | check | completion | help | -*) options+=(-XX:TieredStopAtLevel=1) ;;
    esac
}

# train: runs the verbs on a small business; where its database does not start, only what needs none.
train() {
    local ground
    ground=$(mktemp -d)
    local java=("$JAVA_HOME/bin/java" -Xmx256m -XX:+UseSerialGC -Xlog:disable)
    local training=("${java[@]}" "-XX:ArchiveClassesAtExit=$programme/classes.jsa")
    training+=(-cp "$(class_path_of "$programme/lib")" dev.palimpsest.cli.Training "$ground")
    if ! "${java[@]}" -cp "$(class_path_of "$programme/lib" "$programme/lib/demo")" \
        dev.palimpsest.cli.demo.TrainingGround "$ground" "${training[@]}" >/dev/null 2>&1; then
        "${training[@]}" >/dev/null 2>&1 || true
    fi
    rm -rf "$ground"
}
