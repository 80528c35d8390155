package dev.palimpsest.map;

import dev.palimpsest.map.SubjectDeclaration.IdentifierDeclaration;
import dev.palimpsest.map.SubjectDeclaration.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads {@code subject.identifiers}. */
final class IdentifierReader {
    private static final Pattern COLUMN_PATH = Pattern.compile("[^.]+(\\.[^.]+){0,2}");
    private static final int NAME_PARTS = 5;
    private static final int ADDRESS_PARTS = 6;

    private final Reading reading;

    IdentifierReader(Reading reading) {
        this.reading = reading;
    }

    List<IdentifierDeclaration> read(Node node, String what) {
        List<IdentifierDeclaration> identifiers = new ArrayList<>();
        Mapping mapping = Mapping.of(reading, node, what);
        for (IdentifierKind kind : IdentifierKind.values()) {
            Node value = mapping.optional(kind.word());
            if (value != null) {
                identifiers.addAll(read(kind, value, mapping.name(kind.word())));
            }
        }
        if (mapping.isEmpty()) {
            reading.badValue(
                    node, what + " is empty. Name at least one of " + Reading.quoted(IdentifierKind.words()) + ".");
        }
        mapping.refuseOthers();
        return List.copyOf(identifiers);
    }

    private List<IdentifierDeclaration> read(IdentifierKind kind, Node node, String what) {
        if (kind.hasParts()) {
            if (node instanceof SequenceNode several
                    && several.getValue().stream().anyMatch(SequenceNode.class::isInstance)) {
                if (!several.getValue().stream().allMatch(SequenceNode.class::isInstance)) {
                    reading.badValue(
                            node,
                            what + " mixes columns and lists. One " + kind.word()
                                    + " is a list of columns, several are a" + " list of such lists: [[...], [...]].");
                }
                return several.getValue().stream()
                        .map(one -> withParts(kind, one, "each entry of " + what))
                        .toList();
            }
            return List.of(withParts(kind, node, what));
        }
        if (node instanceof SequenceNode several) {
            return reading.items(several, what).stream()
                    .map(one -> new IdentifierDeclaration(
                            kind, List.of(part(one, "each entry of " + what)), reading.at(one)))
                    .toList();
        }
        return List.of(new IdentifierDeclaration(kind, List.of(part(node, what)), reading.at(node)));
    }

    private IdentifierDeclaration withParts(IdentifierKind kind, Node node, String what) {
        List<Part> parts = new ArrayList<>();
        if (node instanceof SequenceNode several) {
            for (Node one : reading.items(several, what)) {
                add(part(one, "each entry of " + what), one, parts, what);
            }
        } else {
            parts.add(part(node, what));
        }
        int most = kind == IdentifierKind.NAME ? NAME_PARTS : ADDRESS_PARTS;
        if (parts.size() > most) {
            reading.badValue(
                    node,
                    what + " has " + parts.size() + " columns, but one " + kind.word() + " has at most " + most
                            + ". Several of them are a list of lists: [[...], [...]].");
        }
        return new IdentifierDeclaration(kind, parts, reading.at(node));
    }

    private void add(Part part, Node node, List<Part> parts, String what) {
        boolean twice = parts.stream().anyMatch(other -> part.where() == null && part.equals(other));
        if (twice && !part.column().isEmpty()) {
            reading.badValue(node, "'" + part.column() + "' stands twice in " + what + ". Take one away.");
        } else {
            parts.add(part);
        }
    }

    /** A column, or a column of the rows for which a condition holds. */
    private Part part(Node node, String what) {
        if (!(node instanceof MappingNode)) {
            return new Part(columnPath(node, what), null);
        }
        Mapping group = Mapping.of(reading, node, what);
        Part part = new Part(
                group.required("column", "user_meta.meta_value", "", this::columnPath),
                group.required(
                        "where",
                        "\"meta_key = 'first_name'\"",
                        new Predicate("", reading.at(node)),
                        reading::predicate));
        group.refuseOthers();
        return part;
    }

    /** {@code column} of the subject table, or {@code table.column}. */
    private String columnPath(Node node, String what) {
        String text = reading.text(node, what);
        if (!text.isBlank() && !COLUMN_PATH.matcher(text).matches()) {
            reading.badValue(
                    node,
                    what + " is '" + text
                            + "', but a column is written 'column', or 'table.column' of a linked table.");
        }
        return text;
    }
}
