package dev.palimpsest.check;

import dev.palimpsest.database.TableName;
import org.jspecify.annotations.Nullable;

/**
 * A column that seems to refer to a subject though neither a foreign key nor the map says so.
 *
 * @param to the column of the subject's table that it seems to hold
 * @param where the condition for rows that refer to subjects, in a column that refers to several tables; null = every row
 * @param looked different values that were looked at, few of them
 * @param known how many of these stand in that column of the subject's table
 */
public record SuggestedTie(
        TableName table, String column, String to, @Nullable String where, Reason reason, long looked, long known) {

    /** What speaks for it. */
    public enum Reason {
        /** References that are declared have this name. */
        SAME_NAME,
        /** It is called after the subject's table. */
        CALLED_AFTER,
        /** It is called after a person or somebody's part in something, and holds keys of subjects. */
        PERSON,
        /** It holds keys of subjects, which are of a kind that does not come together by chance. */
        VALUES
    }
}
