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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the ways from tables to the subject: from the foreign keys where exactly one leads there, from the map where none
 * or several do.
 */
final class Ways {
    private static final String ARROW = "->";

    private final Compilation compilation;
    private final Table subject;
    private final Column key;
    private final Map<TableName, TableDeclaration> declarations = new HashMap<>();
    private final Set<TableName> linked = new HashSet<>();
    /** Tables that subjects' rows refer to, by the map's word, and the reference. */
    private final Map<TableName, ForeignKey> referredTo = new HashMap<>();
    /** Of which the holders are being asked for: two tables may refer to each other. */
    private final Set<TableName> asked = new HashSet<>();

    Ways(Compilation compilation, Table subject, Column key) {
        this.compilation = compilation;
        this.subject = subject;
        this.key = key;
        for (TableDeclaration declaration : compilation.map.treatment()) {
            declarations.put(compilation.name(declaration.table()), declaration);
        }
        spread(subject.name());
        for (TableDeclaration declaration : declarations.values()) {
            if (!declaration.link().via().isEmpty()) {
                TableName name = compilation.name(declaration.table());
                Optional<ForeignKey> reference = compilation
                        .schema
                        .table(name)
                        .flatMap(table ->
                                reversed(table, declaration.link().via().getFirst()));
                if (reference.isPresent()) {
                    // whoever else refers to such a row is not the subject's for that
                    referredTo.put(name, reference.get());
                    linked.add(name);
                } else {
                    spread(name);
                }
            }
        }
    }

    /** The foreign key that a written reference {@code column -> table.column} follows against its direction. */
    private Optional<ForeignKey> reversed(Table from, String written) {
        int arrow = written.indexOf(ARROW);
        int dot = written.lastIndexOf('.');
        if (arrow < 0 || dot < arrow) {
            return Optional.empty();
        }
        List<String> column = List.of(written.substring(0, arrow).trim());
        TableName to =
                compilation.name(written.substring(arrow + ARROW.length(), dot).trim());
        List<String> toColumn = List.of(written.substring(dot + 1).trim());
        return compilation.schema.referencesTo(from.name()).stream()
                .filter(reference -> reference.from().equals(to)
                        && reference.columns().equals(toColumn)
                        && reference.toColumns().equals(column))
                .findFirst();
    }

    /** How a reference is written against its direction. */
    static String reversed(ForeignKey reference, Compilation compilation) {
        return "'via: \"" + String.join("+", reference.toColumns()) + " " + ARROW + " "
                + compilation.shown(reference.from()) + "." + String.join("+", reference.columns()) + "\"'";
    }

    /** What to write where a table has no way, but the subject's row refers to it; else empty. */
    String advice(Table table) {
        return compilation.schema.referencesTo(table.name()).stream()
                .filter(reference -> reference.from().equals(subject.name()))
                .map(reference -> " The subject's row refers to it: write " + reversed(reference, compilation) + ".")
                .findFirst()
                .orElse("");
    }

    /** Whether the column is the one by which rows lead to a table that the map treats through it. */
    boolean leadsToReferredRows(TableName table, String column) {
        return referredTo.values().stream()
                .anyMatch(reference ->
                        reference.from().equals(table) && reference.columns().contains(column));
    }

    /** Whether the rows belong to somebody else than whom the reference names. */
    boolean namesCoOwner(TableName table, ForeignKey reference) {
        TableDeclaration declaration = declarations.get(table);
        return declaration != null
                && declaration.coOwners().stream()
                        .anyMatch(coOwner -> reference.columns().equals(List.of(coOwner.column())));
    }

    /** Every table that refers to a linked one is linked, unless the map says it holds nothing of the subject. */
    private void spread(TableName reached) {
        if (ignored(reached) || !linked.add(reached)) {
            return;
        }
        for (ForeignKey reference : compilation.schema.referencesTo(reached)) {
            boolean partition = compilation.schema.require(reference.from()).kind() == Table.Kind.PARTITION;
            if (!partition && !isSelfReferenceOfSubject(reference)) {
                spread(reference.from());
            }
        }
    }

    private boolean isSelfReferenceOfSubject(ForeignKey reference) {
        return reference.from().equals(subject.name());
    }

    private boolean ignored(TableName name) {
        TableDeclaration declaration = declarations.get(name);
        return declaration != null && declaration.rows() == TableDeclaration.Rows.IGNORE;
    }

    /** The tables that hold rows of subjects, as far as foreign keys and map tell. */
    Set<TableName> linked() {
        return linked;
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
        TableDeclaration declaration = declarations.get(table.name());
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
        int arrow = written.indexOf(ARROW);
        String columnName = (arrow < 0 ? written : written.substring(0, arrow)).trim();
        Optional<Column> column = compilation.column(from, columnName, at);
        if (column.isEmpty()) {
            return Optional.empty();
        }
        if (arrow >= 0) {
            String target = written.substring(arrow + ARROW.length()).trim();
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
                    && !(first && reversed(from, written).isPresent())
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
                .filter(reference -> linked.contains(reference.to()))
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
                .filter(reference -> linked.contains(reference.to())
                        && !referredTo.containsKey(reference.to())
                        && !namesCoOwner(table.name(), reference)
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
                                    + " to the subject. Name the column that does with 'via'." + advice(table)
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
        if (!referredTo.containsKey(table.name()) || !asked.add(table.name())) {
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
        boolean stays = referredTo.containsKey(holder) && (asked.contains(holder) || !isTreated(holder));
        if (!linked.contains(holder) || stays) {
            return null;
        }
        Table table = compilation.schema.require(holder);
        return of(table, new Link(List.of(), null, compilation.map.subject().at("table")))
                .orElse(null);
    }

    /** Whether anything becomes of the rows. Of somebody whom subjects refer to and who stays by name, the address stays, too. */
    private boolean isTreated(TableName name) {
        TableDeclaration declaration = declarations.get(name);
        return declaration != null
                && (declaration.rows() == TableDeclaration.Rows.DELETE
                        || declaration.columns().values().stream()
                                .anyMatch(treatment -> !treatment.method().equals("keep")));
    }

    /** Rows behind a table of which only some rows belong to subjects do not all belong to one, either. */
    private void refuseConditionOnTheWay(Table table, List<Way.Hop> hops, Position at) {
        for (Way.Hop hop : hops.subList(Math.min(1, hops.size()), hops.size())) {
            TableDeclaration passed = declarations.get(hop.from());
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
