package dev.palimpsest.map;

import dev.palimpsest.map.TableDeclaration.Retain;
import dev.palimpsest.map.TableDeclaration.Rows;
import dev.palimpsest.problem.Suggestion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads the section {@code treatment}. Judges its form, not whether a method exists or fits a column. */
final class TreatmentReader {
    static final List<String> WHOLE_TABLE = List.of("delete", "ignore");
    /** Words of an entry that are not columns. */
    static final Set<String> RESERVED = Set.of("via", "where", "keep", "retain", "delete", "co-owners");

    private static final String ALL = "all";

    private final Reading reading;
    private final String language;

    /** @param language of texts without a language */
    TreatmentReader(Reading reading, String language) {
        this.reading = reading;
        this.language = language;
    }

    List<TableDeclaration> read(Node node, String path) {
        List<TableDeclaration> found = new ArrayList<>();
        Mapping section = Mapping.of(reading, node, path);
        section.forEach((key, value) -> {
            String table = reading.table(key, "a table in " + path);
            found.add(one(table, key, value, section.name(table)));
        });
        if (section.isEmpty()) {
            reading.badValue(node, path + " is empty. Say at least what is to become of the subject table's columns.");
        }
        return List.copyOf(found);
    }

    private TableDeclaration one(String table, Node key, Node value, String path) {
        if (value instanceof MappingNode) {
            return columns(table, key, Mapping.of(reading, value, path));
        }
        return new TableDeclaration(
                table,
                wholeTable(value, path),
                Map.of(),
                List.of(),
                false,
                null,
                List.of(),
                new Link(List.of(), null, reading.at(key)),
                reading.at(key));
    }

    private Rows wholeTable(Node node, String path) {
        String word = node instanceof ScalarNode scalar && Reading.isText(node) ? scalar.getValue() : "";
        switch (word) {
            case "delete" -> {
                return Rows.DELETE;
            }
            case "ignore" -> {
                return Rows.IGNORE;
            }
            default -> {
                String hint = word.equals("keep")
                        ? " To keep every column write {keep: all}."
                        : Suggestion.didYouMean(word, WHOLE_TABLE);
                reading.badValue(
                        node,
                        path + " is " + Reading.describe(node)
                                + ", but a table is 'delete', 'ignore' or a group of 'column: treatment'." + hint);
                return Rows.STAY;
            }
        }
    }

    private TableDeclaration columns(String table, Node key, Mapping entry) {
        Rows rows = entry.optional("delete", Rows.STAY, (node, what) -> {
            reading.word(node, what, List.of("rows"));
            return Rows.DELETE;
        });
        Optional<Node> keep = Optional.ofNullable(entry.optional("keep"));
        boolean keepAll = keep.filter(TreatmentReader::isAll).isPresent();
        List<String> kept = keepAll
                ? List.of()
                : keep.map(node -> reading.texts(node, entry.name("keep"))).orElse(List.of());
        Map<String, TreatmentDeclaration> treatments = treatments(entry, RESERVED);
        refuseTwice(entry, treatments, kept);
        if (rows == Rows.DELETE
                && !(treatments.values().stream().allMatch(TreatmentReader::sweeps) && keep.isEmpty())) {
            reading.badValue(
                    entry.keyNode("delete"),
                    entry.name("delete") + " takes the rows away, so that nothing can be said of their columns but"
                            + " 'redact: anywhere', which is for the rows of others. Take either away.");
        }
        return new TableDeclaration(
                table,
                rows,
                Collections.unmodifiableMap(treatments),
                List.copyOf(kept),
                keepAll,
                entry.optional("retain", this::retain),
                entry.optional("co-owners", List.of(), this::coOwners),
                ActivityReader.link(reading, entry, entry.optional("where", reading::predicate)),
                reading.at(key));
    }

    private static boolean sweeps(TreatmentDeclaration treatment) {
        return treatment.method().equals("redact")
                && "anywhere".equals(treatment.options().get(""));
    }

    /** Every column of the group but these words of its own. */
    private Map<String, TreatmentDeclaration> treatments(Mapping group, Set<String> reserved) {
        Map<String, TreatmentDeclaration> treatments = new LinkedHashMap<>();
        group.forEach((name, value) -> {
            String column = ((ScalarNode) name).getValue();
            if (!reserved.contains(column)) {
                treatments.put(column, treatment(value, group.name(column)));
            }
        });
        return treatments;
    }

    private List<CoOwnerDeclaration> coOwners(Node node, String what) {
        Mapping coOwners = Mapping.of(reading, node, what);
        List<CoOwnerDeclaration> found = new ArrayList<>();
        coOwners.forEach((key, value) -> {
            String column = reading.text(key, "a column in " + what);
            Mapping columns = Mapping.of(reading, value, coOwners.name(column));
            if (columns.isEmpty() && value instanceof MappingNode) {
                reading.badValue(
                        value,
                        coOwners.name(column) + " is empty. Say what is to become of the columns that are theirs: {"
                                + column + ": erase}.");
            }
            found.add(new CoOwnerDeclaration(column, treatments(columns, Set.of()), reading.at(key)));
        });
        if (coOwners.isEmpty() && node instanceof MappingNode) {
            reading.badValue(
                    node, what + " is empty. Name the column that refers to the second person, or leave the key out.");
        }
        return List.copyOf(found);
    }

    private void refuseTwice(Mapping entry, Map<String, TreatmentDeclaration> treatments, List<String> kept) {
        for (String column : kept) {
            if (treatments.containsKey(column)) {
                reading.badValue(
                        entry.keyNode(column),
                        entry.name(column) + " is also in the list " + entry.name("keep") + ". Decide it once.");
            }
        }
    }

    private static boolean isAll(Node node) {
        return Reading.isText(node) && ((ScalarNode) node).getValue().equals(ALL);
    }

    private Retain retain(Node node, String what) {
        Mapping retain = Mapping.of(reading, node, what);
        Retain declaration = new Retain(
                retain.required("class", "invoice", "", reading::id),
                retain.requiredText("starts", "issued_on"),
                reading.at(node));
        retain.refuseOthers();
        return declaration;
    }

    /** A method alone, or a group whose first key is the method and whose others are its options. */
    private TreatmentDeclaration treatment(Node node, String path) {
        if (Reading.isText(node)) {
            return new TreatmentDeclaration(reading.text(node, path), Map.of(), reading.at(node));
        }
        if (!(node instanceof MappingNode group) || group.getValue().isEmpty()) {
            reading.badValue(
                    node,
                    path + " is " + Reading.describe(node)
                            + ", but a treatment is one word such as erase, or a group such as"
                            + " {replace: \"text\"} or {generalise: year, step: 5}.");
            return new TreatmentDeclaration("keep", Map.of(), reading.at(node));
        }
        Mapping mapping = Mapping.of(reading, group, path);
        Map<String, Object> options = new LinkedHashMap<>();
        mapping.keys().forEach(key -> {
            Node value = mapping.optional(key);
            if (value != null) {
                options.put(options.isEmpty() ? "" : key, option(value, mapping.name(key)));
            }
        });
        String method = mapping.keys().findFirst().orElse("keep");
        return new TreatmentDeclaration(method, Collections.unmodifiableMap(options), reading.at(node));
    }

    private Object option(Node node, String what) {
        return switch (node) {
            case ScalarNode scalar -> scalar(scalar, what);
            case SequenceNode list ->
                list.getValue().stream()
                        .map(item -> item instanceof ScalarNode scalar ? scalar(scalar, what) : refused(item, what))
                        .toList();
            case MappingNode group -> reading.perLanguage(group, what, language, reading::anyText);
            default -> refused(node, what);
        };
    }

    private Object scalar(ScalarNode node, String what) {
        Tag tag = node.getTag();
        if (tag.equals(Tag.STR) || tag.equals(Tag.FLOAT)) {
            return node.getValue();
        }
        if (tag.equals(Tag.BOOL)) {
            return Boolean.valueOf(node.getValue());
        }
        if (tag.equals(Tag.INT)) {
            return wholeNumber(node.getValue());
        }
        return refused(node, what);
    }

    /** A number that would not be written the same way again, such as 00000, stays the text it is. */
    private static Object wholeNumber(String text) {
        try {
            int number = Integer.parseInt(text);
            return String.valueOf(number).equals(text) ? (Object) number : text;
        } catch (NumberFormatException tooLong) {
            return text;
        }
    }

    private Object refused(Node node, String what) {
        reading.badValue(
                node, what + " is " + Reading.describe(node) + ", but a text, a number or true/false is needed.");
        return "";
    }
}
