package dev.palimpsest.plan;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.ColumnFamily;
import dev.palimpsest.database.ForeignKey;
import dev.palimpsest.database.Schema;
import dev.palimpsest.database.Table;
import dev.palimpsest.database.TableName;
import dev.palimpsest.map.ActivityDeclaration;
import dev.palimpsest.map.BlockerDeclaration;
import dev.palimpsest.map.IdentifierKind;
import dev.palimpsest.map.Link;
import dev.palimpsest.map.PrivacyMap;
import dev.palimpsest.map.SubjectDeclaration;
import dev.palimpsest.map.TableDeclaration;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.Position;
import dev.palimpsest.problem.Problems;
import dev.palimpsest.treatment.Generalise;
import dev.palimpsest.treatment.Keep;
import dev.palimpsest.treatment.RandomValue;
import dev.palimpsest.treatment.Unclaimed;
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
import java.util.stream.Collectors;
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
        List<IdentifierSource> identifiers = identifiers(subject, ways, tables);
        warn(tables, activity, blockers);
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
        if (key.family() == ColumnFamily.BINARY || key.family() == ColumnFamily.FLOAT) {
            compilation.problem(
                    ErrorCode.MAP_BAD_VALUE,
                    declaration.at("key"),
                    compilation.shown(table.name()) + "." + key.name() + " holds "
                            + (key.family() == ColumnFamily.BINARY ? "bytes" : "inexact numbers")
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

    private List<IdentifierSource> identifiers(SubjectTable subject, Ways ways, List<TablePlan> tables) {
        List<IdentifierSource> sources = new ArrayList<>();
        for (SubjectDeclaration.IdentifierDeclaration declaration :
                subject.declaration().identifiers()) {
            identifier(declaration, subject, ways, tables)
                    .ifPresent(source -> sources.addAll(byOwner(source, declaration, tables)));
        }
        sources.addAll(replacedAtRandom(tables, sources));
        return sources;
    }

    /**
     * A value that is replaced at random cannot be recognised as new, so its old one is remembered like a customer number:
     * the proof finds it should it still be there.
     */
    private static List<IdentifierSource> replacedAtRandom(List<TablePlan> tables, List<IdentifierSource> named) {
        List<IdentifierSource> sources = new ArrayList<>();
        List<TablePlan> steps = new ArrayList<>(tables);
        tables.forEach(table -> steps.addAll(table.severed()));
        for (TablePlan table : steps) {
            table.computed().forEach((column, treatment) -> {
                boolean known = named.stream()
                        .anyMatch(source -> source.table().name().equals(table.name())
                                && source.columns().contains(column));
                if (treatment instanceof RandomValue && !known) {
                    sources.add(new IdentifierSource(
                            IdentifierKind.NUMBER, table.table(), List.of(column), table.requireWay()));
                }
                if (treatment instanceof Unclaimed unclaimed && unclaimed.then() instanceof RandomValue && !known) {
                    sources.add(new IdentifierSource(
                            IdentifierKind.NUMBER,
                            table.table(),
                            List.of(column),
                            table.requireWay(),
                            unclaimed.coOwner()));
                }
            });
        }
        return sources;
    }

    /** What stands in a co-owner's columns is the co-owner's, and the owner's only where there is no co-owner. */
    private List<IdentifierSource> byOwner(
            IdentifierSource source, SubjectDeclaration.IdentifierDeclaration declaration, List<TablePlan> tables) {
        Optional<TablePlan> table = tables.stream()
                .filter(plan -> plan.name().equals(source.table().name()))
                .findFirst();
        List<TablePlan> coOwners = table.map(TablePlan::severed).orElse(List.of()).stream()
                .filter(plan -> source.columns().stream().anyMatch(plan.computed()::containsKey))
                .toList();
        if (table.isEmpty() || coOwners.isEmpty()) {
            return List.of(source);
        }
        TablePlan coOwner = coOwners.getFirst();
        if (coOwners.size() > 1 || !coOwner.computed().keySet().containsAll(source.columns())) {
            compilation.problem(
                    ErrorCode.MAP_BAD_VALUE,
                    declaration.at(),
                    "the parts of one identifier must be one person's; here some are the co-owner's behind "
                            + compilation.shown(coOwner.name()) + "."
                            + coOwner.requireWay().linkColumn().name() + " and others are not.");
            return List.of(source);
        }
        boolean unclaimedOnly = source.columns().stream()
                .allMatch(column -> table.get().treatments().get(column) instanceof Unclaimed);
        return List.of(
                new IdentifierSource(source.kind(), source.table(), source.columns(), coOwner.requireWay()),
                new IdentifierSource(
                        source.kind(),
                        source.table(),
                        source.columns(),
                        source.way(),
                        unclaimedOnly ? coOwner.requireWay().linkColumn() : null));
    }

    private Optional<IdentifierSource> identifier(
            SubjectDeclaration.IdentifierDeclaration declaration,
            SubjectTable subject,
            Ways ways,
            List<TablePlan> tables) {
        List<Column> columns = new ArrayList<>();
        Set<TableName> from = new LinkedHashSet<>();
        for (String written : declaration.columns()) {
            int dot = written.lastIndexOf('.');
            Optional<Table> table = dot < 0
                    ? Optional.of(subject.table())
                    : compilation.table(written.substring(0, dot), declaration.at());
            Optional<Column> column =
                    table.flatMap(found -> compilation.column(found, written.substring(dot + 1), declaration.at()));
            if (column.isEmpty()) {
                return Optional.empty();
            }
            columns.add(column.get());
            from.add(table.orElseThrow().name());
        }
        if (from.size() != 1) {
            compilation.problem(
                    ErrorCode.MAP_BAD_VALUE,
                    declaration.at(),
                    "the parts of one identifier must stand in one table; here they stand in " + from + ".");
            return Optional.empty();
        }
        Table table = compilation.schema.require(from.iterator().next());
        refuseKept(declaration, table, columns, tables);
        Optional<Way> way = table.name().equals(subject.table().name())
                ? Optional.of(new Way(table.name(), List.of(), table.name(), subject.key(), null, true, List.of()))
                : ways.of(table, new Link(List.of(), null, declaration.at()));
        return way.map(found -> new IdentifierSource(declaration.kind(), table, columns, found));
    }

    /** An identifier that would stay as it is can never be proved gone. */
    private void refuseKept(
            SubjectDeclaration.IdentifierDeclaration declaration,
            Table table,
            List<Column> columns,
            List<TablePlan> tables) {
        Optional<TablePlan> plan =
                tables.stream().filter(each -> each.name().equals(table.name())).findFirst();
        if (plan.isEmpty() || plan.get().deletes()) {
            return;
        }
        boolean everyPart = declaration.kind() != IdentifierKind.ADDRESS;
        List<String> kept = columns.stream()
                .filter(column -> plan.get().treatments().get(column) instanceof Keep)
                .filter(column -> !compilation.undecided.contains(column))
                .map(Column::name)
                .toList();
        if (everyPart ? !kept.isEmpty() : kept.size() == columns.size()) {
            compilation.problem(
                    ErrorCode.MAP_IDENTIFIER_KEPT,
                    declaration.at(),
                    compilation.shown(table.name()) + "." + kept.getFirst() + " is an identifier ("
                            + declaration.kind().name().toLowerCase(java.util.Locale.ROOT)
                            + ") and would be kept. Treat it, or take it out of 'identifiers'.");
        }
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
                .filter(entry -> entry.getValue() instanceof Generalise)
                .map(Map.Entry::getKey)
                .toList();
    }

    private void warn(List<TablePlan> tables, List<ActivitySource> activity, List<Blocker> blockers) {
        for (TablePlan plan : tables) {
            if (plan.treatsRows() && !plan.table().triggers().isEmpty()) {
                List<String> names = plan.table().triggers().stream()
                        .map(Table.Trigger::name)
                        .toList();
                compilation.warnings.add("table " + compilation.shown(plan.name()) + " has triggers " + names
                        + ": what they write is treated after them, if the map names the tables they write to.");
            }
            if (plan.treatsRows()) {
                warnOfUnreadable(plan);
            }
            if (plan.treatsRows() && !plan.requireWay().indexed()) {
                warnOfIndex(plan.requireWay());
            }
            if (plan.treatsRows() && plan.requireWay().isReferredTo()) {
                compilation.warnings.add("rows of " + compilation.shown(plan.name()) + " that somebody else refers to ("
                        + plan.requireWay().holders().stream()
                                .map(holder -> holder.reference())
                                .map(reference -> compilation.shown(reference.from()) + "."
                                        + String.join("+", reference.columns()))
                                .collect(Collectors.joining(", "))
                        + ") stay as they are until the last of them is treated.");
            }
            if (plan.treatsRows() && plan.table().primaryKey().isEmpty()) {
                compilation.warnings.add("table " + compilation.shown(plan.name())
                        + " has no primary key: hits of the proof are reported by row position.");
            }
            plan.severed().stream()
                    .map(TablePlan::requireWay)
                    .filter(way -> !way.indexed())
                    .forEach(this::warnOfIndex);
            warnOfOthers(plan);
        }
        warnOfUnnamedReferences(tables);
        warnOfUndeclaredReferences();
        activity.stream().map(ActivitySource::way).filter(way -> !way.indexed()).forEach(this::warnOfIndex);
        blockers.stream().map(Blocker::way).filter(way -> !way.indexed()).forEach(this::warnOfIndex);
    }

    /** A second reference to the subject may name another person, of whom more may stand in the row. */
    private void warnOfOthers(TablePlan plan) {
        Way way = plan.way();
        if (way == null || plan.deletes()) {
            return;
        }
        TableName subject = compilation.name(compilation.map.subject().table());
        for (ForeignKey reference : plan.table().foreignKeys()) {
            String column = String.join("+", reference.columns());
            boolean coOwner = plan.severed().stream()
                    .anyMatch(each -> each.requireWay().linkColumn().name().equals(column));
            boolean kept = plan.table()
                    .column(column)
                    .map(plan.treatments()::get)
                    .filter(Keep.class::isInstance)
                    .isPresent();
            if (reference.to().equals(subject)
                    && kept
                    && !coOwner
                    && !column.equals(way.linkColumn().name())) {
                compilation.warnings.add(compilation.shown(plan.name()) + "." + column
                        + " also refers to the subject and is kept. If another person stands there, name it under"
                        + " 'co-owners', with the columns that are theirs.");
            }
        }
    }

    private void warnOfUnreadable(TablePlan plan) {
        List<String> unreadable = plan.table().triggers().stream()
                .filter(trigger -> trigger.body().isBlank())
                .map(Table.Trigger::name)
                .toList();
        if (!unreadable.isEmpty()) {
            compilation.warnings.add("what the triggers " + unreadable + " of table " + compilation.shown(plan.name())
                    + " do cannot be read: should they write to a kept table, people fail. Grant the user TRIGGER on the"
                    + " table to have them considered.");
        }
    }

    /** A table that the subject's row refers to may be a list of countries, or may hold the subject's address. */
    private void warnOfUnnamedReferences(List<TablePlan> tables) {
        TableName subject = compilation.name(compilation.map.subject().table());
        Set<TableName> named = tables.stream().map(TablePlan::name).collect(Collectors.toSet());
        for (ForeignKey reference : compilation.schema.require(subject).foreignKeys()) {
            Table to = compilation.schema.require(reference.to());
            boolean holdsText =
                    to.columns().stream().anyMatch(column -> column.family().holdsText());
            if (named.add(to.name()) && holdsText) {
                String shown = compilation.shown(to.name());
                compilation.warnings.add("table " + shown + " is referred to by " + compilation.shown(subject) + "."
                        + String.join("+", reference.columns())
                        + " and not named under 'treatment'. If it holds data of the person, give it a treatment with "
                        + Ways.reversed(reference, compilation) + "; if not, write '" + shown + ": ignore'.");
            }
        }
    }

    /** Without a single foreign key to the subject, nobody but the owner knows where the people's rows are. */
    private void warnOfUndeclaredReferences() {
        TableName subject = compilation.name(compilation.map.subject().table());
        if (compilation.schema.referencesTo(subject).stream()
                .anyMatch(reference -> !reference.from().equals(subject))) {
            return;
        }
        Set<TableName> named = compilation.map.treatment().stream()
                .map(declaration -> compilation.name(declaration.table()))
                .collect(Collectors.toSet());
        List<String> others = compilation.schema.tables().stream()
                .filter(table -> table.kind() == Table.Kind.TABLE || table.kind() == Table.Kind.PARTITIONED)
                .map(Table::name)
                .filter(name ->
                        name.schema().equals(subject.schema()) && !name.equals(subject) && !named.contains(name))
                .map(compilation::shown)
                .toList();
        if (!others.isEmpty()) {
            compilation.warnings.add("no foreign key leads to " + compilation.shown(subject)
                    + ", so nobody but you knows which tables hold rows of these people. Give those that do a treatment with"
                    + " 'via', and write 'ignore' for the rest. Not named so far: " + String.join(", ", others) + ".");
        }
    }

    private void warnOfIndex(Way way) {
        String warning = "no index leads from the subject to " + compilation.shown(way.table()) + " by "
                + way.hops().stream()
                        .filter(hop -> !compilation
                                .schema
                                .require(hop.from())
                                .hasIndexOn(hop.column().name()))
                        .findFirst()
                        .map(hop -> (hop.from().equals(way.table()) ? "" : compilation.shown(hop.from()) + ".")
                                + hop.column().name())
                        .orElseThrow()
                + ": every chunk reads the whole table, and MariaDB and MySQL lock it meanwhile.";
        if (!compilation.warnings.contains(warning)) {
            compilation.warnings.add(warning);
        }
    }

    private Set<Table> definitions(List<TablePlan> tables, List<ActivitySource> activity, List<Blocker> blockers) {
        Set<Table> definitions = new LinkedHashSet<>();
        tables.forEach(plan -> definitions.add(plan.table()));
        activity.forEach(source -> definitions.add(source.table()));
        blockers.forEach(blocker -> definitions.add(blocker.table()));
        return definitions;
    }
}
