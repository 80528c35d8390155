package dev.palimpsest.map;

import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.Suggestion;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * A group of {@code key: value} in the file. Every key that is asked for counts as known; {@link #refuseOthers} reports
 * the rest.
 */
final class Mapping {
    private final Reading reading;
    private final Node node;
    private final String path;
    private final Map<String, NodeTuple> entries = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();

    private Mapping(Reading reading, Node node, String path) {
        this.reading = reading;
        this.node = node;
        this.path = path;
    }

    /** The group, or an empty one with a finding when something else stands there. */
    static Mapping of(Reading reading, Node node, String path) {
        Mapping mapping = new Mapping(reading, node, path);
        if (node instanceof MappingNode group) {
            group.getValue().forEach(mapping::enter);
        } else {
            reading.badValue(
                    node, path + " must be a group of 'key: value', but it is " + Reading.describe(node) + ".");
        }
        return mapping;
    }

    private void enter(NodeTuple entry) {
        Node key = entry.getKeyNode();
        if (!(key instanceof ScalarNode scalar)
                || Reading.isNull(key)
                || scalar.getValue().isBlank()) {
            reading.badValue(key, "A key of " + path + " must be a word, but it is " + Reading.describe(key) + ".");
            return;
        }
        NodeTuple earlier = entries.putIfAbsent(scalar.getValue(), entry);
        if (earlier != null) {
            reading.problem(
                    ErrorCode.MAP_DUPLICATE_KEY,
                    key,
                    "'" + scalar.getValue() + "' stands twice in " + path + ", first in line "
                            + reading.at(earlier.getKeyNode()).line() + ". Take one away.");
        }
    }

    /** The dotted path of an entry, for messages. */
    String name(String key) {
        return path.equals(PrivacyMapReader.ROOT) ? key : path + "." + key;
    }

    Node node() {
        return node;
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    Stream<String> keys() {
        return entries.keySet().stream();
    }

    /** The key's own place, or the group's when it is missing. */
    Node keyNode(String key) {
        NodeTuple entry = entries.get(key);
        return entry == null ? node : entry.getKeyNode();
    }

    void forEach(BiConsumer<Node, Node> action) {
        entries.values().forEach(entry -> action.accept(entry.getKeyNode(), entry.getValueNode()));
    }

    @Nullable
    Node optional(String key) {
        asked.add(key);
        NodeTuple entry = entries.get(key);
        return entry == null ? null : entry.getValueNode();
    }

    /** The value read in this way, or null when the key is missing. */
    <T> @Nullable T optional(String key, BiFunction<Node, String, T> read) {
        Node value = optional(key);
        return value == null ? null : read.apply(value, name(key));
    }

    /** The value read in this way, or this one when the key is missing. */
    <T> T optional(String key, T missing, BiFunction<Node, String, T> read) {
        Node value = optional(key);
        return value == null ? missing : read.apply(value, name(key));
    }

    /** The value read in this way; a finding, and this harmless value, when the key is missing. */
    <T> T required(String key, String example, T harmless, BiFunction<Node, String, T> read) {
        Node value = optional(key);
        if (value != null) {
            return read.apply(value, name(key));
        }
        if (node instanceof MappingNode) {
            reading.problem(
                    ErrorCode.MAP_MISSING_KEY,
                    node,
                    (path.equals(PrivacyMapReader.ROOT) ? "The map" : path) + " lacks '" + key + "'. Write '" + key
                            + ": " + example + "'.");
        }
        return harmless;
    }

    String requiredText(String key, String example) {
        return required(key, example, "", reading::text);
    }

    /** Reports every key that was not asked for. */
    void refuseOthers() {
        entries.forEach((key, entry) -> {
            if (!asked.contains(key)) {
                reading.problem(ErrorCode.MAP_UNKNOWN_KEY, entry.getKeyNode(), unknown(key));
            }
        });
    }

    private String unknown(String key) {
        String where = path.equals(PrivacyMapReader.ROOT) ? "the map" : path;
        String suggestion = Suggestion.didYouMean(key, asked);
        return "'" + key + "' is not known in " + where + "."
                + (suggestion.isEmpty() ? " Possible: " + String.join(", ", asked) + "." : suggestion);
    }
}
