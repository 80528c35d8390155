package dev.palimpsest.plan;

import dev.palimpsest.database.Table;
import dev.palimpsest.database.Table.Hazard;
import dev.palimpsest.database.TableName;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.Position;
import java.util.HashSet;
import java.util.Set;

/** Refuses tables whose storage cannot keep what a run promises: each person entirely or not at all, and nothing left. */
final class StorageCheck {
    private final Compilation compilation;
    /** Reported already; one table may be the subject's, a blocker's and treated. */
    private final Set<Refusal> refused = new HashSet<>();

    private record Refusal(TableName table, Hazard hazard) {}

    StorageCheck(Compilation compilation) {
        this.compilation = compilation;
    }

    /** A table whose rows are changed or deleted. One that is only read may lie as it likes. */
    void treated(TablePlan plan, Position at) {
        plan.severed().forEach(each -> treated(each, at));
        if (!plan.treatsRows() && plan.swept().isEmpty()) {
            return;
        }
        locked(plan.table(), at);
        refuseIf(
                Hazard.HISTORY,
                plan.table(),
                at,
                "keeps the former values of its rows by itself (system versioning), so nothing in it would be gone."
                        + " Give that up: alter table %s drop system versioning.");
    }

    /** A table whose rows are locked while a person is judged. */
    void locked(Table table, Position at) {
        refuseIf(
                Hazard.NO_TRANSACTIONS,
                table,
                at,
                "has no transactions: its rows cannot be locked, and a write cannot be taken back."
                        + " Have it stored with them: alter table %s engine = InnoDB.");
    }

    private void refuseIf(Hazard hazard, Table table, Position at, String why) {
        if (table.hazards().contains(hazard) && refused.add(new Refusal(table.name(), hazard))) {
            String shown = compilation.shown(table.name());
            compilation.problem(ErrorCode.MAP_UNSAFE_TABLE, at, shown + " " + why.formatted(shown));
        }
    }
}
