package dev.palimpsest.cli.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.palimpsest.survey.SurveyResult;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The whole story in one document.
 *
 * @param survey as everybody stood when the preview was made
 * @param subscription who counted before, and counts once the inactive are deactivated or anonymised; only where the map
 *     says who counts
 * @param merged profiles that were joined with another
 * @param elapsedSeconds of everything, the start of the database included
 * @param connection how to connect; only where the database was kept running
 */
public record DemoDocument(
        String demo,
        int subjects,
        long seed,
        Generated generate,
        CheckDocument check,
        SurveyDocument survey,
        @JsonInclude(JsonInclude.Include.NON_NULL) SurveyResult.@Nullable Subscription subscription,
        long merged,
        PreviewDocument preview,
        RunDocument run,
        ProofDocument proof,
        double elapsedSeconds,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Connection connection) {

    /**
     * The business that was made.
     *
     * @param rows per table
     */
    public record Generated(Map<String, Long> rows, double elapsedSeconds) {}

    /** How to connect. */
    public record Connection(String host, int port, String user, String database, String passwordFile, String url) {}
}
