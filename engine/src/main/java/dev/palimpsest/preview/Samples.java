package dev.palimpsest.preview;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.ConnectionFailure;
import dev.palimpsest.database.Dialect;
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
import dev.palimpsest.survey.Moment;
import dev.palimpsest.trace.TextChange;
import dev.palimpsest.trace.Traces;
import dev.palimpsest.treatment.Redact;
import dev.palimpsest.treatment.Treatment;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one subject before and after, computed by the very expressions of the run. Changes nothing. A column of which a
 * value cannot bear its treatment is left out: the run will tell that this person fails.
 */
public final class Samples {
    private final Plan plan;
    private final Moment moment;
    private final Fingerprinter fingerprinter;

    public Samples(Plan plan, Moment moment) {
        this.plan = plan;
        this.moment = moment;
        this.fingerprinter = new Fingerprinter(
                FingerprintKey.random(new SecureRandom()), plan.map().jurisdiction());
    }

    /** The subject's own row and up to {@code perTable} rows of each other treated table. */
    public List<Sample> of(Session session, SubjectKey key, int perTable) throws SQLException {
        TraceSet own = Traces.ownForms(session, plan, moment.today(), List.of(key), fingerprinter);
        List<Sample> samples = new ArrayList<>(read(session, plan.subjectPlan(), key, own, 1));
        for (TablePlan table : plan.steps()) {
            boolean subject = table == plan.subjectPlan();
            if (table.treatsRows() && !table.deletes() && !subject) {
                samples.addAll(read(session, table, key, own, perTable));
            }
        }
        return samples;
    }

    private List<Sample> read(Session session, TablePlan table, SubjectKey key, TraceSet own, int limit)
            throws SQLException {
        Map<Column, Treatment> changing = new LinkedHashMap<>();
        changing.putAll(table.computed());
        changing.putAll(table.redacted());
        Savepoint before = session.connection().setSavepoint();
        try {
            return ofColumns(session, table, key, limit, own, changing);
        } catch (SQLException refused) {
            if (ConnectionFailure.classify(refused) != ConnectionFailure.Failure.DATA) {
                throw refused;
            }
            session.connection().rollback(before);
        }
        Map<Column, Treatment> bearable = new LinkedHashMap<>();
        for (Map.Entry<Column, Treatment> entry : changing.entrySet()) {
            try {
                ofColumns(session, table, key, limit, own, Map.of(entry.getKey(), entry.getValue()));
                bearable.put(entry.getKey(), entry.getValue());
            } catch (SQLException refused) {
                if (ConnectionFailure.classify(refused) != ConnectionFailure.Failure.DATA) {
                    throw refused;
                }
                session.connection().rollback(before);
            }
        }
        return ofColumns(session, table, key, limit, own, bearable);
    }

    private List<Sample> ofColumns(
            Session session, TablePlan table, SubjectKey key, int limit, TraceSet own, Map<Column, Treatment> changing)
            throws SQLException {
        Dialect dialect = session.dialect();
        Dialect.KeySet keys = dialect.keys(List.of(key), plan.subject().key().typeName());
        String id = table.table().primaryKey().isEmpty()
                ? dialect.locator(table.table(), dialect.quote(table.name().name()))
                : dialect.quote(table.name(), table.table().primaryKey().getFirst());
        Sql sql = new Sql().add(keys.with()).add("select " + dialect.asText(id));
        for (Map.Entry<Column, Treatment> entry : changing.entrySet()) {
            String column = dialect.quote(table.name(), entry.getKey().name());
            sql.add(", " + dialect.shown(entry.getKey(), column) + ", ");
            Treatment.Computed computed = entry.getValue().computed().orElse(null);
            if (computed != null) {
                sql.add(computed.value(entry.getKey(), column, dialect)
                        .within(value -> dialect.shown(entry.getKey(), value)));
            } else {
                sql.add("null");
            }
        }
        TreatedSubjects treated = new GoneSubjects(plan.subject().table().name(), session).treatedAsFarAsKnown()::apply;
        sql.add(" from ")
                .add(table.requireWay()
                        .among(
                                table.requireWay().rows(keys.relation(), treated, dialect, moment.today()),
                                table.table(),
                                dialect,
                                moment.today()))
                .add(" where ")
                .add(table.unprotected(dialect, plan.map().zone(), moment.today()))
                .add(" order by 1 limit " + limit);
        return session.list(sql, row -> sample(row, table, changing, own));
    }

    private Sample sample(ResultSet row, TablePlan table, Map<Column, Treatment> changing, TraceSet own)
            throws SQLException {
        List<Sample.Change> changes = new ArrayList<>();
        int index = 1;
        for (Map.Entry<Column, Treatment> entry : changing.entrySet()) {
            String before = row.getString(++index);
            String after = row.getString(++index);
            Redact redact = entry.getValue().redaction().orElse(null);
            if (redact != null) {
                after = redacted(table.table(), entry.getKey(), before, redact, own);
            }
            if (!Objects.equals(before, after)) {
                changes.add(new Sample.Change(entry.getKey().name(), before, after));
            }
        }
        return new Sample(table.name().name(), String.valueOf(row.getString(1)), changes);
    }

    private @Nullable String redacted(
            Table table, Column column, @Nullable String before, Redact redact, TraceSet own) {
        if (before == null) {
            return null;
        }
        String after = TextChange.redacted(new Redactor(fingerprinter), table, column, before, redact, own);
        return after == null ? before : after;
    }
}
