package dev.palimpsest.trace;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Table;
import dev.palimpsest.database.TableName;
import dev.palimpsest.identity.Fingerprint;
import dev.palimpsest.identity.Fingerprinter;
import dev.palimpsest.identity.Redactor;
import dev.palimpsest.identity.TraceSet;
import dev.palimpsest.map.IdentifierKind;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.TablePlan;
import dev.palimpsest.treatment.Redact;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks through one table after the other for mentions of people who would be treated. Not thread-safe: one per thread. */
final class TableMentions {
    /** Hits of swept columns handled at a time, as many as the sweep strikes in one transaction. */
    private static final int STRUCK = 1_000;
    /** Hits of other columns: many, since most of them need no statement. */
    private static final int ASKED = 10_000;

    private final Plan plan;
    private final Foreseen foreseen;
    private final Classifier classifier;
    private final Session asking;
    private final MentionTally tally;
    private final Redactor redactor;
    private final TableScan sweep;
    private final TableScan search;

    /** @param asking asks whose what was found is */
    TableMentions(
            Plan plan,
            Foreseen foreseen,
            Classifier classifier,
            Fingerprinter fingerprinter,
            Session asking,
            MentionTally tally) {
        this.plan = plan;
        this.foreseen = foreseen;
        this.classifier = classifier;
        this.asking = asking;
        this.tally = tally;
        this.redactor = new Redactor(fingerprinter);
        Decided nothing = Decided.nothing(fingerprinter);
        TraceSet searched = classifier.searched();
        RowNames names = RowNames.withoutMarks(plan, fingerprinter, searched);
        this.sweep = new TableScan(plan, fingerprinter, searched, names, nothing, STRUCK);
        this.search = new TableScan(plan, fingerprinter, searched, names, nothing, ASKED);
    }

    void read(Session reading, Table table, @Nullable Table partition) throws SQLException {
        TablePlan steps = plan.table(table.name()).orElse(null);
        Set<Column> swept = steps == null ? Set.of() : steps.swept().keySet();
        if (steps != null && !swept.isEmpty()) {
            sweep.read(reading, table, partition, List.copyOf(swept), hits -> strike(steps, hits));
        }
        List<Column> columns =
                TextColumns.of(table, classifier.searched(), reading.dialect()).read();
        TableScan.Amount amount = search.read(reading, table, partition, columns, hits -> look(swept, hits));
        tally.read(table.name(), amount.rows());
    }

    /**
     * Rows of those who go themselves, in which somebody else of them is mentioned.
     *
     * @param owners with whom the rows are treated, by place
     */
    private record OwnRows(Map<String, SubjectKey> owners) {
        boolean holds(String place) {
            return owners.containsKey(place);
        }

        Set<SubjectKey> all() {
            return Set.copyOf(owners.values());
        }
    }

    /** What the sweep would strike. */
    private void strike(TablePlan steps, List<Hit> hits) throws SQLException {
        Map<String, SweptRow> rows = new LinkedHashMap<>();
        Map<String, String> keys = new HashMap<>();
        OwnRows own = new OwnRows(new HashMap<>());
        for (Classifier.Classified classified : beforeTheSweep(steps, hits)) {
            if (classified.hitClass() != HitClass.RESIDUAL) {
                continue;
            }
            Set<SubjectKey> leaving = leaving(classified);
            boolean goes = !leaving.isEmpty();
            if (goes && (steps.deletes() || classified.own() && leaving.size() == 1)) {
                continue; // it goes with the row, or is struck as the person's own
            }
            String place = classified.hit().locator().row();
            rows.computeIfAbsent(place, row -> new SweptRow()).add(classified.hit());
            keys.put(place, classified.hit().key());
            if (goes) {
                own.owners().put(place, foreseen.first(leaving));
            }
        }
        if (rows.isEmpty()) {
            return;
        }
        Table partition = hits.getFirst().locator().partition();
        TableName home = partition == null ? steps.name() : partition.name();
        Map<Column, String> marks = new LinkedHashMap<>();
        steps.swept().forEach((column, redact) -> marks.put(column, redact.mark()));
        new SweptTexts(steps.table(), marks, classifier.searched(), redactor)
                .read(
                        asking,
                        home,
                        rows,
                        "",
                        own.owners().isEmpty() ? SweptTexts.Before.AS_THEY_ARE : redacted(steps, own),
                        (place, columns, texts, struck) -> count(
                                steps,
                                new Swept(
                                        Objects.requireNonNull(keys.get(place)),
                                        Objects.requireNonNull(rows.get(place)),
                                        own.holds(place)),
                                columns,
                                texts,
                                struck));
    }

    /** In the own texts of those who go every address, number and account is struck before: it is no evidence any more. */
    private List<Classifier.Classified> beforeTheSweep(TablePlan steps, List<Hit> hits) throws SQLException {
        List<Classifier.Classified> classified = classifier.classify(asking, hits);
        Set<String> own = classified.stream()
                .filter(each -> !leaving(each).isEmpty())
                .map(each -> each.hit().locator().row())
                .collect(Collectors.toSet());
        List<Hit> left = hits.stream()
                .filter(hit -> !own.contains(hit.locator().row())
                        || !Redactor.STRUCK_OF_EVERYBODY.contains(
                                hit.fingerprint().kind())
                        || !steps.redacted().keySet().containsAll(hit.columns()))
                .toList();
        return left.size() == hits.size() ? classified : classifier.classify(asking, left);
    }

    /** The own texts of those who go, as their treatment leaves them to the sweep. */
    private SweptTexts.Before redacted(TablePlan steps, OwnRows own) throws SQLException {
        Map<SubjectKey, TraceSet> forms = foreseen.ownForms(asking, own.all());
        return (place, columns, texts) -> {
            SubjectKey owner = own.owners().get(place);
            if (owner == null) {
                return;
            }
            TraceSet theirs = forms.getOrDefault(owner, TraceSet.empty()).sparing(classifier.searched());
            for (int i = 0; i < columns.size(); i++) {
                Column column = columns.get(i);
                String text = texts.get(i);
                Redact redact = Objects.requireNonNull(steps.redacted().get(column));
                String changed = text == null
                        ? null
                        : TextChange.redacted(redactor, steps.table(), column, text, redact, theirs);
                texts.set(i, changed == null ? text : changed);
            }
        };
    }

    /** @param own whether it is a row of somebody who goes */
    private record Swept(String key, SweptRow row, boolean own) {}

    private void count(
            TablePlan steps,
            Swept swept,
            List<Column> columns,
            List<@Nullable String> texts,
            List<@Nullable String> struck) {
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            Set<IdentifierKind> kinds = swept.row().in(column).stream()
                    .map(Fingerprint::kind)
                    .collect(Collectors.toCollection(TreeSet::new));
            String before = texts.get(i);
            String after = struck.get(i);
            if (before != null && after != null) {
                tally.struck(steps.name(), swept.key(), column, kinds, before, after);
            } else if (!swept.own()) {
                // a text whose lengths could not be set right: the proof will find it
                kinds.forEach(kind -> tally.left(steps.name(), column, kind));
            }
        }
    }

    private Set<SubjectKey> leaving(Classifier.Classified classified) {
        return classified.owners().stream().filter(foreseen::leaves).collect(Collectors.toSet());
    }

    private record Cell(String row, List<Column> columns, IdentifierKind kind) {}

    /** What the sweep leaves, and what looks like a row of somebody's own. */
    private void look(Set<Column> swept, List<Hit> hits) throws SQLException {
        List<Hit> ofOthers = hits.stream()
                .filter(hit -> hit.owner() == null || !foreseen.leaves(new SubjectKey(hit.owner())))
                .toList();
        Set<Cell> seen = new HashSet<>();
        for (Classifier.Classified classified : classifier.classify(asking, ofOthers)) {
            Hit hit = classified.hit();
            if (classified.hitClass() != HitClass.RESIDUAL
                    || !leaving(classified).isEmpty()) {
                continue;
            }
            // what fills a cell of a row that is somebody else's, such as the payer of their account, is only named
            // there
            boolean alike = hit.whole() && classified.owners().isEmpty();
            List<Column> columns = alike ? hit.columns() : List.of(hit.column());
            if (!seen.add(
                    new Cell(hit.locator().row(), columns, hit.fingerprint().kind()))) {
                continue;
            }
            boolean struck = swept.containsAll(hit.columns());
            if (alike) {
                tally.alike(hit, struck);
            } else if (!struck) {
                tally.left(hit.table().name(), hit.column(), hit.fingerprint().kind());
            }
        }
    }
}
