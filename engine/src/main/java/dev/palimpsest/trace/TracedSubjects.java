package dev.palimpsest.trace;

import dev.palimpsest.database.ColumnFamily;
import dev.palimpsest.map.SubjectKey;
import java.util.Arrays;
import java.util.Collection;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The subjects of whom a run keeps traces, in eight bytes each. Safe for any number of threads. */
final class TracedSubjects {
    private final ColumnFamily family;
    private final long[] numbers;
    private final boolean complete;

    /** @param family of the subject's key */
    TracedSubjects(Collection<SubjectKey> subjects, ColumnFamily family) {
        this.family = family;
        OptionalLong[] each = subjects.stream()
                .map(key -> OwnerColumns.number(key.value(), family))
                .toArray(OptionalLong[]::new);
        this.numbers = Arrays.stream(each)
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .sorted()
                .toArray();
        this.complete = numbers.length == each.length;
    }

    /** False only if nobody traced has this key; null is the key of nobody. */
    boolean mayHold(@Nullable String key) {
        if (key == null) {
            return false;
        }
        OptionalLong number = OwnerColumns.number(key, family);
        return !complete || number.isEmpty() || Arrays.binarySearch(numbers, number.getAsLong()) >= 0;
    }
}
