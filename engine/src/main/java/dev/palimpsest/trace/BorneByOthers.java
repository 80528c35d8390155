package dev.palimpsest.trace;

import dev.palimpsest.database.TableName;
import dev.palimpsest.identity.Fingerprint;
import dev.palimpsest.map.IdentifierKind;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How many identifiers of people who are looked for somebody bears, too, who stands in a table under {@code others}: where they stand in
 * texts of others, they may be that one's, and stay.
 *
 * @param identifiers different ones of this kind
 */
public record BorneByOthers(TableName table, IdentifierKind kind, long identifiers) {
    /** Counts. Holds one number for each identifier. */
    static final class Count {
        private final Map<TableName, Map<IdentifierKind, Set<Long>>> found = new TreeMap<>();

        /** What one of them bears; weak forms are only possible anyway. */
        void add(TableName table, Set<Fingerprint> borne) {
            borne.stream()
                    .filter(fingerprint -> !fingerprint.weak())
                    .min(Comparator.comparingLong(Fingerprint::value))
                    .ifPresent(first -> found.computeIfAbsent(table, name -> new TreeMap<>())
                            .computeIfAbsent(first.kind(), kind -> new HashSet<>())
                            .add(first.value()));
        }

        List<BorneByOthers> all() {
            return found.entrySet().stream()
                    .flatMap(table -> table.getValue().entrySet().stream()
                            .map(kind -> new BorneByOthers(
                                    table.getKey(),
                                    kind.getKey(),
                                    kind.getValue().size())))
                    .toList();
        }
    }
}
