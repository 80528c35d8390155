package dev.palimpsest.export;

import dev.palimpsest.database.ColumnFamily;
import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.ledger.GoneSubjects;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.problem.Suggestion;
import dev.palimpsest.watch.Phase;
import dev.palimpsest.watch.Watch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.exc.JacksonIOException;

/**
 * Writes people's data into files: every linked table with all its columns, but not what is other people's. Rows are
 * written as they are read, so that memory does not grow with their number. Changes nothing in the database.
 */
public final class Exporter {
    /** People whose files are open at the same time. */
    private static final int BATCH = 100;

    private static final int NAMED_AT_MOST = 5;

    private final Plan plan;
    private final LocalDate today;
    private final Instant now;
    private final Watch watch;

    public Exporter(Plan plan, LocalDate today, Instant now, Watch watch) {
        this.watch = watch;
        this.plan = plan;
        this.today = today;
        this.now = now;
    }

    /**
     * Writes every file, or none.
     *
     * @param session in a transaction that sees the database at one moment
     * @throws PalimpsestException BAD_ARGUMENT for an unknown table, EXPORT_UNKNOWN_SUBJECT for an unknown key,
     *     EXPORT_EXISTS or EXPORT_NOT_PRIVATE because of the directory, HOME_UNUSABLE when it cannot be written to
     */
    public ExportResult export(Session session, ExportOrder order) throws SQLException {
        List<ExportedTable> tables = chosen(order.only());
        List<SubjectKey> people = existing(session, order);
        try (ExportFolder folder = ExportFolder.at(order.directory())) {
            Map<SubjectKey, String> names = fileNames(people);
            folder.refuseExisting(files(order, names, tables));
            try {
                return write(session, order, tables, people, names, folder);
            } catch (IOException | UncheckedIOException | JacksonIOException full) {
                throw ExportFolder.unusable(folder.directory(), reason(full));
            }
        }
    }

    private static IOException reason(Exception full) {
        if (full instanceof IOException itself) {
            return itself;
        }
        return full.getCause() instanceof IOException below ? below : new IOException(full);
    }

    private List<ExportedTable> chosen(Set<String> only) {
        List<ExportedTable> all = ExportedTable.of(plan);
        for (String wanted : only) {
            if (all.stream().noneMatch(table -> isNamed(table, wanted))) {
                List<String> known =
                        all.stream().map(ExportedTable::name).distinct().toList();
                throw new PalimpsestException(
                        ErrorCode.BAD_ARGUMENT,
                        "no linked table is called '" + wanted + "'; there are " + String.join(", ", known) + "."
                                + Suggestion.didYouMean(wanted, known));
            }
        }
        return all.stream()
                .filter(table -> only.isEmpty() || only.stream().anyMatch(wanted -> isNamed(table, wanted)))
                .toList();
    }

    private static boolean isNamed(ExportedTable table, String wanted) {
        return table.name().equals(wanted) || table.plan().name().toString().equals(wanted);
    }

    /** The people who are there, each once, by the key as the database writes it. */
    private List<SubjectKey> existing(Session session, ExportOrder order) throws SQLException {
        Dialect dialect = session.dialect();
        String key = "s." + dialect.quote(plan.subject().key().name());
        List<SubjectKey> wanted = order.keys().stream().distinct().toList();
        Set<SubjectKey> found = new LinkedHashSet<>();
        for (int from = 0; from < wanted.size(); from += BATCH) {
            List<SubjectKey> batch = wanted.subList(from, Math.min(wanted.size(), from + BATCH));
            Dialect.KeySet keys = dialect.keys(batch, plan.subject().key().typeName());
            found.addAll(session.list(
                    new Sql()
                            .add(keys.with())
                            .add("select " + dialect.asText(key) + " from "
                                    + dialect.quote(plan.subject().table().name()) + " s join " + keys.relation()
                                    + " k on " + key + " = k.palimpsest_key order by " + key),
                    row -> new SubjectKey(row.getString(1))));
        }
        if (!order.mayBeGone()) {
            refuseUnknown(wanted, found);
        }
        return List.copyOf(found);
    }

    private void refuseUnknown(List<SubjectKey> wanted, Set<SubjectKey> found) {
        List<String> unknown = wanted.stream()
                .filter(key -> !found.contains(key))
                .map(SubjectKey::value)
                .toList();
        if (unknown.isEmpty() && !wanted.isEmpty()) {
            return;
        }
        throw new PalimpsestException(
                ErrorCode.EXPORT_UNKNOWN_SUBJECT,
                wanted.isEmpty()
                        ? "nobody is named, so there is nothing to export. Name somebody."
                        : plan.shown(plan.subject().table().name()) + " holds nobody with the key "
                                + String.join(", ", unknown.subList(0, Math.min(NAMED_AT_MOST, unknown.size())))
                                + (unknown.size() > NAMED_AT_MOST
                                        ? " and " + (unknown.size() - NAMED_AT_MOST) + " more"
                                        : "")
                                + ", written as the database writes it. Nothing was exported. Take it out, or look for the"
                                + " right key among those whom a survey lists.");
    }

    /** A key that is a number or a UUID names the file; a text could be a person's and is counted instead. */
    private Map<SubjectKey, String> fileNames(List<SubjectKey> people) {
        ColumnFamily family = plan.subject().key().family();
        boolean harmless = family == ColumnFamily.INTEGER || family == ColumnFamily.UUID;
        Map<SubjectKey, String> names = new HashMap<>();
        for (SubjectKey key : people) {
            names.put(key, "export-" + (harmless ? key.value() : "no" + (names.size() + 1)));
        }
        return names;
    }

    private static List<String> files(ExportOrder order, Map<SubjectKey, String> names, List<ExportedTable> tables) {
        return order.forms().stream()
                .flatMap(form -> switch (form) {
                    case JSON, HTML -> names.values().stream().map(name -> name + "." + form.word());
                    case CSV -> tables.stream().map(CsvSheets::fileName);
                })
                .sorted()
                .toList();
    }

    private ExportResult write(
            Session session,
            ExportOrder order,
            List<ExportedTable> tables,
            List<SubjectKey> people,
            Map<SubjectKey, String> names,
            ExportFolder folder)
            throws SQLException, IOException {
        Map<String, Long> rows = new LinkedHashMap<>();
        tables.forEach(table -> rows.put(table.title(), 0L));
        TableReader reader = new TableReader(
                plan, today, new GoneSubjects(plan.subject().table().name(), session).treatedAsFarAsKnown()::apply);
        List<String> hidden = hidden(tables);
        ExportFrame frame = frame(order, hidden);
        try (CsvSheets csv = new CsvSheets(folder)) {
            for (int from = 0; from < people.size(); from += BATCH) {
                watch.at(Phase.EXPORT, from, people.size());
                List<SubjectKey> batch = people.subList(from, Math.min(people.size(), from + BATCH));
                try (People files = People.open(batch, names, order.forms(), folder, frame)) {
                    List<Sheet> sheets = order.forms().contains(ExportForm.CSV) ? List.of(files, csv) : List.of(files);
                    for (ExportedTable table : tables) {
                        long read = read(session, reader, table, batch, sheets);
                        rows.merge(table.title(), read, Long::sum);
                    }
                    files.finish();
                }
            }
        }
        watch.at(Phase.EXPORT, people.size(), people.size());
        return new ExportResult(
                people.size(),
                rows.values().stream().mapToLong(Long::longValue).sum(),
                rows,
                hidden,
                folder.publish(),
                folder.directory());
    }

    private static long read(
            Session session, TableReader reader, ExportedTable table, List<SubjectKey> batch, List<Sheet> sheets)
            throws SQLException, IOException {
        long[] count = new long[1];
        for (Sheet sheet : sheets) {
            sheet.begin(table);
        }
        reader.read(session, table, batch, row -> {
            count[0]++;
            for (Sheet sheet : sheets) {
                sheet.row(row);
            }
        });
        for (Sheet sheet : sheets) {
            sheet.end();
        }
        return count[0];
    }

    /** What row-level security may keep from us: of an exported table, or of one that its way leads over. */
    private List<String> hidden(List<ExportedTable> tables) {
        return tables.stream()
                .filter(table -> table.tables()
                        .anyMatch(name -> plan.schema().require(name).rowSecurity()))
                .map(ExportedTable::title)
                .toList();
    }

    private ExportFrame frame(ExportOrder order, List<String> hidden) {
        return new ExportFrame(
                plan.map().name(),
                plan.map().title().in(order.language()),
                plan.shown(plan.subject().table().name()),
                now,
                plan.map().zone(),
                order.only().isEmpty() && hidden.isEmpty(),
                hidden,
                ExportTexts.in(order.language()));
    }
}
