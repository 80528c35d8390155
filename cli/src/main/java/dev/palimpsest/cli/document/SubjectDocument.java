package dev.palimpsest.cli.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.palimpsest.survey.Assessment;
import dev.palimpsest.survey.BlockedBy;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One subject of a list.
 *
 * @param title the name; left out unless names were asked for
 * @param held whether a legal hold holds the subject, inactive or not
 * @param keptUntil of somebody treated: the last day on which a record is kept; null where none is
 * @param blockedUntil when the last of the blockers ends; null when that cannot be known or there is none
 */
public record SubjectDocument(
        String key,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String title,
        String verdict,
        @Nullable String lastActivity,
        @Nullable String lastActivityBy,
        List<String> kinds,
        boolean held,
        List<BlockerDocument> blockers,
        @Nullable String blockedUntil,
        boolean activityAfterAnonymisation,
        @Nullable String keptUntil) {

    /**
     * A row that forbids, or warns.
     *
     * @param message left out in documents that show nothing of a row
     */
    public record BlockerDocument(
            String id,
            String level,
            @Nullable String until,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String message,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String link) {

        static BlockerDocument of(BlockedBy by, @Nullable String language) {
            return new BlockerDocument(
                    by.blocker(),
                    by.level().name().toLowerCase(Locale.ROOT),
                    text(by.until()),
                    language == null ? null : by.message(language),
                    language == null ? null : by.link());
        }
    }

    /**
     * Describes one subject.
     *
     * @param language of the messages; null leaves them out
     */
    public static SubjectDocument of(Assessment subject, @Nullable String title, @Nullable String language) {
        return new SubjectDocument(
                subject.key().value(),
                title,
                subject.verdict().word(),
                text(subject.lastActivity()),
                subject.lastActivityBy(),
                subject.kinds(),
                subject.held(),
                subject.blockedBy().stream()
                        .map(by -> BlockerDocument.of(by, language))
                        .toList(),
                text(subject.blockedUntil()),
                subject.activityAfterAnonymisation(),
                text(subject.keptUntil()));
    }

    private static @Nullable String text(@Nullable Object date) {
        return date == null ? null : date.toString();
    }
}
