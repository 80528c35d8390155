package dev.palimpsest.proof;

import dev.palimpsest.database.Session;
import dev.palimpsest.database.Table;
import dev.palimpsest.home.Home;
import dev.palimpsest.identity.FingerprintKey;
import dev.palimpsest.identity.Fingerprinter;
import dev.palimpsest.ledger.RunId;
import dev.palimpsest.ledger.RunRecord;
import dev.palimpsest.text.ExactJson;
import dev.palimpsest.trace.CellReader;
import dev.palimpsest.trace.Traces;
import dev.palimpsest.work.Attachment;
import dev.palimpsest.work.KnownDatabase;
import dev.palimpsest.work.KnownRuns;
import dev.palimpsest.work.Need;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the texts in which the last proof of a run has found something, as they stand now. For display to somebody with the right
 * to read; nothing of it is stored. Changes nothing.
 */
public final class Look {
    private static final JsonMapper JSON = ExactJson.builder().build();

    private final Attachment at;

    public Look(Attachment at) {
        this.at = at;
    }

    /**
     * A text to look at.
     *
     * @param line as the list of hits names it
     * @param texts empty where nothing is found there any more, or where no text can be shown: a whole row, statistics
     */
    public record Cell(HitLine line, List<CellReader.Text> texts) {}

    /**
     * One page of them.
     *
     * @param provedAt when the list was made, ISO 8601
     * @param total how many places the list names; each once, whatever was found in it
     */
    public record Cells(RunId run, String provedAt, List<Cell> cells, long total) {}

    /**
     * Reads a page of residual and possible hits, the strongest evidence first.
     *
     * @param id empty for the newest run
     * @param from how many places are passed over, 0 or more
     * @param limit 1 or more
     * @return empty when no proof of the run has left a list in this home
     * @throws dev.palimpsest.problem.PalimpsestException {@code PAL-RUN-007} when there is no such run, {@code PAL-RUN-011} when its
     *     key is not in this home
     */
    public Optional<Cells> cells(Optional<RunId> id, long from, int limit) {
        return at.reading("the look at what was found", Need.LOOKS, ready -> {
            Session session = ready.session();
            KnownRuns known = new KnownRuns(at);
            RunRecord run = known.find(session, ready.plan(), id);
            Home home = new KnownDatabase(at).home(session, ready.plan());
            Optional<ProofReport> report = new Reports(home).stored(run.id()).filter(each -> each.hitList() != null);
            if (report.isEmpty()) {
                return Optional.empty();
            }
            Traces traces = run.status() == RunRecord.Status.PROVED
                    ? new Traces(ready.plan(), run, nobodys())
                    : known.traces(session, ready.plan(), run);
            CellReader reader = new CellReader(ready.plan(), run, traces);
            HitPlaces.Page page = new HitPlaces(home, run.id()).page(from, limit);
            List<HitLine> lines =
                    page.lines().stream().map(line -> line(JSON.readTree(line))).toList();
            return Optional.of(new Cells(
                    run.id(),
                    report.get().provedAt(),
                    read(session, ready.plan().schema().tables(), reader, lines),
                    page.total()));
        });
    }

    /** Its key is gone: nothing can be found, and no place be marked. */
    private Fingerprinter nobodys() {
        return new Fingerprinter(
                FingerprintKey.random(new SecureRandom()), at.map().jurisdiction());
    }

    private record Place(String table, String column, String key) {}

    private static HitLine line(JsonNode node) {
        return new HitLine(
                node.path("class").asString(),
                node.path("table").asString(),
                node.path("column").asString(),
                node.path("key").asString(),
                node.path("kind").asString(),
                node.path("treated").asBoolean(),
                node.path("decision").asString(),
                node.path("reason").asString(),
                node.path("by").asString(),
                node.path("at").asString());
    }

    private static List<Cell> read(Session session, List<Table> tables, CellReader reader, List<HitLine> lines)
            throws SQLException {
        Map<String, Table> byName =
                tables.stream().collect(Collectors.toMap(table -> table.name().toString(), table -> table));
        Map<Table, Set<CellReader.Place>> asked = new LinkedHashMap<>();
        for (HitLine line : lines) {
            Table table = byName.get(line.table());
            if (table != null
                    && !line.key().isEmpty()
                    && table.column(line.column()).isPresent()) {
                asked.computeIfAbsent(table, first -> new LinkedHashSet<>())
                        .add(new CellReader.Place(line.column(), line.key()));
            }
        }
        Map<Place, List<CellReader.Text>> texts = new HashMap<>();
        for (Map.Entry<Table, Set<CellReader.Place>> each : asked.entrySet()) {
            String table = each.getKey().name().toString();
            reader.texts(session, each.getKey(), each.getValue())
                    .forEach((place, found) -> texts.put(new Place(table, place.column(), place.key()), found));
        }
        return lines.stream()
                .map(line -> new Cell(
                        line, texts.getOrDefault(new Place(line.table(), line.column(), line.key()), List.of())))
                .toList();
    }
}
