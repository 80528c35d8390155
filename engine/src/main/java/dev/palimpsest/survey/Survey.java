package dev.palimpsest.survey;

import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.map.BlockerDeclaration;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.Blocker;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.receipt.OwnTables;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Goes through all subjects in the order of their keys, page by page, so that memory does not grow with their number.
 * Changes nothing.
 */
public final class Survey {
    /** Subjects judged at a time. */
    private static final int PAGE = 10_000;
    /** Where a table must be read as a whole for every page, pages are larger. */
    private static final int PAGE_WITHOUT_INDEX = 50_000;

    private final Plan plan;
    private final Moment moment;

    public Survey(Plan plan, Moment moment) {
        this.plan = plan;
        this.moment = moment;
    }

    /**
     * Judges every subject as seen at one moment.
     *
     * @param each is given every assessment in key order
     */
    public SurveyResult read(Session session, Consumer<Assessment> each) throws SQLException {
        boolean receipts = new OwnTables(plan.subject().table().name()).exist(session);
        Judgement judgement = new Judgement(plan, moment, receipts);
        List<String> blockers = new ArrayList<>(plan.blockers().stream()
                .filter(blocker -> blocker.declaration().level() == BlockerDeclaration.Level.BLOCKS)
                .map(Blocker::id)
                .toList());
        if (!plan.subject().declaration().mayBeForgotten().isEmpty()) {
            blockers.add(BlockedBy.KIND);
        }
        SurveyResult.Tally tally =
                new SurveyResult.Tally(blockers, plan.subject().declaration().subscription() != null);
        SubjectKey after = null;
        List<SubjectKey> page = page(session, after);
        while (!page.isEmpty()) {
            for (Assessment assessment : judgement.of(session, page)) {
                tally.add(assessment);
                each.accept(assessment);
            }
            after = page.getLast();
            page = page(session, after);
        }
        return tally.result(moment);
    }

    private List<SubjectKey> page(Session session, @Nullable SubjectKey after) throws SQLException {
        Dialect dialect = session.dialect();
        // qualified: a bare name in "order by" would mean the text that is selected
        String key = dialect.quote(
                plan.subject().table().name(), plan.subject().key().name());
        Sql sql = Sql.of("select " + dialect.asText(key) + " from "
                + dialect.quote(plan.subject().table().name()));
        if (after != null) {
            sql.add(
                    " where " + key + " > "
                            + dialect.cast("?", plan.subject().key().typeName()),
                    after.value());
        }
        sql.add(" order by " + key + " limit " + (everyWayIndexed() ? PAGE : PAGE_WITHOUT_INDEX));
        return session.list(sql, row -> new SubjectKey(row.getString(1)));
    }

    private boolean everyWayIndexed() {
        return plan.activity().stream().allMatch(source -> source.way().indexed())
                && plan.blockers().stream().allMatch(blocker -> blocker.way().indexed());
    }
}
