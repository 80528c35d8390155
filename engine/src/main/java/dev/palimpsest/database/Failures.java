package dev.palimpsest.database;

import dev.palimpsest.database.ConnectionFailure.Failure;
import dev.palimpsest.database.ConnectionFailure.Refusal;
import dev.palimpsest.problem.PalimpsestException;
import java.sql.SQLException;
import java.util.Optional;

/** What the refusals of one kind of database mean, where the SQLState says too little. */
public interface Failures {
    /** Whether its server or its driver speaks. */
    boolean isOne(SQLException failure);

    /** What to do about it. */
    Failure classify(SQLException failure, Failure byState);

    /** The SQLState by which PostgreSQL tells the same; empty where the failure's own state says it. */
    default Optional<String> state(SQLException failure) {
        return Optional.empty();
    }

    /** Names of the objects that stand against it; never the values. */
    default Refusal refusal(SQLException failure, String state) {
        return new Refusal(state, null, null, null, null);
    }

    /** Whether a trigger or a function was at work. */
    boolean isInsideProcedure(SQLException failure);

    /** What a refusal at connect means, where only this kind of database says it. */
    default Optional<PalimpsestException> atConnect(SQLException failure, String place) {
        return Optional.empty();
    }

    /** Where the server or the address lacks something that every verb needs. */
    default Optional<PalimpsestException> unprepared(SQLException failure) {
        return Optional.empty();
    }

    /** Who decides that a user may come from here, for people. */
    String doorkeeper();
}
