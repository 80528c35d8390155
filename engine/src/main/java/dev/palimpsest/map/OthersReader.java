package dev.palimpsest.map;

import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the sections {@code others} and {@code ties}: who is no subject, and what leads to none. */
final class OthersReader {
    private static final String ALL = "all";
    private static final String NONE = "none";

    private final Reading reading;

    OthersReader(Reading reading) {
        this.reading = reading;
    }

    List<OthersDeclaration> others(Node node, String path) {
        List<OthersDeclaration> found = new ArrayList<>();
        Mapping section = Mapping.of(reading, node, path);
        section.forEach((key, value) -> {
            String table = reading.table(key, "a table in " + path);
            List<String> columns = reading.texts(value, section.name(table));
            found.add(
                    new OthersDeclaration(table, columns.equals(List.of(ALL)) ? List.of() : columns, reading.at(key)));
        });
        refuseEmpty(section, node, path);
        return List.copyOf(found);
    }

    List<TieDeclaration> ties(Node node, String path) {
        List<TieDeclaration> found = new ArrayList<>();
        Mapping section = Mapping.of(reading, node, path);
        section.forEach((key, value) -> {
            String written = reading.text(key, "a column in " + path);
            int dot = written.lastIndexOf('.');
            if (dot < 1 && !written.isBlank()) {
                reading.badValue(
                        key, "a column in " + path + " is '" + written + "', but it is written 'table.column'.");
            }
            reading.word(value, section.name(written), List.of(NONE));
            found.add(new TieDeclaration(
                    written.substring(0, Math.max(0, dot)), written.substring(dot + 1), reading.at(key)));
        });
        refuseEmpty(section, node, path);
        return List.copyOf(found);
    }

    private void refuseEmpty(Mapping section, Node node, String path) {
        if (section.isEmpty()) {
            reading.badValue(node, path + " is empty. Name at least one, or leave the key out.");
        }
    }
}
