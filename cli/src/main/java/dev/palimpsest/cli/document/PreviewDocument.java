package dev.palimpsest.cli.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.palimpsest.preview.Preview;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A preview in numbers. Holds keys of blocked subjects where they were asked for, never a value.
 *
 * @param activities the only activities that counted; empty = all of the map
 * @param subjects how many may go
 * @param rows rows that belong to them
 * @param kept of these, statutory records that stay unchanged
 * @param blocked selected subjects that cannot go now, per blocker or verdict
 * @param file where the preview lies; null when it was not written
 * @param list the blocked subjects; only where asked for
 */
public record PreviewDocument(
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
        List<Preview.TableEffect> tables,
        Map<String, Long> blocked,
        List<String> warnings,
        @Nullable String file,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<SubjectDocument> list,
        double elapsedSeconds) {

    public static PreviewDocument of(
            Preview preview, @Nullable String file, @Nullable List<SubjectDocument> list, double seconds) {
        return new PreviewDocument(
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
                preview.tables(),
                preview.blocked(),
                preview.warnings(),
                file,
                list,
                seconds);
    }
}
