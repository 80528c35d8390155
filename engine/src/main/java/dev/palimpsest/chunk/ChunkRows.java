package dev.palimpsest.chunk;

import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.ledger.GoneSubjects;
import dev.palimpsest.ledger.OwnTables;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.TablePlan;
import dev.palimpsest.plan.TreatedSubjects;
import java.time.LocalDate;

/** The rows of a chunk's people; of what several people refer to, only what nobody untreated refers to, too. */
record ChunkRows(Plan plan, LocalDate today, boolean ownTables) {

    /** @param ownTables whether there are receipts that tell who was treated */
    ChunkRows {}

    Sql of(Session session, TablePlan table) {
        Dialect dialect = session.dialect();
        OwnTables own = new OwnTables(plan.subject().table().name());
        TreatedSubjects treated = key -> ownTables ? new GoneSubjects(own, session).isTreated(key) : Sql.of("false");
        return table.requireWay()
                .rows(dialect.chunkTable(plan.subject().key().typeName()).relation(), treated, dialect, today);
    }
}
