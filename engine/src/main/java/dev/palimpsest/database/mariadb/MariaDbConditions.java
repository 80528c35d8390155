package dev.palimpsest.database.mariadb;

import dev.palimpsest.database.ConditionRules;
import dev.palimpsest.database.Sql;
import dev.palimpsest.map.ConditionText;
import dev.palimpsest.map.Piece;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * MariaDB and MySQL begin a comment with {@code #}, and cut and read texts, names and operators by the setting
 * {@code sql_mode} (MariaDB manual, "SQL_MODE"), which the application on top may set differently for itself.
 */
public final class MariaDbConditions implements ConditionRules {
    private static final Map<String, String> SIGNS = Map.of(
            "#", "has '#', which begins a comment for MariaDB and MySQL. Begin a comment with '-- '.",
            "|", "has '|', which joins texts or means 'or', depending on the server. Write 'or', or concat(...).",
            "[", "has '[', which begins a name or means nothing, depending on the server. Write names in backticks.",
            "@", "reads a variable (@). A condition may depend on the rows and :today alone.",
            ":=", "sets a variable (:=). A condition changes nothing.",
            "?", "has '?' outside quotes, which means nothing to MariaDB and MySQL. Take it away.");

    /** They wait, write, read files, or answer by the session, the clock or chance. */
    private static final Set<String> UNSAFE = Set.of(
            "sleep",
            "benchmark",
            "get_lock",
            "release_lock",
            "release_all_locks",
            "is_free_lock",
            "is_used_lock",
            "load_file",
            "rand",
            "random_bytes",
            "uuid",
            "uuid_v4",
            "uuid_v7",
            "uuid_short",
            "sys_guid",
            "nextval",
            "lastval",
            "setval",
            "last_insert_id",
            "row_count",
            "found_rows",
            "connection_id",
            "default",
            "master_pos_wait",
            "master_gtid_wait",
            "source_pos_wait",
            "wait_for_executed_gtid_set",
            "wait_until_sql_thread_after_gtids",
            "sys_exec",
            "sys_eval");

    @Override
    public List<String> findings(ConditionText condition) {
        Set<String> findings = new LinkedHashSet<>();
        for (Piece piece : condition.words()) {
            switch (piece.kind()) {
                case SIGN -> {
                    String finding = SIGNS.get(piece.text());
                    if (finding != null) {
                        findings.add(finding);
                    }
                }
                case NAME -> {
                    if (piece.text().startsWith("\"")) {
                        findings.add("has double quotes, which enclose a name or a text, depending on the server. Write"
                                + " names in backticks and texts in single quotes.");
                    }
                }
                case TEXT -> {
                    if (piece.text().startsWith("$")) {
                        findings.add(
                                "has a text between '$', which are letters for MariaDB and MySQL. Write it in single"
                                        + " quotes.");
                    }
                }
                case BLANK, WORD, NUMBER, PARAMETER -> {
                    // the same to every server
                }
            }
        }
        for (String function : condition.called()) {
            if (!function.chars().allMatch(letter -> letter < 128)) {
                findings.add(
                        "calls " + function + "(), whose name has letters beyond a to z. Call it by another name.");
            } else if (UNSAFE.contains(function.toLowerCase(Locale.ROOT))) {
                findings.add("calls " + function + "(), which may wait, change something, or say something else each"
                        + " time. A condition may depend on the rows and :today alone.");
            }
        }
        List<Piece> words = condition.words();
        for (int i = 0; i + 1 < words.size(); i++) {
            boolean isSequence = words.get(i).isWord("next") || words.get(i).isWord("previous");
            if (isSequence && words.get(i + 1).isWord("value")) {
                findings.add("asks a sequence for a value. A condition changes nothing.");
            }
        }
        return List.copyOf(findings);
    }

    /** Who declares nothing about a stored function gets CONTAINS SQL, which forbids it nothing. */
    @Override
    public Sql unsafe(Set<String> called) {
        List<String> names =
                called.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        return Sql.of(
                "select distinct routine_name from information_schema.routines where routine_type = 'FUNCTION'"
                        + " and sql_data_access not in ('READS SQL DATA', 'NO SQL') and (sql_data_access = 'MODIFIES SQL"
                        + " DATA' or is_deterministic = 'NO') and lower(routine_name) in ("
                        + String.join(", ", Collections.nCopies(names.size(), "?"))
                        + ")",
                names.toArray());
    }

    @Override
    public String whyUnsafe(String function) {
        return "calls " + function + "(), which is not declared to read only: it may change something, wait, or say"
                + " something else each time. Leave it out; if it only reads, have it declared so"
                + " (ALTER FUNCTION ... READS SQL DATA).";
    }

    @Override
    public @Nullable String noDate() {
        return null;
    }
}
