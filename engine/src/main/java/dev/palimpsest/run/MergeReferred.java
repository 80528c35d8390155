package dev.palimpsest.run;

import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.identity.FingerprintKey;
import dev.palimpsest.identity.Fingerprinter;
import dev.palimpsest.identity.Redactor;
import dev.palimpsest.identity.TraceSet;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.TablePlan;
import dev.palimpsest.plan.TreatedSubjects;
import dev.palimpsest.plan.Way;
import dev.palimpsest.receipt.OwnTables;
import dev.palimpsest.trace.Traces;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Rows that the two profiles refer to, such as an address: the one that nobody refers to any more when they are joined is
 * treated as the map says, since nobody would ever come back to it.
 */
final class MergeReferred {
    private final Plan plan;
    private final LocalDate today;
    private final Session session;
    private final MergeRequest request;
    private final TreatedSubjects treated;

    MergeReferred(Plan plan, LocalDate today, Session session, MergeRequest request) throws SQLException {
        this.plan = plan;
        this.today = today;
        this.session = session;
        this.request = request;
        Function<String, Sql> known = new OwnTables(plan.subject().table().name()).treatedAsFarAsKnown(session);
        this.treated = known::apply;
    }

    /**
     * What is read before anything changes.
     *
     * @param values by table, what rows are referred to by
     * @param forms of the identifiers of both
     */
    record Before(Map<TablePlan, List<String>> values, TraceSet forms, Fingerprinter fingerprinter) {}

    private List<TablePlan> tables() {
        return plan.tables().stream()
                .filter(table -> table.way() != null && table.requireWay().isReferredTo() && table.treatsRows())
                .toList();
    }

    /** Rows that only the profile that goes refers to, by table. */
    Map<String, Long> ofOldOnly() throws SQLException {
        Map<String, Long> rows = new LinkedHashMap<>();
        if (request.keepOld()) {
            return rows;
        }
        Dialect dialect = session.dialect();
        Dialect.KeySet old =
                dialect.keys(List.of(request.from()), plan.subject().key().typeName());
        for (TablePlan table : tables()) {
            Long found = session.first(
                    new Sql()
                            .add(old.with())
                            .add("select count(*) from " + dialect.quote(table.name()) + " join ")
                            .add(table.requireWay().rows(old.relation(), treated, dialect, today))
                            .add(" on ")
                            .add(table.requireWay().joined(dialect, today))
                            .add(" where ")
                            .add(table.unprotected(dialect, plan.map().zone(), today)),
                    row -> row.getLong(1));
            if (found != null && found > 0) {
                rows.put(table.name().toString(), found);
            }
        }
        return rows;
    }

    Before before() throws SQLException {
        Dialect dialect = session.dialect();
        List<SubjectKey> both = List.of(request.from(), request.into());
        Dialect.KeySet keys = dialect.keys(both, plan.subject().key().typeName());
        Map<TablePlan, List<String>> values = new LinkedHashMap<>();
        for (TablePlan table : tables()) {
            List<String> referred = session.list(
                    new Sql()
                            .add(keys.with())
                            .add("select distinct " + dialect.asText("palimpsest_way.palimpsest_ref") + " from ")
                            .add(table.requireWay().source(keys.relation(), dialect))
                            .add(" where palimpsest_way.palimpsest_ref is not null"),
                    row -> row.getString(1));
            if (!referred.isEmpty()) {
                values.put(table, referred);
            }
        }
        Fingerprinter fingerprinter = new Fingerprinter(
                FingerprintKey.random(new SecureRandom()), plan.map().jurisdiction());
        return new Before(values, Traces.ownForms(session, plan, today, both, fingerprinter), fingerprinter);
    }

    /**
     * Treats those of the rows that nobody refers to any more.
     *
     * @return rows treated, by table
     */
    Map<String, Long> treat(Before before) throws SQLException {
        Measures measures = new Measures(plan, today);
        ChunkTreatment treatment = new ChunkTreatment(
                plan,
                today,
                new Redactor(before.fingerprinter()),
                measures,
                new Departure(plan, today, measures),
                (ignored, table) -> left(table, before.values().getOrDefault(table, List.of())));
        Map<String, Long> rows = new LinkedHashMap<>();
        for (TablePlan table : before.values().keySet()) {
            ChunkTreatment.Treated done = treatment.apply(session, table, Map.of(request.into(), before.forms()));
            if (done.changed() > 0) {
                rows.put(table.name().toString(), done.changed());
            }
        }
        return rows;
    }

    /** The relation of those that nobody refers to, see {@link Way#source}. */
    private Sql left(TablePlan table, List<String> values) {
        Way way = table.requireWay();
        Dialect dialect = session.dialect();
        List<String> keys = values.stream().map(value -> request.into().value()).toList();
        List<String> types =
                List.of(way.linkColumn().typeName(), plan.subject().key().typeName());
        String reference = dialect.quote(table.name(), way.linkColumn().name());
        return Sql.of(
                        "(select distinct palimpsest_left.c0 as palimpsest_ref, palimpsest_left.c1 as palimpsest_key from ")
                .add(dialect.rows(List.of(values, keys), types))
                .add(" palimpsest_left join " + dialect.quote(table.name()) + " on " + reference
                        + " = palimpsest_left.c0 where not ")
                .add(way.heldByOthers(treated, dialect, today))
                .add(") palimpsest_way");
    }
}
