package dev.palimpsest.preview;

import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.Digests;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.survey.Moment;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A frozen selection with what would happen to it. Holds opaque keys, dates and counts, nothing of a person. A run
 * executes exactly one preview, once.
 *
 * @param name what a human called it, for people to find it again; null where nobody named it
 * @param withArchived whether archived subjects were selected, too
 * @param tables what would happen to how many rows
 * @param blocked how many selected subjects cannot go now, per blocker or verdict
 * @param sharedIdentifiers of how many frozen subjects somebody who stays bears an identifier, too, by its kind
 * @param keys the frozen keys, in the order of treatment
 */
public record Preview(
        @Nullable String name,
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
     * @param treatments column to what would become of it; empty when the rows are deleted
     */
    public record TableEffect(String table, String action, long rows, long kept, Map<String, String> treatments) {}

    /** SHA-256 over everything the preview holds, in hex. Who confirms it confirms exactly this. */
    public String digest() {
        StringBuilder text = new StringBuilder("preview 1\n");
        text.append(name == null ? "" : name).append('\n');
        text.append(mapName).append('\n');
        text.append(mapDigest).append('\n');
        text.append(schemaDigest).append('\n');
        text.append(planDigest).append('\n');
        text.append(moment.today()).append(' ').append(moment.cutoff());
        text.append(' ').append(moment.activities()).append('\n');
        text.append(createdAt)
                .append(' ')
                .append(expiresAt)
                .append(' ')
                .append(withArchived)
                .append('\n');
        tables.forEach(effect -> text.append(effect.table())
                .append('|')
                .append(effect.action())
                .append('|')
                .append(effect.rows())
                .append('|')
                .append(effect.kept())
                .append('|')
                .append(new java.util.TreeMap<>(effect.treatments()))
                .append('\n'));
        text.append(new java.util.TreeMap<>(blocked)).append('\n');
        text.append(new java.util.TreeMap<>(sharedIdentifiers)).append('\n');
        warnings.forEach(warning -> text.append(warning).append('\n'));
        keys.forEach(key -> text.append(key.value().length())
                .append(':')
                .append(key.value())
                .append('\n'));
        return Digests.sha256(text.toString());
    }

    /** Digest of what would happen, whenever it is looked at: the same as long as nothing changes. */
    public String effectDigest() {
        return new Preview(
                        name,
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

    public long expectedRows() {
        return tables.stream().mapToLong(TableEffect::rows).sum();
    }
}
