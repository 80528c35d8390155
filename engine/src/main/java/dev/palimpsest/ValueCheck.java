package dev.palimpsest;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.ConnectionFailure;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.map.SubjectDeclaration;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.TablePlan;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.Problems;
import dev.palimpsest.treatment.Treatment;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Map;
import java.util.Optional;

/**
 * Has the database convert every fixed value of the map to its column's type, so that an unknown word of an enum or a
 * value that a domain refuses is found before a run.
 */
final class ValueCheck {
    private ValueCheck() {}

    /** @throws dev.palimpsest.problem.PalimpsestException MAP_UNBEARABLE_TREATMENT for every value that is refused */
    static void of(Plan plan, Session session) throws SQLException {
        Problems problems = new Problems();
        for (TablePlan table : plan.tables()) {
            for (Map.Entry<Column, Treatment.Computed> entry : table.computed().entrySet()) {
                Optional<Sql> trial = entry.getValue().trial(entry.getKey());
                if (trial.isPresent()) {
                    attempt(plan, session, table, entry.getKey(), trial.get(), problems);
                }
            }
        }
        problems.throwIfAny();
    }

    private static void attempt(
            Plan plan, Session session, TablePlan table, Column column, Sql value, Problems problems)
            throws SQLException {
        Savepoint before = session.connection().setSavepoint();
        try {
            session.execute(Sql.of("select ").add(value));
        } catch (SQLException refused) {
            session.connection().rollback(before);
            SubjectDeclaration subject = plan.subject().declaration();
            boolean archive = table.name().equals(plan.subject().table().name())
                    && subject.archive().containsKey(column.name());
            problems.add(
                    ErrorCode.MAP_UNBEARABLE_TREATMENT,
                    archive
                            ? subject.at("archive")
                            : plan.map().at("treatment", table.name().name(), column.name()),
                    table.name() + "." + column.name() + " is of type " + column.typeName()
                            + ", and the database refuses the text for it ("
                            + ConnectionFailure.refusal(refused)
                            + "). Write a value of that type.");
        }
    }
}
