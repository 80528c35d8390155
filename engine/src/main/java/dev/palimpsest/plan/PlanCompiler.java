package dev.palimpsest.plan;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.Schema;
import dev.palimpsest.database.Table;
import dev.palimpsest.database.TableName;
import dev.palimpsest.map.ActivityDeclaration;
import dev.palimpsest.map.BlockerDeclaration;
import dev.palimpsest.map.PrivacyMap;
import dev.palimpsest.map.SubjectDeclaration;
import dev.palimpsest.map.TableDeclaration;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.Position;
import dev.palimpsest.problem.Problems;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compiles a privacy map against a live schema. Every problem is found in one go, so that the owner mends the map once.
 */
public final class PlanCompiler {
    private final Compilation compilation;
    private final StorageCheck storage;
    private final LocalDate today;

    private PlanCompiler(PrivacyMap map, Schema schema, LocalDate today) {
        this.compilation = new Compilation(map, schema);
        this.storage = new StorageCheck(compilation);
        this.today = today;
    }

    /**
     * Compiles.
     *
     * @param today decides which retention rules are in force
     * @throws dev.palimpsest.problem.PalimpsestException with every problem found (PAL-MAP-010 to PAL-MAP-021)
     */
    public static Plan compile(PrivacyMap map, Schema schema, LocalDate today) {
        Result result = new PlanCompiler(map, schema, today).compile();
        result.problems().throwIfAny();
        return Objects.requireNonNull(result.plan());
    }

    /** @param plan null when the problems forbid one */
    private record Result(Problems problems, @Nullable Plan plan) {}

    private Result compile() {
        SubjectDeclaration declaration = compilation.map.subject();
        Optional<Table> table = compilation.table(declaration.table(), declaration.at("table"));
        Optional<Column> key =
                table.flatMap(found -> compilation.column(found, declaration.key(), declaration.at("key")));
        if (table.isEmpty() || key.isEmpty()) {
            return new Result(compilation.problems, null);
        }
        checkKey(table.get(), key.get());
        Ways ways = new Ways(compilation, table.get(), key.get());
        SubjectTable subject = subject(table.get(), key.get());
        List<TablePlan> tables = tables(subject, ways);
        List<ActivitySource> activity = compilation.map.activity().stream()
                .flatMap(source -> activity(source, ways).stream())
                .toList();
        List<Blocker> blockers = compilation.map.blockers().stream()
                .flatMap(blocker -> blocker(blocker, ways).stream())
                .toList();
        List<IdentifierSource> identifiers = new IdentifierCompiler(compilation, subject, ways, tables).compile();
        Map<TableName, Set<Column>> others = new OthersCompiler(compilation, tables, identifiers).compile();
        new Warnings(compilation).of(tables, activity, blockers);
        if (!compilation.problems.isEmpty()) {
            return new Result(compilation.problems, null);
        }
        SubjectTable withQuasiIdentifiers = new SubjectTable(
                subject.table(),
                subject.key(),
                subject.bornIntoSystem(),
                quasiIdentifiers(subject, tables),
                declaration);
        Plan plan = new Plan(
                compilation.map,
                compilation.schema,
                withQuasiIdentifiers,
                tables,
                activity,
                blockers,
                identifiers,
                others,
                List.copyOf(compilation.warnings),
                Digests.ofDefinitions(definitions(tables, activity, blockers)));
        return new Result(compilation.problems, plan);
    }

    private void checkKey(Table table, Column key) {
        SubjectDeclaration declaration = compilation.map.subject();
        if (!table.isUnique(List.of(key.name())) || key.nullable()) {
            compilation.problem(
                    ErrorCode.MAP_BAD_VALUE,
                    declaration.at("key"),
                    compilation.shown(table.name()) + "." + key.name()
                            + " does not name one row: it must be unique and NOT NULL. Use the primary key.");
        }
        String nameless = nameless(key);
        if (nameless != null) {
            compilation.problem(
                    ErrorCode.MAP_BAD_VALUE,
                    declaration.at("key"),
                    compilation.shown(table.name()) + "." + key.name() + " holds " + nameless
                            + ", which receipts cannot name. Use another column that is unique and NOT NULL.");
        }
        if (table.kind() != Table.Kind.TABLE && table.kind() != Table.Kind.PARTITIONED) {
            compilation.problem(
                    ErrorCode.MAP_UNSAFE_TABLE,
                    declaration.at("table"),
                    compilation.shown(table.name())
                            + " is not a table that holds rows of its own. Name the table itself.");
        } else {
            storage.locked(table, declaration.at("table"));
        }
    }

    /** What has no text that is the same wherever the key is compared; null for what has. */
    private static @Nullable String nameless(Column key) {
        return switch (key.family()) {
            case BINARY -> "bytes";
            case FLOAT -> "inexact numbers";
            case DECIMAL -> key.typeName().contains("zerofill") ? "decimals with leading zeros" : null;
            default -> null;
        };
    }

    private SubjectTable subject(Table table, Column key) {
        SubjectDeclaration declaration = compilation.map.subject();
        declaration.title().forEach(column -> compilation.column(table, column, declaration.at("title")));
        declaration.search().forEach(column -> compilation.column(table, column, declaration.at("search")));
        new StateCheck(compilation, table).check();
        String born = declaration.bornIntoSystem();
        Column bornColumn = born == null
                ? null
                : compilation
                        .column(table, born, declaration.at("born-into-system"))
                        .orElse(null);
        if (bornColumn != null) {
            requireDated(table, bornColumn, declaration.at("born-into-system"));
        }
        return new SubjectTable(table, key, bornColumn, List.of(), declaration);
    }

    private void requireDated(Table table, Column column, Position at) {
        if (!column.family().isDated()) {
            compilation.problem(
                    ErrorCode.MAP_BAD_VALUE,
                    at,
                    compilation.shown(table.name()) + "." + column.name() + " is of type " + column.typeName()
                            + ". A date, timestamp or timestamp with time zone is needed.");
        }
    }

    private List<TablePlan> tables(SubjectTable subject, Ways ways) {
        TableCompiler compiler = new TableCompiler(compilation, subject, ways, today);
        Set<TableName> named = new HashSet<>();
        List<TablePlan> plans = new ArrayList<>();
        Map<TableName, TableDeclaration> declarations = new HashMap<>();
        for (TableDeclaration declaration : compilation.map.treatment()) {
            TableName name = compilation.name(declaration.table());
            if (!named.add(name)) {
                compilation.problem(
                        ErrorCode.MAP_DUPLICATE_KEY,
                        declaration.at(),
                        "table " + name + " stands twice under 'treatment'.");
                continue;
            }
            declarations.put(name, declaration);
            compiler.compile(declaration).ifPresent(plans::add);
        }
        compiler.reportUndecided(named);
        new LinkCheck(compilation, plans).check(declarations);
        new ReassignCheck(compilation, subject, plans).check();
        new MergeCheck(compilation, subject).check();
        DeletionCheck deletions = new DeletionCheck(compilation, plans);
        for (TablePlan plan : plans) {
            TableDeclaration declaration = declarations.get(plan.name());
            if (declaration != null) {
                storage.treated(plan, declaration.at());
            }
            if (plan.deletes() && declaration != null) {
                deletions.check(plan, declaration);
                deletions.checkWays(plan, declaration);
            }
        }
        return deletions.inOrder();
    }

    private Optional<ActivitySource> activity(ActivityDeclaration declaration, Ways ways) {
        Optional<Table> table = lockable(declaration.table(), declaration.at());
        if (table.isEmpty()) {
            return Optional.empty();
        }
        Optional<Column> at = compilation.column(table.get(), declaration.column(), declaration.at());
        at.ifPresent(column -> requireDated(table.get(), column, declaration.at()));
        Optional<Way> way = ways.of(table.get(), declaration.link());
        return at.isEmpty() || way.isEmpty()
                ? Optional.empty()
                : Optional.of(new ActivitySource(declaration, table.get(), at.get(), way.get()));
    }

    private Optional<Blocker> blocker(BlockerDeclaration declaration, Ways ways) {
        Optional<Table> table = lockable(declaration.table(), declaration.at());
        if (table.isEmpty()) {
            return Optional.empty();
        }
        List<Column> show = declaration.show().stream()
                .flatMap(column -> compilation.column(table.get(), column, declaration.at()).stream())
                .toList();
        String until = declaration.until();
        Column untilColumn = until == null
                ? null
                : compilation.column(table.get(), until, declaration.at()).orElse(null);
        if (untilColumn != null) {
            requireDated(table.get(), untilColumn, declaration.at());
        }
        return ways.of(table.get(), declaration.link())
                .map(way -> new Blocker(declaration, table.get(), show, untilColumn, way));
    }

    private Optional<Table> lockable(String written, Position at) {
        Optional<Table> table = compilation.table(written, at);
        if (table.isPresent()
                && table.get().kind() != Table.Kind.TABLE
                && table.get().kind() != Table.Kind.PARTITIONED) {
            compilation.problem(
                    ErrorCode.MAP_UNSAFE_TABLE,
                    at,
                    written
                            + " is not a table that holds rows of its own, so they cannot be locked while a person is judged. "
                            + "Name the tables behind it.");
            return Optional.empty();
        }
        table.ifPresent(found -> storage.locked(found, at));
        return table;
    }

    private List<Column> quasiIdentifiers(SubjectTable subject, List<TablePlan> tables) {
        List<String> named = subject.declaration().quasiIdentifiers();
        if (!named.isEmpty()) {
            return named.stream()
                    .flatMap(column -> subject.table().column(column).stream())
                    .toList();
        }
        return tables.stream()
                .filter(plan -> plan.name().equals(subject.table().name()))
                .flatMap(plan -> plan.treatments().entrySet().stream())
                .filter(entry -> entry.getValue().coarsens())
                .map(Map.Entry::getKey)
                .toList();
    }

    private Set<Table> definitions(List<TablePlan> tables, List<ActivitySource> activity, List<Blocker> blockers) {
        Set<Table> definitions = new LinkedHashSet<>();
        tables.forEach(plan -> definitions.add(plan.table()));
        activity.forEach(source -> definitions.add(source.table()));
        blockers.forEach(blocker -> definitions.add(blocker.table()));
        return definitions;
    }
}
