package dev.palimpsest.trace;

import dev.palimpsest.database.ColumnFamily;
import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Table;
import dev.palimpsest.identity.ContentMark;
import dev.palimpsest.identity.Fingerprinter;
import dev.palimpsest.identity.Scanner;
import dev.palimpsest.identity.TraceSet;
import dev.palimpsest.ledger.Decision;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.ShownKeys;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How a proof names the rows of a table, and how they are found again by that: by the primary key; by a keyed mark of it where it
 * could be a person's; by one of everything that stands in the row where there is no key, so that rows that are alike in everything
 * have one name. Nothing can be told from a mark, and without the key of the run none be found again. Not thread-safe.
 */
public final class RowNames {
    private static final String MARKED = "row-";
    private static final String HIDDEN = "row (key not shown)";
    /** Of 64; rows of one table that get the same are not to be expected below many thousand millions. */
    private static final int DIGITS = 24;

    private static final Pattern MARK = Pattern.compile(MARKED + "[0-9a-f]{" + DIGITS + "}");
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,20}");
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** Keys looked up by one statement; MariaDB makes a query of a list of a thousand. */
    private static final int ASKED = 500;

    private final ShownKeys shown;
    private final @Nullable ContentMark mark;
    private final Scanner scanner;
    private final TraceSet traces;

    /** @param traces whoever's number one of these is: a key that is one is not shown */
    public RowNames(Plan plan, Fingerprinter fingerprinter, TraceSet traces) {
        this(plan, fingerprinter, traces, fingerprinter.contentMark());
    }

    /** Names without marks, for whoever has a key that nobody will have again: then all rows whose key is not shown have one. */
    static RowNames withoutMarks(Plan plan, Fingerprinter fingerprinter, TraceSet traces) {
        return new RowNames(plan, fingerprinter, traces, null);
    }

    private RowNames(Plan plan, Fingerprinter fingerprinter, TraceSet traces, @Nullable ContentMark mark) {
        this.shown = new ShownKeys(plan);
        this.mark = mark;
        this.scanner = new Scanner(fingerprinter);
        this.traces = traces;
    }

    /** What is to be told of decisions about rows that are {@linkplain #isOfEarlier named as before}; nothing where there are none. */
    public static List<String> tellOfEarlier(List<Decision> decisions) {
        long earlier =
                decisions.stream().filter(each -> isOfEarlier(each.key())).count();
        return earlier == 0 ? List.of() : List.of(saysOfEarlier(earlier));
    }

    /** Whether it names a row as an earlier version did, by its place or not at all: nothing is found by that. */
    public static boolean isOfEarlier(String name) {
        return name.startsWith("row (");
    }

    /** What is to be told of so many decisions about such rows. */
    public static String saysOfEarlier(long decisions) {
        return decisions + (decisions == 1 ? " decision names its row" : " decisions name their rows")
                + " as an earlier version did, and " + (decisions == 1 ? "counts" : "count")
                + " no more. 'decide list' shows which; withdraw " + (decisions == 1 ? "it" : "them")
                + ", and decide anew what the next proof finds.";
    }

    /** Whether it is a mark, which only the key of the run finds again. */
    static boolean isMark(String name) {
        return MARK.matcher(name).matches();
    }

    /** The names of the rows of one table. */
    public OfTable of(Table table) {
        return new OfTable(table, shown.mayShow(table));
    }

    /** A part of a reading in which rows that are asked for are sought. */
    record Pass(String condition, Set<String> names) {}

    /** How rows of one table are named. */
    public final class OfTable {
        private final Table table;
        private final boolean shows;

        private OfTable(Table table, boolean shows) {
            this.table = table;
            this.shows = shows;
        }

        /**
         * What is read of each row to name it; never shown itself.
         *
         * @param rows the quoted name or alias by which the rows go
         */
        List<String> expressions(String rows, Dialect dialect) {
            return table.hasHarmlessKey()
                    ? table.primaryKey().stream()
                            .map(column -> rows + "." + dialect.quote(column))
                            .toList()
                    : List.of(dialect.identity(table, rows));
        }

        /** The same in one expression. */
        public String expression(String rows, Dialect dialect) {
            return dialect.joined(",", expressions(rows, dialect));
        }

        /** The name of a row, from what was read of it, joined by commas. */
        public String name(String read) {
            if (shows && !isSomebodys(read)) {
                return read;
            }
            return mark == null
                    ? HIDDEN
                    : MARKED
                            + mark.of(List.of("row", table.name().toString(), read))
                                    .substring(0, DIGITS);
        }

        private boolean isSomebodys(String read) {
            if (traces.size() == 0) {
                return false;
            }
            boolean[] somebodys = new boolean[1];
            for (String part : read.split(",", -1)) {
                scanner.scan(
                        part,
                        traces,
                        (fingerprint, start, end) -> somebodys[0] |= end - start >= TextColumns.FEWEST_OF_A_NUMBER);
            }
            return somebodys[0];
        }

        /**
         * How the rows of these names are found: by the index of the key where it leads to them, the others in one reading of the table.
         *
         * @param rows the quoted name by which the rows go
         */
        List<Pass> passes(Collection<String> names, String rows, Dialect dialect) {
            List<Pass> passes = new ArrayList<>();
            List<ColumnFamily> families = table.primaryKey().stream()
                    .map(column -> table.column(column).orElseThrow().family())
                    .toList();
            boolean looksUp = shows
                    && families.stream()
                            .allMatch(family -> family == ColumnFamily.INTEGER || family == ColumnFamily.UUID);
            List<String> keys = looksUp
                    ? names.stream()
                            .distinct()
                            .filter(name -> isKey(name, families))
                            .toList()
                    : List.of();
            for (int from = 0; from < keys.size(); from += ASKED) {
                List<String> page = keys.subList(from, Math.min(keys.size(), from + ASKED));
                passes.add(new Pass(condition(page, families, rows, dialect), Set.copyOf(page)));
            }
            Set<String> sought = names.stream()
                    .filter(name -> isMark(name) || shows && !looksUp)
                    .collect(Collectors.toCollection(HashSet::new));
            if (!sought.isEmpty()) {
                passes.add(new Pass("true", sought));
            }
            return passes;
        }

        private static boolean isKey(String name, List<ColumnFamily> families) {
            String[] parts = name.split(",", -1);
            return parts.length == families.size()
                    && IntStream.range(0, parts.length)
                            .allMatch(i -> (families.get(i) == ColumnFamily.INTEGER ? WHOLE_NUMBER : UUID)
                                    .matcher(parts[i])
                                    .matches());
        }

        private String condition(List<String> keys, List<ColumnFamily> families, String rows, Dialect dialect) {
            if (families.size() == 1) {
                return column(0, rows, dialect) + " in ("
                        + keys.stream().map(key -> value(key, 0, dialect)).collect(Collectors.joining(", ")) + ")";
            }
            return keys.stream()
                    .map(key -> key.split(",", -1))
                    .map(parts -> IntStream.range(0, parts.length)
                            .mapToObj(i -> column(i, rows, dialect) + " = " + value(parts[i], i, dialect))
                            .collect(Collectors.joining(" and ", "(", ")")))
                    .collect(Collectors.joining(" or "));
        }

        private String column(int part, String rows, Dialect dialect) {
            return rows + "." + dialect.quote(table.primaryKey().get(part));
        }

        /** A number stands as it is: of a type that is too narrow for it no row is found, and nothing fails. */
        private String value(String text, int part, Dialect dialect) {
            var column = table.column(table.primaryKey().get(part)).orElseThrow();
            return column.family() == ColumnFamily.INTEGER
                    ? text
                    : dialect.cast(dialect.literal(text), column.typeName());
        }
    }
}
