package dev.palimpsest.plan;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.ForeignKey;
import dev.palimpsest.database.Table;
import dev.palimpsest.database.TableName;
import dev.palimpsest.map.Link;
import dev.palimpsest.map.Predicate;
import dev.palimpsest.map.TableDeclaration;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.Position;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the ways from tables to the subject: from the foreign keys where exactly one leads there, from the map where none
 * or several do.
 */
final class Ways {
    private final Compilation compilation;
    private final Table subject;
    private final Column key;
    private final LinkedTables tables;
    /** Of which the holders are being asked for: two tables may refer to each other. */
    private final Set<TableName> asked = new HashSet<>();

    Ways(Compilation compilation, Table subject, Column key) {
        this.compilation = compilation;
        this.subject = subject;
        this.key = key;
        this.tables = new LinkedTables(compilation, subject);
    }

    LinkedTables tables() {
        return tables;
    }

    /**
     * The way of a table as used by an activity or blocker, which may name another one than section treatment.
     *
     * @return empty when there is none; that is reported
     */
    Optional<Way> of(Table table, Link link) {
        return of(table, link, new HashSet<>());
    }

    /** @param passed the tables this way has led through so far */
    private Optional<Way> of(Table table, Link link, Set<TableName> passed) {
        if (!passed.add(table.name())) {
            compilation.problem(
                    ErrorCode.MAP_NO_LINK,
                    link.at(),
                    "the way from " + compilation.shown(table.name())
                            + " goes round in a circle. Name a column that leads to the subject with 'via'.");
            return Optional.empty();
        }
        if (!link.via().isEmpty() || link.where() != null) {
            return declared(table, link, passed);
        }
        TableDeclaration declaration = tables.declaration(table.name());
        if (declaration != null
                && (!declaration.link().via().isEmpty() || declaration.link().where() != null)) {
            return declared(table, declaration.link(), passed);
        }
        return byForeignKeys(table, link.at(), passed).map(hops -> way(table, hops, null, link.at()));
    }

    private Optional<Way> declared(Table table, Link link, Set<TableName> passed) {
        Predicate where = link.where();
        if (link.via().isEmpty()) {
            return byForeignKeys(table, link.at(), passed).map(hops -> way(table, hops, where, link.at()));
        }
        List<Way.Hop> hops = new ArrayList<>();
        Table from = table;
        for (int i = 0; i < link.via().size(); i++) {
            Optional<Way.Hop> hop =
                    hop(from, link.via().get(i), i == 0, i == link.via().size() - 1, link.at());
            if (hop.isEmpty()) {
                return Optional.empty();
            }
            hops.add(hop.get());
            from = compilation.schema.require(hop.get().to());
        }
        if (!from.name().equals(subject.name())) {
            Optional<Way> rest = of(from, new Link(List.of(), null, link.at()), passed);
            if (rest.isEmpty()) {
                return Optional.empty();
            }
            hops.addAll(rest.get().hops());
        }
        return Optional.of(way(table, hops, where, link.at()));
    }

    /** One written reference: {@code column}, or {@code column -> table.column} where no foreign key says it. */
    private Optional<Way.Hop> hop(Table from, String written, boolean first, boolean last, Position at) {
        int arrow = written.indexOf(LinkedTables.ARROW);
        String columnName = (arrow < 0 ? written : written.substring(0, arrow)).trim();
        Optional<Column> column = compilation.column(from, columnName, at);
        if (column.isEmpty()) {
            return Optional.empty();
        }
        if (arrow >= 0) {
            String target =
                    written.substring(arrow + LinkedTables.ARROW.length()).trim();
            int dot = target.lastIndexOf('.');
            if (dot < 0) {
                compilation.problem(
                        ErrorCode.MAP_BAD_VALUE, at, "write 'column -> table.column' instead of '" + written + "'.");
                return Optional.empty();
            }
            Optional<Table> to = compilation.table(target.substring(0, dot), at);
            Optional<Column> toColumn = to.flatMap(found -> compilation.column(found, target.substring(dot + 1), at));
            if (to.isPresent()
                    && toColumn.isPresent()
                    && !(first && tables.reversed(from, written).isPresent())
                    && !to.get().isUnique(List.of(toColumn.get().name()))) {
                compilation.problem(
                        ErrorCode.MAP_NO_LINK,
                        at,
                        target + " is not unique, so '" + written
                                + "' could lead to several people. Refer to a unique column.");
                return Optional.empty();
            }
            return toColumn.map(
                    found -> new Way.Hop(from.name(), column.get(), to.get().name(), found));
        }
        List<ForeignKey> references = from.foreignKeys().stream()
                .filter(reference -> reference.columns().equals(List.of(columnName)))
                .filter(reference -> tables.names().contains(reference.to()))
                .toList();
        if (!references.isEmpty()) {
            ForeignKey reference = references.getFirst();
            Column to = compilation
                    .schema
                    .require(reference.to())
                    .column(reference.toColumns().getFirst())
                    .orElseThrow();
            return Optional.of(new Way.Hop(from.name(), column.get(), reference.to(), to));
        }
        if (last) {
            return Optional.of(new Way.Hop(from.name(), column.get(), subject.name(), key));
        }
        compilation.problem(
                ErrorCode.MAP_NO_LINK,
                at,
                "no foreign key says where " + compilation.shown(from.name()) + "." + columnName + " leads. Write '"
                        + columnName + " -> table.column'.");
        return Optional.empty();
    }

    private Optional<List<Way.Hop>> byForeignKeys(Table table, Position at, Set<TableName> passed) {
        if (table.name().equals(subject.name())) {
            return Optional.of(List.of());
        }
        List<ForeignKey> up = table.foreignKeys().stream()
                .filter(reference -> tables.names().contains(reference.to())
                        && !tables.isReferredTo(reference.to())
                        && !tables.namesCoOwner(table.name(), reference)
                        && !reference.to().equals(table.name()))
                .toList();
        String shown = compilation.shown(table.name());
        if (up.size() > 1) {
            String choices = up.stream()
                    .map(reference ->
                            String.join("+", reference.columns()) + " (to " + compilation.shown(reference.to()) + ")")
                    .collect(Collectors.joining(", "));
            compilation.problem(
                    ErrorCode.MAP_AMBIGUOUS_LINK,
                    at,
                    "several ways lead from " + shown + " to the subject: " + choices
                            + ". Name one with 'via', for instance {via: "
                            + likeliest(up).columns().getFirst() + "}.");
            return Optional.empty();
        }
        if (up.isEmpty() || up.getFirst().columns().size() != 1) {
            compilation.problem(
                    ErrorCode.MAP_NO_LINK,
                    at,
                    up.isEmpty()
                            ? "no foreign key leads from " + shown
                                    + " to the subject. Name the column that does with 'via'." + tables.advice(table)
                            : "the foreign key of " + shown
                                    + " has several columns. Name one column that leads to the subject with 'via'.");
            return Optional.empty();
        }
        ForeignKey reference = up.getFirst();
        Table parent = compilation.schema.require(reference.to());
        Way.Hop hop = new Way.Hop(
                table.name(),
                table.column(reference.columns().getFirst()).orElseThrow(),
                parent.name(),
                parent.column(reference.toColumns().getFirst()).orElseThrow());
        Optional<List<Way.Hop>> above = parent.name().equals(subject.name())
                ? Optional.of(List.of())
                : of(parent, new Link(List.of(), null, at), passed).map(Way::hops);
        return above.map(hops -> {
            List<Way.Hop> all = new ArrayList<>();
            all.add(hop);
            all.addAll(hops);
            return all;
        });
    }

    /**
     * The reference that tells whose a row is rather than who has to do with it: one called like the subject's key, else one straight
     * to the subject. Whoever owns a list owns none of the people on it.
     */
    private ForeignKey likeliest(List<ForeignKey> references) {
        List<ForeignKey> straight = references.stream()
                .filter(reference -> reference.to().equals(subject.name()))
                .toList();
        return straight.stream()
                .filter(reference -> reference.columns().equals(List.of(key.name())))
                .findFirst()
                .orElse(straight.isEmpty() ? references.getFirst() : straight.getFirst());
    }

    private Way way(Table table, List<Way.Hop> hops, @Nullable Predicate where, Position at) {
        if (where == null) {
            refuseConditionOnTheWay(table, hops, at);
        }
        boolean indexed =
                hops.stream().allMatch(hop -> compilation.isIndexed(hop, hop.equals(hops.getFirst()) ? where : null));
        return new Way(table.name(), hops, subject.name(), key, where, indexed, holders(table));
    }

    private List<Way.Holder> holders(Table table) {
        if (!tables.isReferredTo(table.name()) || !asked.add(table.name())) {
            return List.of();
        }
        try {
            return compilation.schema.referencesTo(table.name()).stream()
                    .filter(reference ->
                            compilation.schema.require(reference.from()).kind() != Table.Kind.PARTITION)
                    .map(reference -> new Way.Holder(
                            reference,
                            owner(reference.from()),
                            compilation
                                    .schema
                                    .require(reference.from())
                                    .hasIndexOn(reference.columns().getFirst())))
                    .toList();
        } finally {
            asked.remove(table.name());
        }
    }

    /** The way of rows that hold another; null when they are no subject's, and so stay whoever goes. */
    private @Nullable Way owner(TableName holder) {
        if (holder.equals(subject.name())) {
            return new Way(holder, List.of(), holder, key, null, true, List.of());
        }
        boolean stays = tables.isReferredTo(holder) && (asked.contains(holder) || !tables.isTreated(holder));
        if (!tables.names().contains(holder) || stays) {
            return null;
        }
        Table table = compilation.schema.require(holder);
        return of(table, new Link(List.of(), null, compilation.map.subject().at("table")))
                .orElse(null);
    }

    /** Rows behind a table of which only some rows belong to subjects do not all belong to one, either. */
    private void refuseConditionOnTheWay(Table table, List<Way.Hop> hops, Position at) {
        for (Way.Hop hop : hops.subList(Math.min(1, hops.size()), hops.size())) {
            TableDeclaration passed = tables.declaration(hop.from());
            if (passed != null && passed.link().where() != null) {
                String shown = compilation.shown(table.name());
                compilation.problem(
                        ErrorCode.MAP_NO_LINK,
                        at,
                        "the way from " + shown + " leads through " + compilation.shown(hop.from())
                                + ", of which only the rows under 'where' belong to the subject. Say with 'where' which rows of "
                                + shown + " do.");
            }
        }
    }
}
