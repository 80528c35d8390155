package dev.palimpsest.database.postgresql;

import dev.palimpsest.database.ConnectionFailure.Failure;
import dev.palimpsest.database.ConnectionFailure.Refusal;
import dev.palimpsest.database.Failures;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What PostgreSQL's refusals mean: it names the objects that stand against a statement, and the procedure that raised an
 * error.
 */
final class PostgreSqlFailures implements Failures {
    /** Source files of the procedure languages: pl_exec.c, plpy_elog.c, plperl.c, pltcl.c. */
    private static final Pattern PROCEDURE_LANGUAGE = Pattern.compile("pl(_|py|perl|tcl|v8)");

    /** It has no error numbers. */
    @Override
    public boolean isOne(SQLException failure) {
        return failure.getErrorCode() == 0;
    }

    /** A trigger may raise an error under a state of its own making. */
    @Override
    public Failure classify(SQLException failure, Failure byState) {
        return byState == Failure.OTHER && isRaisedByProcedure(failure) ? Failure.DATA : byState;
    }

    /** A trigger may fill the fields of an error with what it likes. */
    @Override
    public Refusal refusal(SQLException failure, String state) {
        ServerErrorMessage server = server(failure);
        return server == null || isRaisedByProcedure(failure)
                ? new Refusal(state, null, null, null, null)
                : new Refusal(state, server.getSchema(), server.getTable(), server.getColumn(), server.getConstraint());
    }

    @Override
    public boolean isInsideProcedure(SQLException failure) {
        ServerErrorMessage server = server(failure);
        String where = server == null ? null : server.getWhere();
        return isRaisedByProcedure(failure) || (where != null && where.startsWith("PL/"));
    }

    private static boolean isRaisedByProcedure(SQLException failure) {
        ServerErrorMessage server = server(failure);
        String file = server == null ? null : server.getFile();
        return file != null && PROCEDURE_LANGUAGE.matcher(file).lookingAt();
    }

    private static @Nullable ServerErrorMessage server(SQLException failure) {
        return failure instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
    }

    @Override
    public String doorkeeper() {
        return "pg_hba.conf lets this user in";
    }
}
