package dev.palimpsest.work;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.Table;
import dev.palimpsest.database.TableName;
import dev.palimpsest.home.Home;
import dev.palimpsest.map.TableDeclaration;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.TablePlan;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.Problems;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code keep: all} covers the columns that were there when a run first went by it, not those that came later. The home notes
 * which these were, and a later column is undecided until the map names it.
 */
public final class CoveredColumns {
    /** Begins a note of a table's columns, which follow with blanks between. */
    static final String COVERS = "covers ";

    private CoveredColumns() {}

    /** Notes the columns of every table whose entry keeps all. When a run begins. */
    public static void note(Home home, Plan plan) {
        Map<TableName, Set<String>> noted = noted(home);
        for (TablePlan table : plan.tables()) {
            Set<String> columns = new TreeSet<>();
            table.table().columns().forEach(column -> columns.add(column.name()));
            boolean keepsAll =
                    declaration(plan, table).filter(TableDeclaration::keepAll).isPresent();
            if (keepsAll && !columns.equals(noted.get(table.name()))) {
                home.note(COVERS
                        + columns(List.of(table.name().schema(), table.name().name())) + " " + columns(columns));
            }
        }
    }

    private static String columns(Iterable<String> names) {
        StringBuilder written = new StringBuilder();
        for (String name : names) {
            written.append(written.isEmpty() ? "" : " ").append(URLEncoder.encode(name, StandardCharsets.UTF_8));
        }
        return written.toString();
    }

    /** The newest note of each table. */
    private static Map<TableName, Set<String>> noted(Home home) {
        Map<TableName, Set<String>> noted = new HashMap<>();
        home.notes().stream().filter(note -> note.startsWith(COVERS)).forEach(note -> {
            List<String> words = Arrays.stream(note.substring(COVERS.length()).split(" "))
                    .map(word -> URLDecoder.decode(word, StandardCharsets.UTF_8))
                    .toList();
            noted.put(new TableName(words.get(0), words.get(1)), new HashSet<>(words.subList(2, words.size())));
        });
        return noted;
    }

    /** @throws dev.palimpsest.problem.PalimpsestException MAP_UNDECIDED_COLUMN for every column that came later */
    static void refuseLater(Home home, Plan plan) {
        Problems problems = new Problems();
        Map<TableName, Set<String>> noted = noted(home);
        for (TablePlan table : plan.tables()) {
            Set<String> covered = noted.get(table.name());
            Optional<TableDeclaration> declaration = declaration(plan, table).filter(TableDeclaration::keepAll);
            if (covered != null && declaration.isPresent()) {
                for (Column column : later(table.table(), covered, declaration.get())) {
                    problems.add(
                            ErrorCode.MAP_UNDECIDED_COLUMN,
                            declaration.get().at(),
                            plan.shown(table.name()) + "." + column.name()
                                    + " is not decided: it came after the last run, and 'keep: all' covers the columns that"
                                    + " were there. Write what is to become of it, for instance '" + column.name()
                                    + ": " + (column.nullable() ? "erase" : "keep") + "'"
                                    + (column.nullable() ? ", or '" + column.name() + ": keep'." : "."));
                }
            }
        }
        problems.throwIfAny();
    }

    private static List<Column> later(Table table, Set<String> covered, TableDeclaration declaration) {
        return table.columns().stream()
                .filter(column -> !covered.contains(column.name()) && !column.generated())
                .filter(column -> !declaration.columns().containsKey(column.name()))
                .toList();
    }

    private static Optional<TableDeclaration> declaration(Plan plan, TablePlan table) {
        return plan.map().treatment().stream()
                .filter(declaration -> plan.name(declaration.table()).equals(table.name()))
                .findFirst();
    }
}
