package dev.palimpsest.plan;

import dev.palimpsest.database.ForeignKey;
import dev.palimpsest.database.Table;
import dev.palimpsest.database.TableName;
import dev.palimpsest.map.TableDeclaration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which tables hold rows of subjects, as far as foreign keys and map tell. */
final class LinkedTables {
    /** Between a column and what it refers to, where the map has to say it. */
    static final String ARROW = "->";

    private final Compilation compilation;
    private final Table subject;
    private final Map<TableName, TableDeclaration> declarations = new HashMap<>();
    private final Set<TableName> linked = new HashSet<>();
    /** Tables that subjects' rows refer to, by the map's word, and the reference. */
    private final Map<TableName, ForeignKey> referredTo = new HashMap<>();

    LinkedTables(Compilation compilation, Table subject) {
        this.compilation = compilation;
        this.subject = subject;
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

    /** The foreign key that a written reference {@code column -> table.column} follows against its direction. */
    Optional<ForeignKey> reversed(Table from, String written) {
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

    Set<TableName> names() {
        return linked;
    }

    /** What section treatment says of it; null where nothing. */
    @Nullable
    TableDeclaration declaration(TableName name) {
        return declarations.get(name);
    }

    /** Whether subjects' rows refer to its rows, by the map's word, so that these belong to whoever refers to them. */
    boolean isReferredTo(TableName name) {
        return referredTo.containsKey(name);
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

    /** Whether anything becomes of the rows. Of somebody whom subjects refer to and who stays by name, the address stays, too. */
    boolean isTreated(TableName name) {
        TableDeclaration declaration = declarations.get(name);
        return declaration != null
                && (declaration.rows() == TableDeclaration.Rows.DELETE
                        || declaration.columns().values().stream()
                                .anyMatch(treatment -> !treatment.method().equals("keep")));
    }
}
