package dev.palimpsest.merge;

import dev.palimpsest.chunk.ChunkTreatment;
import dev.palimpsest.chunk.Departure;
import dev.palimpsest.chunk.Measures;
import dev.palimpsest.database.Column;
import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.ForeignKey;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.Table;
import dev.palimpsest.identity.FingerprintKey;
import dev.palimpsest.identity.Fingerprinter;
import dev.palimpsest.identity.Redactor;
import dev.palimpsest.identity.TraceSet;
import dev.palimpsest.ledger.GoneSubjects;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.TablePlan;
import dev.palimpsest.plan.TreatedSubjects;
import dev.palimpsest.plan.Way;
import dev.palimpsest.trace.Traces;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        Function<String, Sql> known = new GoneSubjects(plan.subject().table().name(), session).treatedAsFarAsKnown();
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

    /**
     * Rows that nobody will refer to any more, by table.
     *
     * @param collisions of which some rows go, and hold nothing then
     */
    Map<String, Long> abandoned(List<MergeCollisions.Found> collisions) throws SQLException {
        Dialect dialect = session.dialect();
        Map<String, Long> rows = new LinkedHashMap<>();
        for (Map.Entry<TablePlan, List<String>> entry : referredTo().entrySet()) {
            TablePlan table = entry.getKey();
            Way way = table.requireWay();
            Long found = session.first(
                    Sql.of("select count(*) from " + dialect.quote(table.name()) + " join ")
                            .add(unheld(table, entry.getValue(), heldAfterwards(way, collisions)))
                            .add(" on ")
                            .add(way.joined(dialect, today))
                            .add(" and ")
                            .add(table.unprotected(dialect, plan.map().zone(), today)),
                    row -> row.getLong(1));
            if (found != null && found > 0) {
                rows.put(table.name().toString(), found);
            }
        }
        return rows;
    }

    /** Holds for rows that somebody refers to when the profiles are joined. */
    private Sql heldAfterwards(Way way, List<MergeCollisions.Found> collisions) throws SQLException {
        Dialect dialect = session.dialect();
        Sql held = Sql.of("(")
                .add(way.heldByOthers(
                        treated, dialect, today, (holder, name) -> stays(holder.reference(), name, collisions)));
        for (Way.Holder holder : way.holders()) {
            if (isOfSubject(holder.reference())) {
                held.add(" or ").add(takenUp(way, holder.reference()));
            }
        }
        return held.add(")");
    }

    private boolean isOfSubject(ForeignKey reference) {
        return reference.from().equals(plan.subject().table().name()) && !request.keepOld();
    }

    /** Holds for referring rows that are there afterwards, and refer to the same as now. */
    private Sql stays(ForeignKey reference, String name, List<MergeCollisions.Found> collisions) {
        Dialect dialect = session.dialect();
        List<Sql> conditions = new ArrayList<>();
        if (isOfSubject(reference)) {
            Column key = plan.subject().key();
            String value = dialect.cast("?", key.typeName());
            conditions.add(Sql.of(
                    name + "." + dialect.quote(key.name()) + " not in (" + value + ", " + value + ")",
                    request.from().value(),
                    request.into().value()));
        }
        for (MergeCollisions.Found collision : collisions) {
            Table table = collision.link().table();
            if (table.name().equals(reference.from())) {
                conditions.add(Sql.of("not exists (select 1 from ")
                        .add(MergeLosers.keys(table, collision.losers().keySet(), dialect))
                        .add(" where ")
                        .add(MergeLosers.isOne(table, name, dialect))
                        .add(")"));
            }
        }
        return conditions.isEmpty() ? Sql.of("true") : new Sql().join(" and ", conditions);
    }

    /** Holds for rows that the profile that stays refers to when it has taken over what it takes. */
    private Sql takenUp(Way way, ForeignKey reference) throws SQLException {
        Dialect dialect = session.dialect();
        List<Column> columns = reference.columns().stream()
                .map(name -> plan.subject().table().column(name).orElseThrow())
                .toList();
        Map<Column, Optional<String>> values = new MergeColumns(plan, session, request).afterwards(columns);
        List<Sql> same = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Optional<String> value = values.getOrDefault(columns.get(i), Optional.empty());
            if (value.isEmpty()) {
                return Sql.of("false");
            }
            same.add(Sql.of(
                    dialect.quote(way.table(), reference.toColumns().get(i)) + " = "
                            + dialect.cast("?", columns.get(i).typeName()),
                    value.get()));
        }
        return Sql.of("(").join(" and ", same).add(")");
    }

    /** What rows are referred to by the two profiles, by table. */
    private Map<TablePlan, List<String>> referredTo() throws SQLException {
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
        return values;
    }

    Before before() throws SQLException {
        Fingerprinter fingerprinter = new Fingerprinter(
                FingerprintKey.random(new SecureRandom()), plan.map().jurisdiction());
        List<SubjectKey> both = List.of(request.from(), request.into());
        return new Before(referredTo(), Traces.ownForms(session, plan, today, both, fingerprinter), fingerprinter);
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
                (ignored, table) -> unheld(
                        table,
                        before.values().getOrDefault(table, List.of()),
                        table.requireWay().heldByOthers(treated, session.dialect(), today)));
        Map<String, Long> rows = new LinkedHashMap<>();
        for (TablePlan table : before.values().keySet()) {
            ChunkTreatment.Treated done = treatment.apply(session, table, () -> Map.of(request.into(), before.forms()));
            if (done.changed() > 0) {
                rows.put(table.name().toString(), done.changed());
            }
        }
        return rows;
    }

    /** The relation of those for which this does not hold, see {@link Way#source}. */
    private Sql unheld(TablePlan table, List<String> values, Sql held) {
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
                .add(held)
                .add(") palimpsest_way");
    }
}
