package dev.palimpsest.ledger;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How many rows of a subject stood before each condition that moves with {@code :today}, when a run had treated the subject.
 * Numbers only: they tell a row written later from one that the calendar has brought into the condition.
 *
 * @param rows by the condition's name
 */
public record Seen(Map<String, Long> rows) {
    /** No condition moved. */
    public static final Seen NOTHING = new Seen(Map.of());

    public Seen {
        rows = Map.copyOf(rows);
    }

    /** Whether there are more now; false where the run did not count them. */
    public boolean isLess(String condition, long now) {
        Long then = rows.get(condition);
        return then != null && now > then;
    }

    /** As a receipt keeps it: {@code name=number}, commas between. */
    String text() {
        return new TreeMap<>(rows)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining(","));
    }

    /** @param kept null in a receipt of an earlier programme, which counted nothing */
    public static Seen of(@Nullable String kept) {
        return kept == null || kept.isEmpty()
                ? NOTHING
                : new Seen(Arrays.stream(kept.split(","))
                        .collect(Collectors.toMap(
                                entry -> entry.substring(0, entry.lastIndexOf('=')),
                                entry -> Long.valueOf(entry.substring(entry.lastIndexOf('=') + 1)))));
    }
}
