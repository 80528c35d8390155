package dev.palimpsest.map;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the section {@code merge}. */
final class MergeReader {
    private final Reading reading;

    MergeReader(Reading reading) {
        this.reading = reading;
    }

    MergeDeclaration read(Node node, String path) {
        Mapping merge = Mapping.of(reading, node, path);
        MergeDeclaration declaration = new MergeDeclaration(
                merge.optional(
                        "columns",
                        Map.of(),
                        (value, what) -> each(value, what, reading::text, MergeDeclaration.Value.values())),
                merge.optional(
                        "collisions",
                        Map.of(),
                        (value, what) -> each(value, what, reading::table, MergeDeclaration.Side.values())),
                reading.at(node));
        merge.refuseOthers();
        return declaration;
    }

    private <E extends Enum<E>> Map<String, E> each(
            Node node, String what, BiFunction<Node, String, String> key, E[] constants) {
        Map<String, E> found = new LinkedHashMap<>();
        Mapping group = Mapping.of(reading, node, what);
        List<String> words = Reading.words(constants);
        Function<String, E> constant = word -> constants[Math.max(0, words.indexOf(word))];
        group.forEach((name, value) -> {
            String read = key.apply(name, "a name in " + what);
            found.put(read, constant.apply(reading.word(value, group.name(read), words)));
        });
        if (group.isEmpty()) {
            reading.badValue(node, what + " is empty. Name at least one, or leave the key out.");
        }
        return Collections.unmodifiableMap(found);
    }
}
