package dev.palimpsest.survey;

import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.SessionSource;
import dev.palimpsest.database.Sql;
import dev.palimpsest.ledger.OwnTables;
import dev.palimpsest.map.BlockerDeclaration;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.Blocker;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.watch.Phase;
import dev.palimpsest.watch.Watch;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Goes through subjects in the order of their keys, page by page, so that memory does not grow with their number. Changes
 * nothing.
 */
public final class Survey {
    /** Subjects judged at a time: many, since a table may have to be read as a whole for every page. */
    private static final int PAGE = 50_000;
    /** Subjects looked at first where a page is wanted; more when not enough of them fit. */
    private static final int FEW = 200;
    /** Subjects judged between two looks at whoever watches. */
    private static final int STEP = 1_000;

    private final Plan plan;
    private final Moment moment;
    private final Watch watch;
    private final QuietSubjects.Sizes sizes;
    /** Whether Palimpsest's own tables are there; null until somebody asked. */
    private @Nullable Boolean receipts;

    /** @param watch is told how many subjects were judged */
    public Survey(Plan plan, Moment moment, Watch watch) {
        this(plan, moment, watch, QuietSubjects.Sizes.USUAL);
    }

    Survey(Plan plan, Moment moment, Watch watch, QuietSubjects.Sizes sizes) {
        this.plan = plan;
        this.moment = moment;
        this.watch = watch;
        this.sizes = sizes;
    }

    /**
     * Judges every subject as seen at one moment, and tells of everybody the newest activity.
     *
     * @param each is given every assessment in key order
     * @throws dev.palimpsest.problem.PalimpsestException CANCELLED between two subjects, as every method here
     */
    public SurveyResult read(Session session, Consumer<Assessment> each) throws SQLException {
        Judgement judgement = judgement(session);
        long everybody = everybody(session);
        long judged = 0;
        SurveyResult.Tally tally = tally();
        SubjectKey after = null;
        List<SubjectKey> page = page(session, after, PAGE);
        while (!page.isEmpty()) {
            for (Assessment assessment : judgement.of(session, page)) {
                if (judged++ % STEP == 0) {
                    watch.at(Phase.JUDGE, judged - 1, everybody);
                }
                tally.add(assessment);
                each.accept(assessment);
            }
            after = page.getLast();
            page = page(session, after, PAGE);
        }
        watch.at(Phase.JUDGE, everybody, everybody);
        return tally.result(moment);
    }

    /** How many there are; 0 when nobody wants to know. */
    private long everybody(Session session) throws SQLException {
        Long subjects = watch.isHeard()
                ? session.first(
                        Sql.of("select count(*) from "
                                + session.dialect().quote(plan.subject().table().name())),
                        row -> row.getLong(1))
                : null;
        return subjects == null ? 0 : subjects;
    }

    /**
     * Judges every subject as seen at one moment. The newest activity of whoever is active is not looked for, only one after the
     * cut-off, so this takes a fraction of the time.
     *
     * @param others lends sessions that see the same moment, to read by several; may have none
     * @param quiet is given the assessments of everybody who may be inactive and of everybody treated, in key order; those
     *     left out are active, and neither treated nor due for any act but {@link Act#RESTORE}
     */
    public SurveyResult count(Session session, SessionSource others, Consumer<Assessment> quiet) throws SQLException {
        Judgement judgement = judgement(session);
        SurveyResult.Tally tally = tally();
        Map<FactsQuery.Marks, Long> unseen = new ConcurrentHashMap<>(judgement.marks(session));
        RangeReaders.Judging judging = (reader, page) -> reader.judgement().of(reader.session(), page, unseen);
        quiet(session, others, judging, assessment -> {
            tally.add(assessment);
            quiet.accept(assessment);
        });
        unseen.forEach((marks, number) -> tally.add(judgement.active(marks), number));
        return tally.result(moment);
    }

    /**
     * Judges everybody who may be inactive and everybody treated.
     *
     * @param others lends sessions that see the same moment, to read by several; may have none
     * @param each is given their assessments in key order
     */
    public void quiet(Session session, SessionSource others, Consumer<Assessment> each) throws SQLException {
        quiet(session, others, (reader, page) -> reader.judgement().of(reader.session(), page), each);
    }

    /** One page of the list, without looking at everybody where the order allows. */
    public SurveyPage page(Session session, SurveyPage.Wanted wanted) throws SQLException {
        return switch (wanted.order()) {
            case KEY -> pageByKey(session, wanted);
            case OLDEST -> pageByLastActivity(session, wanted);
        };
    }

    private SurveyPage pageByKey(Session session, SurveyPage.Wanted wanted) throws SQLException {
        Judgement judgement = judgement(session);
        List<Assessment> found = new ArrayList<>();
        SubjectKey after = wanted.after() == null ? null : new SubjectKey(wanted.after());
        int size = Math.clamp(wanted.size() * 4L, FEW, PAGE);
        List<SubjectKey> page = page(session, after, size);
        while (!page.isEmpty()) {
            for (Assessment assessment : judgement.of(session, page)) {
                if (wanted.fits().test(assessment)) {
                    found.add(assessment);
                    if (found.size() == wanted.size()) {
                        return new SurveyPage(moment, found, assessment.key().value());
                    }
                }
            }
            after = page.getLast();
            size = Math.min(PAGE, size * 4);
            page = page(session, after, size);
        }
        return new SurveyPage(moment, found, null);
    }

    private SurveyPage pageByLastActivity(Session session, SurveyPage.Wanted wanted) throws SQLException {
        Judgement judgement = judgement(session);
        List<Assessment> found = new ArrayList<>();
        OldestFirst.Place after = wanted.after() == null ? null : OldestFirst.place(wanted.after());
        int most = Math.clamp(wanted.size() * 4L, FEW, PAGE);
        while (true) {
            OldestFirst oldest = new OldestFirst(after, most);
            forEachQuiet(session, subjects -> {
                judgement.lastDays(session, subjects, (key, day) -> oldest.add(new OldestFirst.Place(day, key)));
                return true;
            });
            List<OldestFirst.Place> places = oldest.places();
            Map<SubjectKey, Assessment> judged = new HashMap<>();
            judgement
                    .of(session, places.stream().map(OldestFirst.Place::key).toList())
                    .forEach(assessment -> judged.put(assessment.key(), assessment));
            for (OldestFirst.Place place : places) {
                Assessment assessment = judged.get(place.key());
                if (assessment != null && wanted.fits().test(assessment)) {
                    found.add(assessment);
                    if (found.size() == wanted.size()) {
                        return new SurveyPage(moment, found, place.word());
                    }
                }
            }
            if (oldest.isComplete()) {
                return new SurveyPage(moment, found, null);
            }
            after = places.getLast();
            most = Math.min(PAGE, most * 4);
        }
    }

    private void quiet(Session session, SessionSource others, RangeReaders.Judging judging, Consumer<Assessment> each)
            throws SQLException {
        QuietSubjects quiet = quiet(receipts(session));
        if (others.size() > 0 && quiet.areToldAtOnce(session.dialect())) {
            List<QuietSubjects.Range> ranges = quiet.ranges(session, 1 + others.size());
            if (ranges.size() > 1) {
                quietBySeveral(session, others, quiet, ranges, judging, each);
                return;
            }
        }
        RangeReaders.Reader alone = new RangeReaders.Reader(session, judgement(session));
        forEachQuiet(session, page -> {
            judging.of(alone, page).forEach(each);
            return true;
        });
    }

    private void quietBySeveral(
            Session session,
            SessionSource others,
            QuietSubjects quiet,
            List<QuietSubjects.Range> ranges,
            RangeReaders.Judging judging,
            Consumer<Assessment> each)
            throws SQLException {
        long everybody = everybody(session);
        try (RangeReaders readers = new RangeReaders(quiet, session, others, this::judgement)) {
            int[] told = new int[1];
            watch.at(Phase.JUDGE, 0, everybody);
            readers.judge(ranges, judging, judged -> {
                judged.forEach(each);
                watch.at(Phase.JUDGE, everybody * ++told[0] / ranges.size(), everybody);
            });
        }
    }

    private void forEachQuiet(Session session, QuietSubjects.Taker taker) throws SQLException {
        long everybody = everybody(session);
        boolean all = quiet(receipts(session))
                .forEachPage(session, taker, seen -> watch.at(Phase.JUDGE, Math.min(seen, everybody), everybody));
        if (all) {
            watch.at(Phase.JUDGE, everybody, everybody);
        }
    }

    private QuietSubjects quiet(boolean receipts) {
        return new QuietSubjects(plan, moment, receipts, sizes);
    }

    private boolean receipts(Session session) throws SQLException {
        if (receipts == null) {
            receipts = new OwnTables(plan.subject().table().name()).exist(session);
        }
        return receipts;
    }

    private Judgement judgement(Session session) throws SQLException {
        return new Judgement(plan, moment, receipts(session));
    }

    private SurveyResult.Tally tally() {
        List<String> blockers = new ArrayList<>(plan.blockers().stream()
                .filter(blocker -> blocker.declaration().level() == BlockerDeclaration.Level.BLOCKS)
                .map(Blocker::id)
                .toList());
        blockers.addAll(new BuiltInBlockers(plan).counted());
        return new SurveyResult.Tally(blockers, plan.subject().declaration().subscription() != null);
    }

    private List<SubjectKey> page(Session session, @Nullable SubjectKey after, int size) throws SQLException {
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
        sql.add(" order by " + key + " limit " + size);
        return session.list(sql, row -> new SubjectKey(row.getString(1)));
    }
}
