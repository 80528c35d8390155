package dev.palimpsest.map;

import dev.palimpsest.problem.Position;
import java.time.Period;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who the data subjects are: section {@code subject} of the map.
 *
 * @param table as written, {@code name} or {@code schema.name}
 * @param key the column that names a subject
 * @param title columns that show an operator who it is
 * @param search columns an operator searches in
 * @param bornIntoSystem column of the day on which the record was made, before which nobody was active
 * @param inactiveFor how long without activity makes a subject inactive; reaching it to the day is enough
 * @param identifiers what must be untraceable afterwards
 * @param kinds names of groups with their conditions, in the order of the map
 * @param mayBeForgotten the only kinds that may be anonymised; empty = all
 * @param never subjects nobody may select
 * @param deactivate column to value: the application's own word for a customer who is no longer one; empty = it has none
 * @param inactiveFirst whether only who is deactivated may be archived or anonymised
 * @param subscription who counts towards what the business pays for the application; null when nobody asks
 * @param archive column to value: how the application is told to hide the record
 * @param restore column to value, null for NULL: how the application is told to show it again
 * @param reassign who receives what stays when somebody's own row goes; null when the map does not say
 * @param deleteWhenNothingKept the subject's own row goes, too, when no kept row refers to it
 * @param quasiIdentifiers kept columns of the subject table that together may single a person out; empty = the
 *     generalised columns
 * @param positions where each part of the section stands, by its dotted path; the section itself under {@code ""}
 */
public record SubjectDeclaration(
        String table,
        String key,
        List<String> title,
        List<String> search,
        @Nullable String bornIntoSystem,
        Period inactiveFor,
        List<IdentifierDeclaration> identifiers,
        Map<String, Predicate> kinds,
        List<String> mayBeForgotten,
        @Nullable Predicate never,
        Map<String, String> deactivate,
        boolean inactiveFirst,
        @Nullable Predicate subscription,
        Map<String, String> archive,
        Map<String, @Nullable String> restore,
        @Nullable ReassignDeclaration reassign,
        boolean deleteWhenNothingKept,
        List<String> quasiIdentifiers,
        Map<String, Position> positions) {

    /**
     * One identifier of the subject.
     *
     * @param parts in the order of the identifier; those of one table and one condition stand in one row, others are joined
     */
    public record IdentifierDeclaration(IdentifierKind kind, List<Part> parts, Position at) {
        public IdentifierDeclaration {
            parts = List.copyOf(parts);
        }

        /** The columns as written. */
        public List<String> columns() {
            return parts.stream().map(Part::column).toList();
        }
    }

    /**
     * One part of an identifier.
     *
     * @param column {@code column} of the subject table or {@code table.column} of a linked one
     * @param where it is read only from rows for which this holds; null for all
     */
    public record Part(String column, @Nullable Predicate where) {}

    /** Whether {@code restore} changes what these values tell of a record. */
    public boolean restoreUndoes(Map<String, String> values) {
        return values.entrySet().stream()
                .anyMatch(entry ->
                        restore.containsKey(entry.getKey()) && !entry.getValue().equals(restore.get(entry.getKey())));
    }

    /** Where a key of the section stands, for instance {@code key}, {@code title} or {@code archive.set}. */
    public Position at(String name) {
        Position at = positions.get(name);
        return at != null ? at : positions.getOrDefault("", new Position("map", 1, 1));
    }
}
