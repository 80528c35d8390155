package dev.palimpsest.preview;

import dev.palimpsest.ledger.DatabaseIdentity;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.survey.Moment;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A frozen selection with what would happen to it. Holds opaque keys, dates and counts, nothing of a person. A run
 * executes exactly one preview, once.
 *
 * @param name what a human called it, for people to find it again; null where nobody named it
 * @param database which database was looked at; no run executes the preview on another
 * @param withArchived whether archived subjects were selected, too
 * @param tables what would happen to how many rows
 * @param blocked how many selected subjects cannot go now, per blocker or verdict
 * @param sharedIdentifiers of how many frozen subjects somebody who stays bears an identifier, too, by its kind
 * @param keys the frozen keys, in the order of treatment
 */
public record Preview(
        @Nullable String name,
        DatabaseIdentity database,
        String mapName,
        String mapDigest,
        String schemaDigest,
        String planDigest,
        Moment moment,
        Instant createdAt,
        Instant expiresAt,
        boolean withArchived,
        List<TableEffect> tables,
        Map<String, Long> blocked,
        List<String> warnings,
        Map<String, Long> sharedIdentifiers,
        List<SubjectKey> keys) {
    private static final int LONGEST_NAME = 100;

    /**
     * The same preview under a name.
     *
     * @throws PalimpsestException BAD_ARGUMENT when it is not one line of 1 to 100 characters
     */
    public Preview named(String newName) {
        if (newName.isBlank()
                || newName.length() > LONGEST_NAME
                || newName.chars().anyMatch(Character::isISOControl)) {
            throw new PalimpsestException(
                    ErrorCode.BAD_ARGUMENT,
                    "the name of a preview is one line of 1 to " + LONGEST_NAME
                            + " characters. It stands in the run and its report, so name nobody in it.");
        }
        return new Preview(
                newName.strip(),
                database,
                mapName,
                mapDigest,
                schemaDigest,
                planDigest,
                moment,
                createdAt,
                expiresAt,
                withArchived,
                tables,
                blocked,
                warnings,
                sharedIdentifiers,
                keys);
    }

    /**
     * What would happen to the rows of one table.
     *
     * @param action {@code treat}, {@code delete}, {@code reassign} or {@code keep}; the subject's table stands twice where
     *     rows of subjects of whom nothing is kept go
     * @param rows rows that belong to the selected subjects
     * @param kept of these, rows that a statutory period protects; they stay unchanged
     * @param files rows, apart from those that are kept, that name a file outside the database; files are not treated
     * @param treatments column to what would become of it; empty when the rows are deleted
     */
    public record TableEffect(
            String table, String action, long rows, long kept, long files, Map<String, String> treatments) {}

    /** SHA-256 over everything the preview holds, in hex. Who confirms it confirms exactly this. */
    public String digest() {
        return PreviewDigest.of(this);
    }

    /** Digest of what would happen, whenever it is looked at: the same as long as nothing changes. */
    public String effectDigest() {
        return new Preview(
                        name,
                        database,
                        mapName,
                        mapDigest,
                        schemaDigest,
                        planDigest,
                        moment,
                        Instant.EPOCH,
                        Instant.EPOCH,
                        withArchived,
                        tables,
                        blocked,
                        warnings,
                        sharedIdentifiers,
                        keys)
                .digest();
    }

    /** Rows of each table that name a file outside the database, where there are any. */
    public Map<String, Long> files() {
        return tables.stream()
                .filter(table -> table.files() > 0)
                .collect(Collectors.toMap(TableEffect::table, TableEffect::files, Long::sum, TreeMap::new));
    }

    public long expectedRows() {
        return tables.stream().mapToLong(TableEffect::rows).sum();
    }
}
