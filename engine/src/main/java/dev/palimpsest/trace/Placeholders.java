package dev.palimpsest.trace;

import dev.palimpsest.database.Column;
import dev.palimpsest.map.IdentifierKind;
import dev.palimpsest.map.ReassignDeclaration;
import dev.palimpsest.plan.IdentifierSource;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.TablePlan;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the map itself writes in the place of identifiers, and what people therefore have written by hand before: nobody's
 * identifier. Only where nothing else stands in any part: with a real first name even "Anonym" may be a surname.
 */
final class Placeholders {
    /** What stands in each part afterwards; nothing where that is not fixed. Asked for every row: a source is the very one of the plan. */
    private final Map<IdentifierSource, List<String>> byPart = new IdentityHashMap<>();

    private final Map<IdentifierKind, Set<String>> whole = new EnumMap<>(IdentifierKind.class);
    private final Map<IdentifierKind, Set<Integer>> lengths = new EnumMap<>(IdentifierKind.class);

    Placeholders(Plan plan) {
        for (IdentifierSource source : plan.identifiers()) {
            add(source, source.rows().flatMap(row -> written(plan, row)).toList());
        }
    }

    private static Stream<String> written(Plan plan, IdentifierSource source) {
        Map<Column, String> written = new HashMap<>();
        plan.table(source.table().name()).ifPresent(table -> fixed(table, source, written));
        boolean subjects = source.table().name().equals(plan.subject().table().name());
        if (subjects && plan.subject().declaration().reassign() instanceof ReassignDeclaration.Stub stub) {
            source.columns().forEach(column -> {
                String text = stub.values().get(column.name());
                if (text != null) {
                    written.put(column, text);
                }
            });
        }
        return source.columns().stream().map(column -> written.getOrDefault(column, ""));
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

    private void add(IdentifierSource source, List<String> written) {
        IdentifierKind kind = source.kind();
        List<String> normal = written.stream().map(text -> normal(kind, text)).toList();
        byPart.put(source, normal);
        Set<String> all = whole.computeIfAbsent(kind, first -> new HashSet<>());
        all.addAll(normal);
        all.add(normal(kind, String.join(" ", written)));
        all.remove("");
        all.forEach(
                text -> lengths.computeIfAbsent(kind, first -> new HashSet<>()).add(length(kind, text)));
    }

    /** Whether no part holds anything but what the map writes there, or all of them what it writes for this kind elsewhere. */
    boolean fill(IdentifierSource source, List<String> parts) {
        IdentifierKind kind = source.kind();
        Set<Integer> known = lengths.get(kind);
        if (known == null) {
            return false; // the map writes nothing of this kind
        }
        int length = 0;
        for (String part : parts) {
            length += length(kind, part);
        }
        if (length == 0) {
            return false;
        }
        return known.contains(length)
                        && whole.getOrDefault(kind, Set.of()).contains(normal(kind, String.join(" ", parts)))
                || eachInItsPlace(source, parts);
    }

    private boolean eachInItsPlace(IdentifierSource source, List<String> parts) {
        List<String> written = byPart.getOrDefault(source, List.of());
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            String there = i < written.size() ? written.get(i) : "";
            if (!part.isBlank()
                    && (length(source.kind(), there) != length(source.kind(), part)
                            || !there.equals(normal(source.kind(), part)))) {
                return false;
            }
        }
        return true;
    }

    /** The words in the order of the alphabet: "Anonym, Mitglied" is "Mitglied Anonym", and a number makes no name. */
    private static String normal(IdentifierKind kind, String text) {
        StringBuilder words = new StringBuilder(text.length());
        text.codePoints().forEach(c -> words.appendCodePoint(counts(kind, c) ? c : ' '));
        String[] sorted = words.toString().strip().toLowerCase(Locale.ROOT).split(" +");
        Arrays.sort(sorted);
        return String.join(" ", sorted);
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
