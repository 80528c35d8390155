package dev.palimpsest.plan;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.Table;
import dev.palimpsest.map.IdentifierKind;
import dev.palimpsest.map.Link;
import dev.palimpsest.map.Predicate;
import dev.palimpsest.map.SubjectDeclaration;
import dev.palimpsest.problem.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
     * the proof finds it should it still be there. What stands there as a named identifier is remembered as that.
     */
    private List<IdentifierSource> replacedAtRandom(List<IdentifierSource> named) {
        List<IdentifierSource> sources = new ArrayList<>();
        List<TablePlan> steps = new ArrayList<>(tables);
        tables.forEach(table -> steps.addAll(table.severed()));
        for (TablePlan table : steps) {
            table.computed().forEach((column, treatment) -> {
                List<IdentifierSource> known = named.stream()
                        .flatMap(IdentifierSource::rows)
                        .filter(source -> source.table().name().equals(table.name())
                                && source.columns().contains(column))
                        .toList();
                if (table.way() != null
                        && treatment.randomises()
                        && known.stream().allMatch(source -> source.where() != null)) {
                    sources.add(new IdentifierSource(
                            IdentifierKind.NUMBER,
                            table.table(),
                            List.of(column),
                            table.requireWay(),
                            treatment.claimedBy().orElse(null),
                            otherRows(known),
                            List.of()));
                }
            });
        }
        return sources;
    }

    /** Holds in the rows in which none of these stands; null if that is every row. */
    private static @Nullable Predicate otherRows(List<IdentifierSource> conditional) {
        List<Predicate> held = conditional.stream()
                .map(IdentifierSource::where)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        // a condition may end in a line comment
        String none = held.stream()
                .map(where -> "(" + where.sql() + "\n) is not true")
                .collect(Collectors.joining(" and "));
        return held.isEmpty() ? null : new Predicate(none, held.getFirst().at());
    }

    /** What stands in a co-owner's columns is the co-owner's, and the owner's only where there is no co-owner. */
    private List<IdentifierSource> byOwner(
            IdentifierSource source, SubjectDeclaration.IdentifierDeclaration declaration) {
        if (!source.joined().isEmpty()) {
            refuseCoOwned(source, declaration);
            return List.of(source);
        }
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
                new IdentifierSource(
                        source.kind(),
                        source.table(),
                        source.columns(),
                        coOwner.requireWay(),
                        null,
                        source.where(),
                        List.of()),
                new IdentifierSource(
                        source.kind(),
                        source.table(),
                        source.columns(),
                        source.way(),
                        unclaimedOnly ? coOwner.requireWay().linkColumn() : null,
                        source.where(),
                        List.of()));
    }

    private void refuseCoOwned(IdentifierSource source, SubjectDeclaration.IdentifierDeclaration declaration) {
        boolean coOwned = source.rows()
                .anyMatch(row -> tables.stream()
                        .filter(plan -> plan.name().equals(row.table().name()))
                        .flatMap(plan -> plan.severed().stream())
                        .anyMatch(plan -> row.columns().stream().anyMatch(plan.computed()::containsKey)));
        if (coOwned) {
            compilation.problem(
                    ErrorCode.MAP_BAD_VALUE,
                    declaration.at(),
                    "the parts of this identifier are joined over several rows, so none can be a co-owner's column."
                            + " Name the co-owner's column as an identifier of its own.");
        }
    }

    /** Parts of one table and one condition stand in one row; what follows in another is joined with it. */
    private Optional<IdentifierSource> identifier(SubjectDeclaration.IdentifierDeclaration declaration) {
        List<IdentifierSource> rows = new ArrayList<>();
        List<SubjectDeclaration.Part> row = new ArrayList<>();
        boolean complete = true;
        for (SubjectDeclaration.Part part : declaration.parts()) {
            if (!row.isEmpty() && !isOfRow(part, row.getFirst())) {
                complete &= row(declaration, row).map(rows::add).orElse(false);
                row.clear();
            }
            row.add(part);
        }
        complete &= row(declaration, row).map(rows::add).orElse(false);
        if (!complete) {
            return Optional.empty();
        }
        refuseKept(declaration, rows);
        return Optional.of(rows.getFirst().with(rows.subList(1, rows.size())));
    }

    private static boolean isOfRow(SubjectDeclaration.Part part, SubjectDeclaration.Part first) {
        Predicate where = part.where();
        Predicate other = first.where();
        boolean same =
                where == null || other == null ? where == other : where.sql().equals(other.sql());
        return same && tableOf(part).equals(tableOf(first));
    }

    private static String tableOf(SubjectDeclaration.Part part) {
        return part.column().substring(0, Math.max(0, part.column().lastIndexOf('.')));
    }

    private Optional<IdentifierSource> row(
            SubjectDeclaration.IdentifierDeclaration declaration, List<SubjectDeclaration.Part> parts) {
        String written = tableOf(parts.getFirst());
        Optional<Table> table =
                written.isEmpty() ? Optional.of(subject.table()) : compilation.table(written, declaration.at());
        List<Column> columns = new ArrayList<>();
        for (SubjectDeclaration.Part part : parts) {
            String column = part.column().substring(part.column().lastIndexOf('.') + 1);
            table.flatMap(found -> compilation.column(found, column, declaration.at()))
                    .ifPresent(columns::add);
        }
        if (table.isEmpty() || columns.size() < parts.size()) {
            return Optional.empty();
        }
        Optional<Way> way = table.get().name().equals(subject.table().name())
                ? Optional.of(new Way(
                        table.get().name(), List.of(), table.get().name(), subject.key(), null, true, List.of()))
                : ways.of(table.get(), new Link(List.of(), null, declaration.at()));
        return way.map(found -> new IdentifierSource(
                declaration.kind(),
                table.get(),
                columns,
                found,
                null,
                parts.getFirst().where(),
                List.of()));
    }

    /**
     * An identifier that would stay as it is can never be proved gone. Of an address, parts may stay. What the database computes is
     * gone with what it is computed from; the proof looks for it there, too.
     */
    private void refuseKept(SubjectDeclaration.IdentifierDeclaration declaration, List<IdentifierSource> rows) {
        List<String> kept = new ArrayList<>();
        for (IdentifierSource row : rows) {
            Optional<TablePlan> plan = tables.stream()
                    .filter(each -> each.name().equals(row.table().name()))
                    .findFirst();
            if (plan.isPresent() && !plan.get().deletes()) {
                row.columns().stream()
                        .filter(plan.get()::keeps)
                        .filter(column -> !column.generated() && !compilation.undecided.contains(column))
                        .forEach(
                                column -> kept.add(compilation.shown(row.table().name()) + "." + column.name()));
            }
        }
        boolean everyPart = declaration.kind() != IdentifierKind.ADDRESS;
        if (everyPart ? !kept.isEmpty() : kept.size() == declaration.parts().size()) {
            compilation.problem(
                    ErrorCode.MAP_IDENTIFIER_KEPT,
                    declaration.at(),
                    kept.getFirst() + " is an identifier ("
                            + declaration.kind().name().toLowerCase(Locale.ROOT)
                            + ") and would be kept. Treat it, or take it out of 'identifiers'.");
        }
    }
}
