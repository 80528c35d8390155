package dev.palimpsest.database;

import dev.palimpsest.map.ConditionText;
import java.util.List;

/**
 * What one kind of database may not be given in a condition of the owner's, although another may: where it would cut the
 * text differently than {@link ConditionText} does, or read it differently depending on how it is set up.
 */
public interface ConditionRules {
    /** What is wrong with it here; each goes on from the condition's name. */
    List<String> findings(ConditionText condition);
}
