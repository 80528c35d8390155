package dev.palimpsest.chunk;

import dev.palimpsest.database.TableName;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.TablePlan;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The tables that triggers of treated tables may write to, told by the text of their functions. Their rows may become more
 * while a chunk is treated, so their statistics are taken over the rows that were there before, by their own keys. Should
 * a trigger write where its text does not say, statistics differ and the chunk fails; nothing is overlooked.
 */
public final class TriggerReach {
    private TriggerReach() {}

    public static Set<TableName> of(Plan plan) {
        Set<TableName> reached = new HashSet<>();
        for (TablePlan triggered : plan.steps()) {
            if (!triggered.treatsRows()) {
                continue;
            }
            triggered.table().triggers().forEach(trigger -> {
                String body = trigger.body().toLowerCase(Locale.ROOT);
                for (TablePlan candidate : plan.tables()) {
                    String name = candidate.name().name().toLowerCase(Locale.ROOT);
                    if (Pattern.compile("\\b" + Pattern.quote(name) + "\\b")
                            .matcher(body)
                            .find()) {
                        reached.add(candidate.name());
                    }
                }
            });
        }
        return reached;
    }
}
