package dev.palimpsest.ledger;

import dev.palimpsest.database.Session;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The scripts that bring the own tables from one version to the next: {@code migrations/NNN.sql} for every database, then
 * {@code NNN.postgresql.sql} or {@code NNN.mariadb.sql}. Tables from before versions were counted are of version 0.
 */
final class Migrations {
    /** The version of {@code own-tables.sql}. A new one is a new script, and the same change there. */
    static final int CURRENT = 6;

    private static final String UNLESS = "-- unless ";
    private static final String WHEN = "-- when ";

    private Migrations() {}

    /**
     * The statements of one version, in order, as this database says them.
     *
     * @param version 1 to {@link #CURRENT}
     * @param there the own tables, and their columns behind a dot, as they are before the script
     */
    static List<String> of(int version, OwnTables tables, Session session, Set<String> there) {
        String number = String.format(Locale.ROOT, "migrations/%03d", version);
        List<String> statements = new ArrayList<>();
        for (String name :
                List.of(number + ".sql", number + "." + session.dialect().word() + ".sql")) {
            for (String statement : split(tables.say(read(name), session))) {
                if (isWanted(statement, there)) {
                    statements.add(bare(statement));
                }
            }
        }
        return statements;
    }

    static List<String> split(String script) {
        return Arrays.stream(script.split(";\\R"))
                .map(line -> line.strip().replaceAll(" +", " "))
                .filter(statement -> !bare(statement).isEmpty())
                .toList();
    }

    private static boolean isWanted(String statement, Set<String> there) {
        return statement
                .lines()
                .allMatch(line -> line.startsWith(UNLESS)
                        ? !there.contains(line.substring(UNLESS.length()))
                        : !line.startsWith(WHEN) || there.contains(line.substring(WHEN.length())));
    }

    /** Without the lines that only hold a comment, and on one line, as people copy it. */
    private static String bare(String statement) {
        return statement
                .lines()
                .filter(line -> !line.startsWith("--"))
                .map(String::strip)
                .collect(Collectors.joining(" "))
                .strip();
    }

    /** A script that a version has no need of is empty. */
    static String read(String name) {
        try (InputStream in = Migrations.class.getResourceAsStream(name)) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
