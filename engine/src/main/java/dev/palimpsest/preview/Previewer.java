package dev.palimpsest.preview;

import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.SessionSource;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.TableName;
import dev.palimpsest.database.Waiting;
import dev.palimpsest.ledger.GoneSubjects;
import dev.palimpsest.ledger.Identities;
import dev.palimpsest.ledger.OwnTables;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.FilePaths;
import dev.palimpsest.plan.NothingKept;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.TablePlan;
import dev.palimpsest.plan.TreatedSubjects;
import dev.palimpsest.survey.Act;
import dev.palimpsest.survey.Assessment;
import dev.palimpsest.survey.Moment;
import dev.palimpsest.trace.SharedIdentifiers;
import dev.palimpsest.watch.Phase;
import dev.palimpsest.watch.Watch;
import dev.palimpsest.work.KnownRuns;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Freezes a selection and counts what would happen to it. Changes nothing. */
public final class Previewer {
    /** How long a preview may be executed. */
    public static final Duration EXPIRY = Duration.ofHours(24);

    private static final String DELETE = "delete";
    /** Keys counted at a time. */
    private static final int BATCH = 5_000;

    private final Plan plan;
    private final Moment moment;
    private final List<TableName> hidden;
    private final Watch watch;

    /** @param hidden tables of which row-level security may hide rows from the user that counts */
    public Previewer(Plan plan, Moment moment, List<TableName> hidden, Watch watch) {
        this.watch = watch;
        this.plan = plan;
        this.moment = moment;
        this.hidden = List.copyOf(hidden);
    }

    /**
     * Makes a preview.
     *
     * @param others lends sessions that see the same moment, to work by several; may have none
     * @param skipped is given every selected subject that cannot go now, with its reasons
     */
    public Preview preview(
            Session session, SessionSource others, Selection selection, Instant now, Consumer<Assessment> skipped)
            throws SQLException {
        Choice choice = Choice.read(plan, moment, watch, session, others, selection, Act.ANONYMISE, skipped);
        Map<String, Long> shared;
        List<Preview.TableEffect> effects;
        if (others.size() > 0 && !choice.keys().isEmpty()) {
            try (Session other = others.open();
                    ExecutorService beside = Executors.newSingleThreadExecutor()) {
                Future<Map<String, Long>> sharing = beside.submit(() -> shared(other, choice.keys()));
                try {
                    effects = effects(session, choice.keys());
                    shared = Waiting.forOne(sharing);
                } finally {
                    beside.shutdownNow();
                }
            }
        } else {
            shared = shared(session, choice.keys());
            effects = effects(session, choice.keys());
        }
        return new Preview(
                null,
                new Identities(new OwnTables(plan.subject().table().name()), session).here(),
                plan.map().name(),
                plan.map().digest(),
                plan.schemaDigest(),
                plan.digest(),
                moment,
                now,
                now.plus(EXPIRY),
                selection.withArchived(),
                effects,
                choice.refused(),
                warnings(shared, KnownRuns.ofRenamed(session, plan)),
                shared,
                choice.keys());
    }

    /** Of how many somebody who stays bears an identifier, by its kind. */
    private Map<String, Long> shared(Session session, List<SubjectKey> keys) throws SQLException {
        Map<String, Long> shared = new TreeMap<>();
        new SharedIdentifiers(plan, moment.today())
                .of(session, keys)
                .values()
                .forEach(kinds -> kinds.forEach(kind -> shared.merge(kind.word(), 1L, Long::sum)));
        return shared;
    }

    private List<String> warnings(Map<String, Long> shared, List<String> ofRenamed) {
        List<String> warnings = new ArrayList<>(ofRenamed);
        warnings.addAll(plan.warnings());
        shared.forEach((kind, people) -> warnings.add(people + " of these people share an identifier (" + kind
                + ") with somebody who stays, such as a relative. It stays where it is the other's."));
        hidden.forEach(table -> warnings.add("row-level security may hide rows of " + plan.shown(table)
                + " from this database user, so there may be more than is counted here. A run will refuse to begin; 'check'"
                + " says what the user needs."));
        return warnings;
    }

    private List<Preview.TableEffect> effects(Session session, List<SubjectKey> keys) throws SQLException {
        TreatedSubjects treated = new GoneSubjects(plan.subject().table().name(), session).treatedAsFarAsKnown()::apply;
        List<Preview.TableEffect> effects = new ArrayList<>();
        List<TablePlan> severed = plan.severed();
        List<TablePlan> steps =
                plan.steps().stream().filter(step -> step.way() != null).toList();
        // the rows of each subject are looked up, however small the database believes its tables to be
        session.execute(session.dialect().preferIndexes(plan.looksUpSteps()));
        for (TablePlan table : steps) {
            watch.at(Phase.COUNT, steps.indexOf(table), steps.size());
            long rows = 0;
            long kept = 0;
            long files = 0;
            for (int from = 0; from < keys.size(); from += BATCH) {
                long[] counts = count(session, table, treated, keys.subList(from, Math.min(keys.size(), from + BATCH)));
                rows += counts[0];
                kept += counts[1];
                files += counts[2];
            }
            effects.add(new Preview.TableEffect(
                    plan.shown(table.name()),
                    severed.contains(table) ? "sever" : action(table),
                    rows,
                    kept,
                    severed.contains(table) ? 0 : files,
                    treatments(table)));
        }
        session.execute(session.dialect().planFreely());
        watch.at(Phase.COUNT, steps.size(), steps.size());
        if (plan.subject().declaration().deleteWhenNothingKept()) {
            long alone = 0;
            for (int from = 0; from < keys.size(); from += BATCH) {
                alone += ofWhomNothingIsKept(session, keys.subList(from, Math.min(keys.size(), from + BATCH)));
            }
            effects.add(
                    new Preview.TableEffect(plan.shown(plan.subject().table().name()), DELETE, alone, 0, 0, Map.of()));
        }
        return effects;
    }

    private long ofWhomNothingIsKept(Session session, List<SubjectKey> keys) throws SQLException {
        Dialect dialect = session.dialect();
        Dialect.KeySet keySet = dialect.keys(keys, plan.subject().key().typeName());
        Long alone = session.first(
                new Sql()
                        .add(keySet.with())
                        .add("select count(*) from " + keySet.relation() + " palimpsest_k where ")
                        .add(NothingKept.holds(plan, "palimpsest_k.palimpsest_key", dialect, moment.today())),
                row -> row.getLong(1));
        return alone == null ? 0 : alone;
    }

    private long[] count(Session session, TablePlan table, TreatedSubjects treated, List<SubjectKey> keys)
            throws SQLException {
        Dialect dialect = session.dialect();
        Dialect.KeySet keySet = dialect.keys(keys, plan.subject().key().typeName());
        Sql unprotected = table.unprotected(dialect, plan.map().zone(), moment.today());
        Sql sql = new Sql()
                .add(keySet.with())
                .add("select count(*), coalesce(sum(case when ")
                .add(unprotected)
                .add(" then 0 else 1 end), 0), coalesce(sum(case when ")
                .add(unprotected)
                .add(" and ")
                .add(FilePaths.in(table.table(), dialect))
                .add(" then 1 else 0 end), 0) from ")
                .add(table.requireWay()
                        .beside(
                                table.requireWay().rows(keySet.relation(), treated, dialect, moment.today()),
                                table.table(),
                                new Sql(),
                                dialect,
                                moment.today()));
        long[] counts = session.first(sql, row -> new long[] {row.getLong(1), row.getLong(2), row.getLong(3)});
        return counts == null ? new long[3] : counts;
    }

    private static String action(TablePlan table) {
        if (table.deletes()) {
            return DELETE;
        }
        if (table.reassigns()) {
            return "reassign";
        }
        return table.treatsRows() ? "treat" : "keep";
    }

    private static Map<String, String> treatments(TablePlan table) {
        Map<String, String> treatments = new LinkedHashMap<>();
        table.treatments().forEach((column, treatment) -> {
            if (!treatment.keeps()) {
                treatments.put(column.name(), treatment.describe());
            }
        });
        return treatments;
    }
}
