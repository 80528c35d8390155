package dev.palimpsest.proof;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Table;
import dev.palimpsest.ledger.Decision;
import dev.palimpsest.ledger.Decisions;
import dev.palimpsest.ledger.RunId;
import dev.palimpsest.ledger.RunLock;
import dev.palimpsest.ledger.RunRecord;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.problem.Problem;
import dev.palimpsest.trace.CellReader;
import dev.palimpsest.trace.HitClass;
import dev.palimpsest.trace.Traces;
import dev.palimpsest.work.Attachment;
import dev.palimpsest.work.KnownRuns;
import dev.palimpsest.work.Need;
import dev.palimpsest.work.Ready;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decisions about single findings of the proofs of a run: that a text is a treated person's, so that {@code resume} strikes it, or
 * that it may stay. Each is bound to the text that stood there, and stays when the run is proved. See
 * {@link dev.palimpsest.Palimpsest#decisions()}.
 */
public final class FindingDecisions {
    /** Objections told one by one. */
    private static final int TOLD = 20;

    private final Attachment at;
    private final KnownRuns known;

    public FindingDecisions(Attachment at) {
        this.at = at;
        this.known = new KnownRuns(at);
    }

    /**
     * What was done or found.
     *
     * @param run whose proofs found it
     */
    public record Taken(RunId run, List<Decision> decisions) {}

    /**
     * Takes all of these decisions, or none. One about a place that was decided before takes its place.
     *
     * @param id empty for the newest run
     * @param by who decides
     * @throws PalimpsestException {@code PAL-DEC-001} with every decision that cannot be taken and why; {@code PAL-RUN-008} while
     *     the run is executed or proved, which would miss the decision; {@code PAL-RUN-007} and
     *     {@code PAL-RUN-011} as {@link dev.palimpsest.Palimpsest#prove}
     */
    public Taken decide(Optional<RunId> id, List<DecisionRequest> requests, String by) {
        Instant now = at.now();
        return at.working("the decision", Need.LOOKS, 1, ready -> {
            RunRecord found = finished(open(ready, id));
            Traces traces = known.traces(ready.session(), ready.plan(), found);
            try (RunLock lock = RunLock.take(ready.session(), found.id())) {
                // somebody may have gone on with it, or proved it, meanwhile
                RunRecord run = finished(open(ready, Optional.of(found.id())));
                return decided(ready, run, new CellReader(ready.plan(), run, traces), requests, by, now);
            }
        });
    }

    private static Taken decided(
            Ready ready, RunRecord run, CellReader cells, List<DecisionRequest> requests, String by, Instant now)
            throws SQLException {
        Objections objections = new Objections();
        List<Decision> decisions = new ArrayList<>();
        try (Session reading = ready.others().open()) {
            for (Map.Entry<Table, List<Asked>> each :
                    byTable(ready.plan(), requests, objections).entrySet()) {
                decisions.addAll(ofTable(ready, reading, cells, each.getKey(), each.getValue(), by, now, objections));
            }
        }
        objections.refuse();
        ready.ownToWrite();
        new Decisions(ready.own(), ready.session(), run.id()).write(decisions);
        ready.session().connection().commit();
        return new Taken(run.id(), decisions);
    }

    /**
     * Takes decisions about these places back.
     *
     * @throws PalimpsestException {@code PAL-DEC-002} when one of them was not decided; then none is taken back
     */
    public Taken withdraw(Optional<RunId> id, List<DecisionRequest.Place> places) {
        return at.working("the withdrawal", Need.LOOKS, ready -> {
            RunRecord run = open(ready, id);
            try (RunLock lock = RunLock.take(ready.session(), run.id())) {
                return withdrawn(ready, open(ready, Optional.of(run.id())), places);
            }
        });
    }

    private static Taken withdrawn(Ready ready, RunRecord run, List<DecisionRequest.Place> places) throws SQLException {
        Decisions decisions = new Decisions(ready.own(), ready.session(), run.id());
        List<Decision> all = decisions.all();
        List<Decision> withdrawn = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            DecisionRequest.Place place = places.get(i);
            String number = places.size() == 1 ? "this place" : "place " + (i + 1);
            String table = table(ready.plan(), place.table())
                    .map(found -> found.name().toString())
                    .orElse(place.table());
            withdrawn.add(all.stream()
                    .filter(each -> each.table().equals(table)
                            && each.column().equals(place.column())
                            && each.key().equals(place.key()))
                    .findFirst()
                    .orElseThrow(() -> new PalimpsestException(
                            ErrorCode.DECISION_UNKNOWN,
                            "nothing was decided about " + number + " in run " + run.id()
                                    + ". 'decide list' shows every place about which something was.")));
        }
        ready.ownToWrite();
        for (Decision each : withdrawn) {
            decisions.withdraw(each.table(), each.column(), each.key());
        }
        ready.session().connection().commit();
        return new Taken(run.id(), withdrawn);
    }

    /** Everything that was decided of a run, by place. */
    public Taken all(Optional<RunId> id) {
        return at.reading("the decisions", Need.LOOKS, ready -> {
            RunRecord run = known.find(ready.session(), ready.plan(), id);
            return new Taken(run.id(), new Decisions(ready.own(), ready.session(), run.id()).all());
        });
    }

    private RunRecord open(Ready ready, Optional<RunId> id) throws SQLException {
        RunRecord run = known.find(ready.session(), ready.plan(), id);
        if (run.status().isOver()) {
            throw new PalimpsestException(
                    ErrorCode.DECISION_REFUSED,
                    "run " + run.id() + " is over; its key is gone, so nothing more is decided about what was found.");
        }
        return run;
    }

    /** Whom it treats later may stand in a text of which somebody has decided already. */
    private static RunRecord finished(RunRecord run) {
        if (run.status() != RunRecord.Status.FINISHED) {
            throw new PalimpsestException(
                    ErrorCode.DECISION_REFUSED,
                    "run " + run.id()
                            + " is not finished, so that more may yet be found in a text. Finish it and prove it; then decide.");
        }
        return run;
    }

    private static Optional<Table> table(Plan plan, String written) {
        return plan.schema().tables().stream()
                .filter(table -> table.name().toString().equals(written))
                .findFirst()
                .or(() -> plan.schema().table(plan.name(written)));
    }

    /**
     * A decision that is asked for.
     *
     * @param where it was written, for people; what was written there is repeated in no message
     */
    private record Asked(int number, String where, DecisionRequest request) {
        static Asked of(int number, DecisionRequest request) {
            return new Asked(
                    number, request.line() > 0 ? "line " + request.line() : "decision " + (number + 1), request);
        }

        CellReader.Place place() {
            return new CellReader.Place(request.column(), request.key());
        }

        /** Once it is known that the database has this table and this column. */
        Asked known() {
            return new Asked(number, where + ", " + request.table() + "." + request.column(), request);
        }
    }

    private static Map<Table, List<Asked>> byTable(Plan plan, List<DecisionRequest> requests, Objections objections) {
        Map<String, Optional<Table>> tables = new HashMap<>();
        Map<Table, List<Asked>> byTable = new LinkedHashMap<>();
        Map<List<String>, Asked> places = new HashMap<>();
        for (int i = 0; i < requests.size(); i++) {
            DecisionRequest request = requests.get(i);
            Asked asked = Asked.of(i, request);
            Table table = tables.computeIfAbsent(request.table(), written -> table(plan, written))
                    .orElse(null);
            if (table == null) {
                objections.add(asked, "the database has no such table; name it as the list of hits does");
                continue;
            }
            if (table.column(request.column()).isEmpty()) {
                objections.add(
                        asked,
                        "the table has no such column; name it as the list of hits does. Values in the planner's statistics"
                                + " are cleared, not decided");
                continue;
            }
            Asked before = places.putIfAbsent(List.of(table.name().toString(), request.column(), request.key()), asked);
            String wrong = before == null ? ofReason(request.reason()) : "is decided already in " + before.where();
            if (wrong.isEmpty()) {
                byTable.computeIfAbsent(table, first -> new ArrayList<>()).add(asked.known());
            } else {
                objections.add(asked.known(), wrong);
            }
        }
        return byTable;
    }

    /** What is wrong with how it is written; empty for nothing. */
    private static String ofReason(String reason) {
        if (reason.isBlank()) {
            return "a decision has a reason";
        }
        return reason.length() > DecisionRequest.LONGEST_REASON
                ? "the reason has more than " + DecisionRequest.LONGEST_REASON + " characters"
                : "";
    }

    private static List<Decision> ofTable(
            Ready ready,
            Session reading,
            CellReader reader,
            Table table,
            List<Asked> all,
            String by,
            Instant now,
            Objections objections)
            throws SQLException {
        Treatable treatable = new Treatable(ready.plan(), ready.session());
        Map<CellReader.Place, CellReader.Cell> cells = reader.cells(
                reading,
                ready.session(),
                table,
                all.stream().map(each -> each.request().key()).collect(Collectors.toSet()));
        List<Decision> decisions = new ArrayList<>();
        for (Asked asked : all) {
            CellReader.Cell here = cells.get(asked.place());
            List<String> against = reader.isNamedIn(asked.request().reason(), ready.session())
                    ? List.of("the reason names somebody who was treated, and would stand in the report")
                    : against(treatable, table, asked.request(), here);
            if (here != null && against.isEmpty()) {
                decisions.add(decision(table, asked.request(), here, by, now));
            } else {
                objections.add(asked, String.join("; ", against));
            }
        }
        return decisions;
    }

    private static List<String> against(
            Treatable treatable, Table table, DecisionRequest request, CellReader.@Nullable Cell cell) {
        if (cell == null) {
            return List.of(
                    "nothing of this run's people is found there now, in a row of that key; the list of hits of the"
                            + " newest proof says what is, or prove again");
        }
        if (!cell.classes().contains(HitClass.RESIDUAL) && !cell.classes().contains(HitClass.POSSIBLE)) {
            return List.of("what stands there is "
                    + cell.classes().stream().map(HitClass::word).sorted().collect(Collectors.joining(", "))
                    + " and stays anyway");
        }
        return switch (request.verdict()) {
            case KEEP -> List.of();
            case TREAT -> treatable.objections(table, cell);
        };
    }

    private static Decision decision(
            Table table, DecisionRequest request, CellReader.Cell cell, String by, Instant now) {
        return new Decision(
                table.name().toString(),
                request.column(),
                cell.columns().stream().map(Column::name).toList(),
                request.key(),
                request.verdict(),
                request.reason().strip(),
                cell.content(),
                by,
                now);
    }

    /** What stands against decisions, all of it told at once, in the order in which they were asked for. */
    private static final class Objections {
        private final Map<Integer, String> told = new TreeMap<>();

        void add(Asked asked, String why) {
            told.put(asked.number(), asked.where() + ": " + why + (why.endsWith(".") ? "" : "."));
        }

        void refuse() {
            if (told.isEmpty()) {
                return;
            }
            List<Problem> problems = told.values().stream()
                    .limit(TOLD)
                    .map(each -> new Problem(ErrorCode.DECISION_REFUSED, null, each))
                    .collect(Collectors.toCollection(ArrayList::new));
            if (told.size() > TOLD) {
                problems.add(new Problem(
                        ErrorCode.DECISION_REFUSED, null, (told.size() - TOLD) + " more cannot be taken, either."));
            }
            throw new PalimpsestException(problems);
        }
    }
}
