package dev.palimpsest.work;

import dev.palimpsest.database.Sql;
import dev.palimpsest.survey.Assessment;
import dev.palimpsest.watch.Phase;
import dev.palimpsest.watch.Watch;
import java.sql.SQLException;
import java.util.function.Consumer;

/** Tells whoever watches how many subjects were judged. */
public final class Judged {
    private static final int EVERY = 1_000;

    private Judged() {}

    /** Takes assessments of everybody, in whatever order, and tells of them. */
    public static Consumer<Assessment> counting(Watch watch, Ready ready, Consumer<Assessment> each)
            throws SQLException {
        if (!watch.isHeard()) {
            return each;
        }
        Long subjects = ready.session()
                .first(
                        Sql.of("select count(*) from "
                                + ready.session()
                                        .dialect()
                                        .quote(ready.plan().subject().table().name())),
                        row -> row.getLong(1));
        long[] judged = new long[1];
        return assessment -> {
            if (judged[0]++ % EVERY == 0) {
                watch.at(Phase.JUDGE, judged[0] - 1, subjects == null ? 0 : subjects);
            }
            each.accept(assessment);
        };
    }
}
