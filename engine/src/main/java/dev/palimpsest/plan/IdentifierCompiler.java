package dev.palimpsest.plan;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.Table;
import dev.palimpsest.database.TableName;
import dev.palimpsest.map.IdentifierKind;
import dev.palimpsest.map.Link;
import dev.palimpsest.map.SubjectDeclaration;
import dev.palimpsest.problem.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Compiles {@code subject.identifiers}: where each is to be read, and whose it is. */
final class IdentifierCompiler {
    private final Compilation compilation;
    private final SubjectTable subject;
    private final Ways ways;
    private final List<TablePlan> tables;

    IdentifierCompiler(Compilation compilation, SubjectTable subject, Ways ways, List<TablePlan> tables) {
        this.compilation = compilation;
        this.subject = subject;
        this.ways = ways;
        this.tables = tables;
    }

    List<IdentifierSource> compile() {
        List<IdentifierSource> sources = new ArrayList<>();
        for (SubjectDeclaration.IdentifierDeclaration declaration :
                subject.declaration().identifiers()) {
            identifier(declaration).ifPresent(source -> sources.addAll(byOwner(source, declaration)));
        }
        sources.addAll(replacedAtRandom(sources));
        return sources;
    }

    /**
     * A value that is replaced at random cannot be recognised as new, so its old one is remembered like a customer number:
     * the proof finds it should it still be there.
     */
    private List<IdentifierSource> replacedAtRandom(List<IdentifierSource> named) {
        List<IdentifierSource> sources = new ArrayList<>();
        List<TablePlan> steps = new ArrayList<>(tables);
        tables.forEach(table -> steps.addAll(table.severed()));
        for (TablePlan table : steps) {
            table.computed().forEach((column, treatment) -> {
                boolean known = named.stream()
                        .anyMatch(source -> source.table().name().equals(table.name())
                                && source.columns().contains(column));
                if (treatment.randomises() && treatment.claimedBy().isEmpty() && !known) {
                    sources.add(new IdentifierSource(
                            IdentifierKind.NUMBER, table.table(), List.of(column), table.requireWay()));
                }
                if (treatment.randomises() && treatment.claimedBy().isPresent() && !known) {
                    sources.add(new IdentifierSource(
                            IdentifierKind.NUMBER,
                            table.table(),
                            List.of(column),
                            table.requireWay(),
                            treatment.claimedBy().get()));
                }
            });
        }
        return sources;
    }

    /** What stands in a co-owner's columns is the co-owner's, and the owner's only where there is no co-owner. */
    private List<IdentifierSource> byOwner(
            IdentifierSource source, SubjectDeclaration.IdentifierDeclaration declaration) {
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
                .map(column -> table.get().treatments().get(column))
                .allMatch(
                        treatment -> treatment != null && treatment.claimedBy().isPresent());
        return List.of(
                new IdentifierSource(source.kind(), source.table(), source.columns(), coOwner.requireWay()),
                new IdentifierSource(
                        source.kind(),
                        source.table(),
                        source.columns(),
                        source.way(),
                        unclaimedOnly ? coOwner.requireWay().linkColumn() : null));
    }

    private Optional<IdentifierSource> identifier(SubjectDeclaration.IdentifierDeclaration declaration) {
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
        refuseKept(declaration, table, columns);
        Optional<Way> way = table.name().equals(subject.table().name())
                ? Optional.of(new Way(table.name(), List.of(), table.name(), subject.key(), null, true, List.of()))
                : ways.of(table, new Link(List.of(), null, declaration.at()));
        return way.map(found -> new IdentifierSource(declaration.kind(), table, columns, found));
    }

    /** An identifier that would stay as it is can never be proved gone. */
    private void refuseKept(SubjectDeclaration.IdentifierDeclaration declaration, Table table, List<Column> columns) {
        Optional<TablePlan> plan =
                tables.stream().filter(each -> each.name().equals(table.name())).findFirst();
        if (plan.isEmpty() || plan.get().deletes()) {
            return;
        }
        boolean everyPart = declaration.kind() != IdentifierKind.ADDRESS;
        List<String> kept = columns.stream()
                .filter(column -> plan.get().keeps(column))
                .filter(column -> !compilation.undecided.contains(column))
                .map(Column::name)
                .toList();
        if (everyPart ? !kept.isEmpty() : kept.size() == columns.size()) {
            compilation.problem(
                    ErrorCode.MAP_IDENTIFIER_KEPT,
                    declaration.at(),
                    compilation.shown(table.name()) + "." + kept.getFirst() + " is an identifier ("
                            + declaration.kind().name().toLowerCase(Locale.ROOT)
                            + ") and would be kept. Treat it, or take it out of 'identifiers'.");
        }
    }
}
