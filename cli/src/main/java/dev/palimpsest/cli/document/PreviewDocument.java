package dev.palimpsest.cli.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.palimpsest.map.IdentifierKind;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.trace.Mentions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A preview in numbers. Holds keys of blocked subjects where they were asked for, never a value.
 *
 * @param activities the only activities that counted; empty = all of the map
 * @param name what a human called it; null where nobody did
 * @param subjects how many may go
 * @param rows rows that belong to them
 * @param kept of these, statutory records that stay unchanged
 * @param recordsKept subjects of whom such records stay
 * @param blocked selected subjects that cannot go now, per blocker or verdict
 * @param sharedIdentifiers how many of them share an identifier with somebody who stays, by its kind
 * @param mentions where they stand outside their own rows; null where that was not searched
 * @param sharing who these are; only where asked for
 * @param people who would go; only where asked for
 * @param file where the preview lies; null when it was not written
 * @param unknownKeys named keys without a row
 * @param list the blocked subjects; only where asked for
 */
public record PreviewDocument(
        @Nullable String name,
        String map,
        String digest,
        String today,
        String cutoff,
        List<String> activities,
        String createdAt,
        String expiresAt,
        boolean withArchived,
        long subjects,
        long rows,
        long kept,
        long recordsKept,
        List<Preview.TableEffect> tables,
        Map<String, Long> blocked,
        List<String> warnings,
        Map<String, Long> sharedIdentifiers,
        @Nullable MentionsDocument mentions,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Sharing> sharing,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<PersonDocument> people,
        @Nullable String file,
        List<String> unknownKeys,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<SubjectDocument> list,
        double elapsedSeconds) {

    /** The kinds of identifiers that a subject shares with somebody who stays. */
    public record Sharing(String key, List<String> kinds) {
        public static Sharing of(SubjectKey key, Set<IdentifierKind> kinds) {
            return new Sharing(
                    key.value(), kinds.stream().map(IdentifierKind::word).toList());
        }
    }

    public static PreviewDocument of(
            Preview preview,
            long recordsKept,
            @Nullable Mentions mentions,
            @Nullable String file,
            List<String> unknownKeys,
            @Nullable List<SubjectDocument> list,
            @Nullable List<Sharing> sharing,
            @Nullable List<PersonDocument> people,
            double seconds) {
        return new PreviewDocument(
                preview.name(),
                preview.mapName(),
                preview.digest(),
                preview.moment().today().toString(),
                preview.moment().cutoff().toString(),
                preview.moment().activities(),
                preview.createdAt().toString(),
                preview.expiresAt().toString(),
                preview.withArchived(),
                preview.keys().size(),
                preview.expectedRows(),
                preview.tables().stream().mapToLong(Preview.TableEffect::kept).sum(),
                recordsKept,
                preview.tables(),
                preview.blocked(),
                preview.warnings(),
                preview.sharedIdentifiers(),
                mentions == null ? null : MentionsDocument.of(mentions),
                sharing,
                people,
                file,
                unknownKeys,
                list,
                seconds);
    }
}
