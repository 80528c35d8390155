package dev.palimpsest.run;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.database.Session;
import dev.palimpsest.home.Home;
import dev.palimpsest.ledger.Attempt;
import dev.palimpsest.ledger.Outcome;
import dev.palimpsest.ledger.OwnTables;
import dev.palimpsest.ledger.Receipts;
import dev.palimpsest.ledger.RunRecord;
import dev.palimpsest.ledger.Runs;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.proof.ProofReport;
import dev.palimpsest.proof.Reports;
import dev.palimpsest.work.Attachment;
import dev.palimpsest.work.AttemptLog;
import dev.palimpsest.work.KnownDatabase;
import dev.palimpsest.work.Need;
import dev.palimpsest.work.Ready;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lists the runs that the database knows, with their receipts and with the reports of the home. */
public final class RunHistory {
    private static final int MOST = 1_000_000;

    private final Attachment at;

    public RunHistory(Attachment at) {
        this.at = at;
    }

    /** See {@link Palimpsest#runs}. */
    public RunList list(int limit) {
        if (limit < 1) {
            throw new PalimpsestException(
                    ErrorCode.BAD_ARGUMENT, "at least 1 run is listed; it is to be " + limit + ".");
        }
        int most = Math.min(limit, MOST);
        return at.reading("the list of runs", Need.LOOKS, ready -> {
            OwnTables own = ready.own();
            List<Attempt> attempts = new AttemptLog(at).newest(ready, most);
            if (!own.exist(ready.session())) {
                return new RunList(ready.standing(), false, List.of(), false, attempts);
            }
            List<RunRecord> found = new Runs(own, ready.session()).newest(most + 1);
            List<RunRecord> shown = found.size() > most ? found.subList(0, most) : found;
            return new RunList(ready.standing(), true, lines(ready, shown), found.size() > most, attempts);
        });
    }

    private List<RunList.Line> lines(Ready ready, List<RunRecord> runs) throws SQLException {
        Session session = ready.session();
        Optional<Home> home = new KnownDatabase(at).homeIfKnown(session, ready.plan());
        List<RunList.Line> lines = new ArrayList<>();
        for (RunRecord run : runs) {
            at.watch().look();
            Map<Outcome, Long> outcomes = new Receipts(ready.own(), session, run).counts();
            Optional<ProofReport> report = home.flatMap(known -> new Reports(known).stored(run.id()));
            lines.add(new RunList.Line(
                    run,
                    outcomes.getOrDefault(Outcome.DONE, 0L),
                    outcomes.getOrDefault(Outcome.SKIPPED, 0L),
                    outcomes.getOrDefault(Outcome.FAILED, 0L),
                    proof(run, report)));
        }
        return lines;
    }

    /** The database knows only of green proofs; of a red one, the home in which it was made. */
    private static RunList.Proof proof(RunRecord run, Optional<ProofReport> report) {
        boolean proved = run.status() == RunRecord.Status.PROVED;
        // a report of the other colour is not of this state: of before a crash, a mended map, or a restored home
        return report.filter(made -> made.green() == proved)
                .map(made -> new RunList.Proof(
                        proved ? RunList.Colour.GREEN : RunList.Colour.RED, Instant.parse(made.provedAt())))
                .orElseGet(() -> new RunList.Proof(proved ? RunList.Colour.GREEN : RunList.Colour.NONE, null));
    }
}
