package dev.palimpsest.plan;

import dev.palimpsest.database.Sql;

/** Tells in a statement whether a subject was treated by any run. */
@FunctionalInterface
public interface TreatedSubjects {
    /** Holds when the subject with this key was treated. */
    Sql holds(String keyExpression);
}
