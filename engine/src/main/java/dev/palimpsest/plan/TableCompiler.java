package dev.palimpsest.plan;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.ColumnFamily;
import dev.palimpsest.database.ForeignKey;
import dev.palimpsest.database.Table;
import dev.palimpsest.map.TableDeclaration;
import dev.palimpsest.map.TreatmentDeclaration;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.problem.Position;
import dev.palimpsest.problem.Suggestion;
import dev.palimpsest.retention.RetentionRules;
import dev.palimpsest.treatment.Redact;
import dev.palimpsest.treatment.Treatment;
import dev.palimpsest.treatment.Treatments;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Compiles one entry of section treatment: every column decided, every treatment bearable. */
final class TableCompiler {
    private final Compilation compilation;
    private final SubjectTable subject;
    private final Ways ways;
    private final LocalDate today;
    private final CoOwners coOwners;

    TableCompiler(Compilation compilation, SubjectTable subject, Ways ways, LocalDate today) {
        this.compilation = compilation;
        this.subject = subject;
        this.ways = ways;
        this.today = today;
        this.coOwners = new CoOwners(compilation, subject, ways);
    }

    Optional<TablePlan> compile(TableDeclaration declaration) {
        Optional<Table> found = compilation.table(declaration.table(), declaration.at());
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Table table = found.get();
        if (declaration.rows() == TableDeclaration.Rows.IGNORE) {
            return Optional.of(new TablePlan(table, null, declaration.rows(), Map.of(), null));
        }
        if (table.kind() != Table.Kind.TABLE && table.kind() != Table.Kind.PARTITIONED) {
            compilation.problem(
                    ErrorCode.MAP_UNSAFE_TABLE,
                    declaration.at(),
                    compilation.shown(table.name()) + " is a " + kindWords(table)
                            + " and cannot be treated itself. Name the table its rows come from.");
            return Optional.empty();
        }
        boolean linked = ways.tables().names().contains(table.name());
        Optional<Way> way = linked ? ways.of(table, declaration.link()) : Optional.empty();
        if (linked && way.isEmpty()) {
            declaration.coOwners().forEach(coOwner -> coOwners.column(coOwner, table));
            return Optional.empty();
        }
        checkRows(declaration, table, linked);
        TablePlan.Retained retained = retained(declaration, table, linked);
        List<TablePlan> severed = coOwners.of(declaration, table, way.orElse(null), retained);
        Map<Column, Treatment> treatments = declaration.rows() == TableDeclaration.Rows.DELETE
                ? swept(declaration, table, way.orElse(null))
                : treatments(declaration, table, way.orElse(null), severed);
        TablePlan plan = new TablePlan(table, way.orElse(null), declaration.rows(), treatments, retained);
        return Optional.of(severed.isEmpty() ? plan : CoOwners.joined(plan, severed));
    }

    private static String kindWords(Table table) {
        return switch (table.kind()) {
            case VIEW -> "view";
            case MATERIALISED_VIEW -> "materialised view";
            case FOREIGN -> "foreign table";
            case PARTITION -> "partition";
            case TABLE, PARTITIONED -> "table";
        };
    }

    private void checkRows(TableDeclaration declaration, Table table, boolean linked) {
        if (declaration.rows() == TableDeclaration.Rows.DELETE && !linked) {
            compilation.problem(
                    ErrorCode.MAP_NO_LINK,
                    declaration.at(),
                    "no way leads from " + compilation.shown(table.name())
                            + " to the subject, so it is unknown whose rows go. Name the way with 'via'."
                            + ways.tables().advice(table));
        }
    }

    /** Of a table whose own rows go: what is struck in the rows of others. */
    private Map<Column, Treatment> swept(TableDeclaration declaration, Table table, @Nullable Way way) {
        Map<Column, Treatment> swept = new LinkedHashMap<>();
        named(declaration, table)
                .forEach((name, treatment) -> table.column(name).ifPresent(column -> {
                    check(column, table, treatment, way, at(declaration, name));
                    swept.put(column, treatment);
                }));
        return swept;
    }

    private Map<Column, Treatment> treatments(
            TableDeclaration declaration, Table table, @Nullable Way way, List<TablePlan> coOwners) {
        Map<String, Treatment> named = named(declaration, table);
        Map<Column, Treatment> all = new LinkedHashMap<>();
        List<Column> undecided = new ArrayList<>();
        for (Column column : table.columns()) {
            Treatment treatment = named.get(column.name());
            if (treatment == null && isSubject(table) && archived(column) != null) {
                treatment = archived(column);
            }
            if (treatment == null) {
                treatment = CoOwners.whenOwnerGoes(column, table, coOwners);
                if (treatment != null) {
                    all.put(column, treatment);
                    continue;
                }
                treatment = Treatments.keep();
                boolean covered = declaration.keepAll() && !column.hidesWords();
                if (way != null && !covered && !keptByNature(column, table, way)) {
                    undecided.add(column);
                    compilation.undecided.add(column);
                }
            }
            check(column, table, treatment, way, at(declaration, column.name()));
            all.put(column, treatment);
        }
        for (Column column : undecided) {
            compilation.problem(
                    ErrorCode.MAP_UNDECIDED_COLUMN,
                    declaration.at(),
                    compilation.shown(table.name()) + "." + column.name()
                            + (declaration.keepAll()
                                    ? " is of type " + column.typeName()
                                            + ": the words it was made of cannot all be read in"
                                            + " it, so 'keep: all' does not decide it. Write what is to become of it"
                                    : " is not decided. Write what is to become of it")
                            + (column.nullable()
                                    ? ", for instance '" + column.name() + ": erase'"
                                    : " (it is NOT NULL)")
                            + (declaration.keepAll()
                                    ? ", or '" + column.name() + ": keep'."
                                    : ", or add it to 'keep'."));
        }
        return all;
    }

    private @Nullable Treatment archived(Column column) {
        String value = subject.declaration().archive().get(column.name());
        return value == null ? null : Treatments.fixed(value);
    }

    private boolean isSubject(Table table) {
        return table.name().equals(subject.table().name());
    }

    /** Columns named in the entry, read; what does not exist or cannot be read is reported. */
    private Map<String, Treatment> named(TableDeclaration declaration, Table table) {
        Map<String, Treatment> named = new LinkedHashMap<>();
        for (String column : declaration.keep()) {
            if (compilation.column(table, column, declaration.at()).isPresent()) {
                named.put(column, Treatments.keep());
            }
        }
        for (Map.Entry<String, TreatmentDeclaration> entry :
                declaration.columns().entrySet()) {
            Position at = entry.getValue().at();
            Optional<Column> column = compilation.column(table, entry.getKey(), at);
            if (declaration.keep().contains(entry.getKey())) {
                compilation.problem(
                        ErrorCode.MAP_DUPLICATE_KEY, at, entry.getKey() + " is decided twice: here and under 'keep'.");
            }
            if (isSubject(table) && subject.declaration().archive().containsKey(entry.getKey())) {
                compilation.problem(
                        ErrorCode.MAP_DUPLICATE_KEY,
                        at,
                        entry.getKey() + " is decided twice: here and under 'archive'. Remove it here.");
            }
            try {
                Treatment treatment = Treatments.of(entry.getValue(), compilation.map);
                column.ifPresent(there -> named.put(entry.getKey(), treatment.in(there)));
            } catch (PalimpsestException wrong) {
                compilation.problems.addAll(wrong.problems());
                named.put(entry.getKey(), Treatments.keep());
            }
        }
        return named;
    }

    private static Position at(TableDeclaration declaration, String column) {
        TreatmentDeclaration treatment = declaration.columns().get(column);
        return treatment == null ? declaration.at() : treatment.at();
    }

    /**
     * Keys that hold the rows together, and what the database computes. A reference to another person is not among them:
     * it must be decided.
     */
    private boolean keptByNature(Column column, Table table, Way way) {
        if (table.primaryKey().contains(column.name())
                || column.name().equals(way.linkColumn().name())
                || column.generated()
                || ways.tables().leadsToReferredRows(table.name(), column.name())) {
            return true;
        }
        return table.foreignKeys().stream()
                .filter(reference -> reference.columns().contains(column.name()))
                .anyMatch(reference -> !ways.tables().names().contains(reference.to()));
    }

    private void check(Column column, Table table, Treatment treatment, @Nullable Way way, Position at) {
        String shown = compilation.shown(table.name()) + "." + column.name() + " ";
        if (treatment.keeps()) {
            return;
        }
        if (way == null && treatment.redaction().filter(Redact::anywhere).isEmpty()) {
            compilation.problem(
                    ErrorCode.MAP_NO_LINK,
                    at,
                    shown + "is in a table that no way leads from to the subject. Name the way with 'via', or use"
                            + " 'redact: anywhere', the only treatment for such a table."
                            + ways.tables().advice(table));
            return;
        }
        if (column.generated()) {
            compilation.problem(
                    ErrorCode.MAP_UNBEARABLE_TREATMENT,
                    at,
                    shown + "is computed by the database from other columns. Treat those; leave this one out.");
            return;
        }
        if (treatment.reassigns()) {
            checkReassigned(column, table, way, at);
            return;
        }
        boolean isLink = ways.tables().leadsToReferredRows(table.name(), column.name())
                || way != null && column.name().equals(way.linkColumn().name()) && !isTiedByValue(table, way);
        String holds = isLink ? "link to the subject" : primaryKey(column, table, way, treatment);
        if (!holds.isEmpty()) {
            compilation.problem(
                    ErrorCode.MAP_UNBEARABLE_TREATMENT,
                    at,
                    shown + "holds rows together (" + holds + "), so it must be kept. Leave it out.");
            return;
        }
        if (way != null && way.where() != null && isNamedIn(way.where().sql(), column.name())) {
            compilation.problem(
                    ErrorCode.MAP_UNBEARABLE_TREATMENT,
                    at,
                    shown + "says under 'where' which rows belong to the subject, so it must be kept.");
            return;
        }
        for (ForeignKey reference : table.foreignKeys()) {
            if (reference.columns().contains(column.name()) && !treatment.empties()) {
                compilation.problem(
                        ErrorCode.MAP_UNBEARABLE_TREATMENT,
                        at,
                        shown + "refers to " + compilation.shown(reference.to())
                                + ", so only 'erase' or 'keep' is possible.");
                return;
            }
        }
        treatment
                .objections(column, table)
                .forEach(objection -> compilation.problem(ErrorCode.MAP_UNBEARABLE_TREATMENT, at, shown + objection));
    }

    /** Why a part of the primary key must stay: only a text that nobody refers to, in rows of others, can be swept. */
    private String primaryKey(Column column, Table table, @Nullable Way way, Treatment treatment) {
        if (!table.primaryKey().contains(column.name())) {
            return "";
        }
        if (way != null || treatment.redaction().isEmpty() || column.family() != ColumnFamily.TEXT) {
            return "primary key";
        }
        return compilation.schema.tables().stream()
                .filter(other -> other.foreignKeys().stream()
                        .anyMatch(reference -> reference.to().equals(table.name())
                                && reference.toColumns().contains(column.name())))
                .findFirst()
                .map(other -> "primary key, " + compilation.shown(other.name()) + " refers to it")
                .orElse("");
    }

    /** Whether the rows are found by a value that they repeat, such as a login, which may go as it goes in the subject's row. */
    private boolean isTiedByValue(Table table, Way way) {
        if (way.hops().isEmpty() || way.isReferredTo()) {
            return false;
        }
        Way.Hop first = way.hops().getFirst();
        boolean key =
                first.to().equals(subject.table().name()) && first.toColumn().equals(subject.key());
        return !key
                && table.foreignKeys().stream()
                        .noneMatch(reference ->
                                reference.columns().contains(first.column().name()));
    }

    private void checkReassigned(Column column, Table table, @Nullable Way way, Position at) {
        String shown = compilation.shown(table.name()) + "." + column.name() + " ";
        if (subject.declaration().reassign() == null) {
            compilation.problem(
                    ErrorCode.MAP_BAD_VALUE,
                    at,
                    shown + "is reassigned, but nobody is named to receive its rows. Write 'subject.reassign', with"
                            + " 'shared' for one profile or 'stub' for a new one per person.");
        }
        boolean leadsThere = way != null
                && way.hops().size() == 1
                && !way.isReferredTo()
                && way.linkColumn().equals(column);
        if (!leadsThere) {
            compilation.problem(
                    ErrorCode.MAP_UNBEARABLE_TREATMENT,
                    at,
                    shown + "does not lead from the row straight to its person, so it cannot be reassigned. Only the"
                            + " column that does can; rows behind another table follow that table's rows.");
        }
    }

    static boolean isNamedIn(String predicate, String column) {
        return Pattern.compile("(?i)(?<![\\w$])" + Pattern.quote(column) + "(?![\\w$])")
                .matcher(predicate)
                .find();
    }

    private TablePlan.@Nullable Retained retained(TableDeclaration declaration, Table table, boolean linked) {
        TableDeclaration.Retain retain = declaration.retain();
        if (retain == null) {
            return null;
        }
        if (!linked || declaration.rows() != TableDeclaration.Rows.STAY || isSubject(table)) {
            compilation.problem(
                    ErrorCode.MAP_BAD_VALUE,
                    retain.at(),
                    "'retain' is for linked tables whose rows stay, not for " + compilation.shown(table.name()) + ".");
            return null;
        }
        Optional<Column> starts = compilation.column(table, retain.starts(), retain.at());
        if (starts.isPresent() && !starts.get().family().isDated()) {
            compilation.problem(
                    ErrorCode.MAP_BAD_VALUE,
                    retain.at(),
                    compilation.shown(table.name()) + "." + retain.starts() + " is of type "
                            + starts.get().typeName() + ". A period starts from a date.");
            return null;
        }
        TreatmentDeclaration treated = declaration.columns().get(retain.starts());
        if (treated != null && !treated.method().equals("keep")) {
            compilation.problem(
                    ErrorCode.MAP_UNBEARABLE_TREATMENT,
                    treated.at(),
                    compilation.shown(table.name()) + "." + retain.starts()
                            + " says when the period of the record ends, so it must be kept.");
        }
        String country = compilation.map.jurisdiction();
        var rule = RetentionRules.bundled().find(country, retain.recordClass(), today);
        if (rule.isEmpty()) {
            List<String> known = RetentionRules.bundled().classesOf(country);
            compilation.problem(
                    ErrorCode.MAP_UNKNOWN_RETENTION,
                    retain.at(),
                    "there is no retention rule for class '" + retain.recordClass() + "' in " + country
                            + ". Known there: "
                            + (known.isEmpty() ? "none" : String.join(", ", known)) + "."
                            + Suggestion.didYouMean(retain.recordClass(), known));
            return null;
        }
        return starts.map(column -> new TablePlan.Retained(rule.get(), column)).orElse(null);
    }

    /** Tables that are linked and not named. */
    void reportUndecided(Set<dev.palimpsest.database.TableName> named) {
        ways.tables().names().stream()
                .filter(name -> !named.contains(name))
                .sorted()
                .forEach(name -> {
                    String shown = compilation.shown(name);
                    compilation.problem(
                            ErrorCode.MAP_UNDECIDED_TABLE,
                            compilation.map.subject().at("table"),
                            "table " + shown
                                    + " is linked to the subject and not named under 'treatment'. Decide its columns, or write '"
                                    + shown + ": delete' or '" + shown + ": ignore'.");
                });
    }
}
