package dev.palimpsest.database;

import dev.palimpsest.map.ConditionText;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one kind of database may not be given in a condition of the owner's, although another may: where it would cut the
 * text differently than {@link ConditionText} does, or read it differently depending on how it is set up.
 */
public interface ConditionRules {
    /** What is wrong with it here; each goes on from the condition's name. */
    List<String> findings(ConditionText condition);

    /**
     * Asks which of these functions may do more than read, or may say something else each time.
     *
     * @param called their names without schema, at least one
     * @return rows of names, in capital or small letters
     */
    Sql unsafe(Set<String> called);

    /** What is wrong with calling such a function; goes on from the condition's name. */
    String whyUnsafe(String function);

    /** The SQLState of a text that is no date where it stands for one; null where no word of a text means a moment. */
    @Nullable
    String noDate();
}
