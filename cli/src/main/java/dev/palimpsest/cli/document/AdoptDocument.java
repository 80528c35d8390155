package dev.palimpsest.cli.document;

import dev.palimpsest.ledger.DatabaseStanding;
import dev.palimpsest.ledger.Identities;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which database this is, and which one its own tables and the home know.
 *
 * @param known whether it is the database it was
 * @param adopted as what it was adopted by this call; null where it only looked
 * @param here where the database lies
 * @param written where its own tables say it lies; null where none were made yet
 * @param origin how the own tables came to say so
 * @param by who said so
 * @param at when
 * @param findings what does not fit, a sentence each
 * @param unknownRuns runs that the home knows better than the database
 */
public record AdoptDocument(
        boolean known,
        @Nullable String adopted,
        String here,
        @Nullable String written,
        @Nullable String origin,
        @Nullable String by,
        @Nullable String at,
        List<String> findings,
        List<String> unknownRuns,
        double elapsedSeconds) {

    public static AdoptDocument of(DatabaseStanding standing, @Nullable String adopted, double seconds) {
        Identities.Written written = standing.written().orElse(null);
        return new AdoptDocument(
                standing.isKnown(),
                adopted,
                standing.here().toString(),
                written == null ? null : written.identity().location().toString(),
                written == null ? null : written.origin(),
                written == null ? null : written.by(),
                written == null ? null : written.at().toString(),
                standing.findings(),
                standing.beyond(),
                seconds);
    }
}
