package dev.palimpsest.check;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.ConnectionFailure;
import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.ForeignKey;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.Table;
import dev.palimpsest.database.TableName;
import dev.palimpsest.map.ReassignDeclaration;
import dev.palimpsest.map.SubjectDeclaration;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.StubProfile;
import dev.palimpsest.plan.TablePlan;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.Position;
import dev.palimpsest.problem.Problems;
import dev.palimpsest.treatment.Treatment;
import dev.palimpsest.treatment.Treatments;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Has the database convert every fixed value of the map to its column's type, so that an unknown word of an enum or a
 * value that a domain refuses is found before a run.
 */
public final class ValueCheck {
    private ValueCheck() {}

    /** @throws dev.palimpsest.problem.PalimpsestException MAP_UNBEARABLE_TREATMENT for every value that is refused */
    public static void of(Plan plan, Session session) throws SQLException {
        Problems problems = new Problems();
        for (TablePlan table : plan.steps()) {
            for (Map.Entry<Column, Treatment> entry : table.treatments().entrySet()) {
                Position at = place(plan, table, entry.getKey());
                written(session, table.name(), entry.getKey(), entry.getValue(), at, problems);
            }
        }
        states(plan, session, problems);
        if (plan.subject().declaration().reassign() instanceof ReassignDeclaration.Stub stub) {
            stub(plan, session, stub, problems);
        }
        problems.throwIfAny();
    }

    private static void written(
            Session session, TableName table, Column column, Treatment treatment, Position at, Problems problems)
            throws SQLException {
        Optional<String> text = treatment.writes();
        if (text.isPresent() && !bears(session, column, text.get())) {
            unbearable(table, column, text.get(), at, problems);
            return;
        }
        Optional<Sql> trial = treatment.computed().flatMap(computed -> computed.trial(column, session.dialect()));
        if (trial.isPresent()) {
            attempt(session, table, column, trial.get(), at, problems);
        }
    }

    private static boolean bears(Session session, Column column, String text) throws SQLException {
        Optional<Sql> question = session.dialect().bears(column, text);
        if (question.isPresent()) {
            return Boolean.TRUE.equals(session.first(question.get(), row -> row.getBoolean(1)));
        }
        return column.characterSet() == null
                || refused(session, Sql.of("cast(? as text)", text)).isEmpty();
    }

    private static void unbearable(TableName table, Column column, String text, Position at, Problems problems) {
        problems.add(
                ErrorCode.MAP_UNBEARABLE_TREATMENT,
                at,
                table + "." + column.name() + " is of type " + column.typeName()
                        + (column.characterSet() == null
                                ? ", which cannot hold '" + text + "'. Write what its words or range allow."
                                : " in the character set " + column.characterSet() + ", which cannot hold '" + text
                                        + "'. Write characters of that set, or words that the type allows."));
    }

    private static Position place(Plan plan, TablePlan table, Column column) {
        SubjectDeclaration subject = plan.subject().declaration();
        boolean archive = table.name().equals(plan.subject().table().name())
                && subject.archive().containsKey(column.name());
        return archive
                ? subject.at("archive")
                : plan.map().at("treatment", table.name().name(), column.name());
    }

    /** What {@code archive} sets is a treatment of the subject's table. */
    private static void states(Plan plan, Session session, Problems problems) throws SQLException {
        SubjectDeclaration subject = plan.subject().declaration();
        states(plan, session, subject.deactivate(), subject.at("deactivate"), problems);
        states(plan, session, subject.restore(), subject.at("restore"), problems);
    }

    private static void states(
            Plan plan, Session session, Map<String, ? extends @Nullable String> values, Position at, Problems problems)
            throws SQLException {
        Table table = plan.subject().table();
        for (Map.Entry<String, ? extends @Nullable String> entry : values.entrySet()) {
            String value = entry.getValue();
            if (value != null) {
                Column column = table.column(entry.getKey()).orElseThrow();
                written(session, table.name(), column, Treatments.fixed(value), at, problems);
            }
        }
    }

    private static void stub(Plan plan, Session session, ReassignDeclaration.Stub stub, Problems problems)
            throws SQLException {
        Table table = plan.subject().table();
        for (Map.Entry<Column, Optional<Treatment.Computed>> entry :
                StubProfile.of(plan.subject(), stub).values().entrySet()) {
            Column column = entry.getKey();
            Optional<Sql> trial = entry.getValue().flatMap(value -> value.trial(column, session.dialect()));
            if (trial.isEmpty()) {
                continue;
            }
            Position at = plan.subject().declaration().at("reassign.stub." + column.name());
            written(session, table.name(), column, entry.getValue().get(), at, problems);
            for (ForeignKey reference : table.foreignKeys()) {
                if (reference.columns().equals(List.of(column.name()))
                        && !exists(session, reference, trial.get(), problems.isEmpty())) {
                    problems.add(
                            ErrorCode.MAP_UNBEARABLE_TREATMENT,
                            at,
                            table.name() + "." + column.name() + " refers to " + reference.to()
                                    + ", which has no such row. Write the key of one it has.");
                }
            }
        }
    }

    /** @param isValue whether the database takes the value for one of the column's type */
    private static boolean exists(Session session, ForeignKey reference, Sql value, boolean isValue)
            throws SQLException {
        Dialect dialect = session.dialect();
        return !isValue
                || session.first(
                                Sql.of("select 1 from " + dialect.quote(reference.to()) + " where "
                                                + dialect.quote(
                                                        reference.to(),
                                                        reference.toColumns().getFirst()) + " = ")
                                        .add(value),
                                row -> row.getInt(1))
                        != null;
    }

    private static void attempt(
            Session session, TableName table, Column column, Sql value, Position at, Problems problems)
            throws SQLException {
        Optional<ConnectionFailure.Refusal> refused = refused(session, value);
        if (refused.isPresent()) {
            problems.add(
                    ErrorCode.MAP_UNBEARABLE_TREATMENT,
                    at,
                    table + "." + column.name() + " is of type " + column.typeName()
                            + ", and the database refuses the text for it (" + refused.get()
                            + "). Write a value of that type.");
        }
    }

    /** Why the database does not take the value; empty if it does. */
    private static Optional<ConnectionFailure.Refusal> refused(Session session, Sql value) throws SQLException {
        Savepoint before = session.connection().setSavepoint();
        try {
            session.execute(Sql.of("select ").add(value));
            return Optional.empty();
        } catch (SQLException refused) {
            if (ConnectionFailure.isOfTheMoment(refused)) {
                throw refused;
            }
            session.connection().rollback(before);
            return Optional.of(ConnectionFailure.refusal(refused));
        }
    }
}
