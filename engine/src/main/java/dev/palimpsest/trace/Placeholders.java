package dev.palimpsest.trace;

import dev.palimpsest.database.Column;
import dev.palimpsest.map.IdentifierKind;
import dev.palimpsest.map.ReassignDeclaration;
import dev.palimpsest.plan.IdentifierSource;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.TablePlan;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the map itself writes in the place of identifiers, and what people therefore have written by hand before: nobody's
 * identifier. Only where nothing else stands in any part: with a real first name even "Anonym" may be a surname.
 */
final class Placeholders {
    /** What stands in each column afterwards. */
    private final Map<IdentifierSource, Map<Column, String>> byColumn = new HashMap<>();

    private final Map<IdentifierKind, Set<String>> whole = new EnumMap<>(IdentifierKind.class);
    private final Set<Integer> lengths = new HashSet<>();

    Placeholders(Plan plan) {
        for (IdentifierSource source : plan.identifiers()) {
            Map<Column, String> written = new HashMap<>();
            plan.table(source.table().name()).ifPresent(table -> fixed(table, source, written));
            boolean subjects =
                    source.table().name().equals(plan.subject().table().name());
            if (subjects && plan.subject().declaration().reassign() instanceof ReassignDeclaration.Stub stub) {
                source.columns().forEach(column -> {
                    String text = stub.values().get(column.name());
                    if (text != null) {
                        written.put(column, text);
                    }
                });
            }
            add(source, written);
        }
    }

    private static void fixed(TablePlan table, IdentifierSource source, Map<Column, String> written) {
        for (Column column : source.columns()) {
            var treatment = table.treatments().get(column);
            if (treatment != null) {
                treatment.leaves().ifPresent(text -> written.put(column, text));
            }
        }
        table.severed().forEach(coOwner -> fixed(coOwner, source, written));
    }

    private void add(IdentifierSource source, Map<Column, String> written) {
        IdentifierKind kind = source.kind();
        Map<Column, String> normal = new HashMap<>();
        written.forEach((column, text) -> normal.put(column, normal(kind, text)));
        byColumn.put(source, normal);
        Set<String> all = whole.computeIfAbsent(kind, first -> new HashSet<>());
        all.addAll(normal.values());
        all.add(normal(
                kind,
                String.join(
                        " ",
                        source.columns().stream()
                                .map(column -> written.getOrDefault(column, ""))
                                .toList())));
        all.remove("");
        all.forEach(text -> lengths.add(length(kind, text)));
    }

    /** Whether no part holds anything but what the map writes there, or all of them what it writes for this kind elsewhere. */
    boolean fill(IdentifierSource source, List<String> parts) {
        IdentifierKind kind = source.kind();
        int length = parts.stream().mapToInt(part -> length(kind, part)).sum();
        if (length == 0 || lengths.isEmpty()) {
            return false;
        }
        return lengths.contains(length)
                        && whole.getOrDefault(kind, Set.of()).contains(normal(kind, String.join(" ", parts)))
                || eachInItsColumn(source, parts);
    }

    private boolean eachInItsColumn(IdentifierSource source, List<String> parts) {
        Map<Column, String> written = byColumn.getOrDefault(source, Map.of());
        if (written.isEmpty()) {
            return false;
        }
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            if (!part.isBlank()) {
                String there = written.get(source.columns().get(i));
                if (there == null
                        || length(source.kind(), there) != length(source.kind(), part)
                        || !there.equals(normal(source.kind(), part))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The words in the order of the alphabet: "Anonym, Mitglied" is "Mitglied Anonym", and a number makes no name. */
    private static String normal(IdentifierKind kind, String text) {
        StringBuilder words = new StringBuilder(text.length());
        text.codePoints().forEach(c -> words.appendCodePoint(counts(kind, c) ? c : ' '));
        return String.join(
                " ",
                new TreeSet<>(List.of(
                        words.toString().strip().toLowerCase(Locale.ROOT).split(" +"))));
    }

    private static int length(IdentifierKind kind, String text) {
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            length += counts(kind, text.charAt(i)) ? 1 : 0;
        }
        return length;
    }

    private static boolean counts(IdentifierKind kind, int c) {
        return Character.isLetter(c) || kind != IdentifierKind.NAME && Character.isDigit(c);
    }
}
