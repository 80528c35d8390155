package dev.palimpsest.map;

import dev.palimpsest.problem.Suggestion;
import java.time.Period;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads the section {@code subject}. */
final class SubjectReader {
    private static final Period HARMLESS = Period.ofMonths(1);

    private final Reading reading;
    private final Positions positions;

    SubjectReader(Reading reading, Positions positions) {
        this.reading = reading;
        this.positions = positions;
    }

    /** Stands for a section that is missing. */
    static SubjectDeclaration nobody(Positions positions) {
        return new SubjectDeclaration(
                "",
                "",
                List.of(),
                List.of(),
                null,
                HARMLESS,
                List.of(),
                Map.of(),
                List.of(),
                null,
                Map.of(),
                false,
                null,
                Map.of(),
                Map.of(),
                null,
                false,
                List.of(),
                positions.below("subject"));
    }

    SubjectDeclaration read(Node node, String path) {
        Mapping subject = Mapping.of(reading, node, path);
        Map<String, Predicate> kinds = subject.optional("kinds", Map.of(), this::kinds);
        Map<String, String> deactivate = subject.optional("deactivate", Map.of(), this::values);
        SubjectDeclaration declaration = new SubjectDeclaration(
                subject.required("table", "member", "", reading::table),
                subject.requiredText("key", "id"),
                subject.required("title", "[first_name, last_name]", List.of(), reading::texts),
                subject.optional("search", List.of(), reading::texts),
                subject.optional("born-into-system", reading::text),
                subject.required("inactive-for", "P9M", HARMLESS, this::period),
                subject.required("identifiers", "{email: email}", List.of(), new IdentifierReader(reading)::read),
                kinds,
                mayBeForgotten(subject, kinds),
                subject.optional("never", reading::predicate),
                deactivate,
                inactiveFirst(subject, deactivate),
                subject.optional("subscription", reading::predicate),
                subject.optional("archive", Map.of(), this::values),
                restore(subject),
                subject.optional("reassign", this::reassign),
                subject.optional("delete-when-nothing-kept", false, reading::truth),
                subject.optional("quasi-identifiers", List.of(), reading::texts),
                positions.below(path));
        subject.refuseOthers();
        return declaration;
    }

    private Period period(Node node, String what) {
        String text = reading.text(node, what);
        Optional<Period> period = Lengths.read(text);
        if (period.isEmpty() && !text.isBlank()) {
            reading.badValue(node, what + " is '" + text + "', but " + Lengths.form() + ".");
        }
        return period.orElse(HARMLESS);
    }

    private Map<String, Predicate> kinds(Node node, String what) {
        Map<String, Predicate> kinds = new LinkedHashMap<>();
        Mapping mapping = Mapping.of(reading, node, what);
        mapping.forEach((key, value) -> {
            String id = reading.id(key, "a name in " + what);
            kinds.put(id, reading.predicate(value, mapping.name(id)));
        });
        return Collections.unmodifiableMap(kinds);
    }

    private List<String> mayBeForgotten(Mapping subject, Map<String, Predicate> kinds) {
        return subject.optional(
                "may-be-forgotten",
                List.of(),
                (node, what) -> reading.texts(node, what, (item, each) -> {
                    String kind = reading.text(item, each);
                    if (!kind.isBlank() && !kinds.containsKey(kind)) {
                        reading.badValue(
                                item,
                                what + " names '" + kind + "', which is not in " + subject.name("kinds") + "."
                                        + (kinds.isEmpty()
                                                ? " Write " + subject.name("kinds") + " first."
                                                : suggestion(kind, kinds)));
                    }
                    return kind;
                }));
    }

    private static String suggestion(String kind, Map<String, Predicate> kinds) {
        String suggestion = Suggestion.didYouMean(kind, kinds.keySet());
        return suggestion.isEmpty() ? " Possible: " + String.join(", ", kinds.keySet()) + "." : suggestion;
    }

    private boolean inactiveFirst(Mapping subject, Map<String, String> deactivate) {
        return subject.optional("inactive-first", false, (node, what) -> {
            boolean first = reading.truth(node, what);
            if (first && deactivate.isEmpty()) {
                reading.badValue(
                        node,
                        what + " is true, but the map does not say how somebody becomes inactive. Write "
                                + subject.name("deactivate") + ": {set: {status: INACTIVE}}.");
            }
            return first;
        });
    }

    private Map<String, String> values(Node node, String what) {
        Map<String, String> values = new LinkedHashMap<>();
        set(node, what).forEach((column, value) -> {
            if (value == null) {
                reading.badValue(
                        node, what + ".set." + column + " is empty. Write the value that tells such a record.");
            } else {
                values.put(column, value);
            }
        });
        return Collections.unmodifiableMap(values);
    }

    private Map<String, @Nullable String> restore(Mapping subject) {
        Node node = subject.optional("restore");
        return node == null ? Map.of() : set(node, subject.name("restore"));
    }

    /** One of the two words; a group with neither becomes a harmless one. */
    private ReassignDeclaration reassign(Node node, String what) {
        Mapping reassign = Mapping.of(reading, node, what);
        Predicate shared = reassign.optional("shared", reading::predicate);
        Map<String, @Nullable String> stub = reassign.optional("stub", this::columnValues);
        if (node instanceof MappingNode && (shared == null) == (stub == null)) {
            reading.badValue(
                    node,
                    what + (shared == null ? " names nobody." : " names both.")
                            + " Write either {shared: \"code = 'EXTERNE'\"} for one profile, or"
                            + " {stub: {first_name: Former}} for a new one per person.");
        }
        reassign.refuseOthers();
        return shared != null
                ? new ReassignDeclaration.Shared(shared, reading.at(node))
                : new ReassignDeclaration.Stub(stub == null ? Map.of() : stub, reading.at(node));
    }

    private Map<String, @Nullable String> set(Node node, String what) {
        Mapping act = Mapping.of(reading, node, what);
        Node set = act.optional("set");
        if (set == null) {
            act.requiredText("set", "{status: FORMER}");
        }
        act.refuseOthers();
        return set == null ? Map.of() : columnValues(set, act.name("set"));
    }

    private Map<String, @Nullable String> columnValues(Node node, String what) {
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        Mapping mapping = Mapping.of(reading, node, what);
        mapping.forEach((key, value) -> {
            String column = ((ScalarNode) key).getValue();
            if (value instanceof ScalarNode scalar) {
                values.put(column, Reading.isNull(scalar) ? null : scalar.getValue());
            } else {
                reading.badValue(
                        value, mapping.name(column) + " must be one value, but it is " + Reading.describe(value) + ".");
            }
        });
        if (mapping.isEmpty()) {
            reading.badValue(node, what + " sets nothing. Write {column: value}.");
        }
        return Collections.unmodifiableMap(values);
    }
}
