package dev.palimpsest.database;

import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.problem.Problem;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a database user may not do although it must.
 *
 * @param missing in words, one right each, in the order of the tables' names
 * @param grants statements that give exactly these, for the administrator of the database
 */
public record Rights(List<String> missing, List<String> grants) {

    /** A right on a table. */
    public enum Privilege {
        SELECT,
        INSERT,
        UPDATE,
        DELETE
    }

    /**
     * What is needed.
     *
     * @param tables what is to be done with which table, those included that are yet to be made
     * @param ownSchema the schema that is to take Palimpsest's own tables; null when they are there already
     * @param temporary whether temporary tables are made
     */
    public record Needed(
            Map<TableName, Set<Privilege>> tables, @Nullable String ownSchema, boolean temporary) {}

    /**
     * Asks the database. Changes nothing.
     *
     * @throws PalimpsestException as {@link ConnectionFailure#duringWork}
     */
    public static Rights of(Connection connection, Needed needed) {
        return Snapshot.of(
                connection,
                () -> Products.of(connection).catalogue(connection).rights(connection, needed),
                "reading the rights of the database user");
    }

    /** What is here and not among the others. */
    public Rights without(Rights others) {
        return new Rights(
                missing.stream()
                        .filter(each -> !others.missing().contains(each))
                        .toList(),
                grants.stream().filter(each -> !others.grants().contains(each)).toList());
    }

    public boolean areEnough() {
        return missing.isEmpty();
    }

    /** @throws PalimpsestException {@code DATABASE_RIGHTS_MISSING} with the statements that give what is missing */
    public void require() {
        if (!areEnough()) {
            throw new PalimpsestException(List.of(new Problem(
                    ErrorCode.DATABASE_RIGHTS_MISSING,
                    null,
                    "The database user lacks: " + String.join("; ", missing) + ". Have the administrator run:",
                    grants)));
        }
    }
}
