package dev.palimpsest.map;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the section {@code activity}. */
final class ActivityReader {
    private final Reading reading;

    ActivityReader(Reading reading) {
        this.reading = reading;
    }

    List<ActivityDeclaration> read(Node node, String path) {
        List<ActivityDeclaration> found = new ArrayList<>();
        Mapping section = Mapping.of(reading, node, path);
        section.forEach((key, value) -> {
            String id = reading.id(key, "a name in " + path);
            found.add(one(id, key, value, section.name(id)));
        });
        if (section.isEmpty()) {
            reading.badValue(
                    node, path + " is empty. Name at least one: check-in: {table: check_in, at: checked_in_at}.");
        }
        return List.copyOf(found);
    }

    private ActivityDeclaration one(String id, Node key, Node value, String path) {
        Mapping activity = Mapping.of(reading, value, path);
        ActivityDeclaration declaration = new ActivityDeclaration(
                id,
                activity.required("table", "check_in", "", reading::table),
                activity.requiredText("at", "checked_in_at"),
                activity.optional("where", reading::predicate),
                link(reading, activity, null),
                reading.at(key));
        activity.refuseOthers();
        return declaration;
    }

    /** The way to the subject as {@code via} of this group says it. */
    static Link link(Reading reading, Mapping mapping, @Nullable Predicate where) {
        List<String> via = mapping.optional("via", List.of(), reading::texts);
        return new Link(via, where, reading.at(mapping.keyNode("via")));
    }
}
