package dev.palimpsest.proof;

import dev.palimpsest.ledger.Decision;
import dev.palimpsest.text.CsvWriter;
import dev.palimpsest.text.ExactJson;
import dev.palimpsest.trace.Leftover;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Something found, as the list of hits tells of it: the place, never the value.
 *
 * @param hitClass {@code residual}, {@code possible}, {@code kept}, {@code acknowledged} or {@code shared}
 * @param column in which it begins; empty for a whole row
 * @param key of the row; empty where it stands in no row
 * @param kind of identifier, or what a treatment should have left
 * @param treated the row leads to somebody whom the run has treated, as far as this was asked
 * @param decision {@code treat} or {@code keep}; empty for none
 * @param reason of the decision
 * @param by who decided
 * @param at when, ISO 8601
 */
public record HitLine(
        String hitClass,
        String table,
        String column,
        String key,
        String kind,
        boolean treated,
        String decision,
        String reason,
        String by,
        String at) {

    /** The headings of the table. Who edits it fills in the two before the last two. */
    static final List<String> HEADINGS =
            List.of("class", "table", "column", "key", "kind", "treated", "decision", "reason", "by", "at");

    private static final JsonMapper JSON =
            ExactJson.builder().disable(SerializationFeature.INDENT_OUTPUT).build();

    static HitLine of(Leftover leftover) {
        Decision decision = leftover.decision();
        return new HitLine(
                leftover.hitClass().word(),
                leftover.table().toString(),
                leftover.column(),
                leftover.key(),
                leftover.what(),
                leftover.ofTreated(),
                decision == null ? "" : decision.verdict().word(),
                decision == null ? "" : decision.reason(),
                decision == null ? "" : decision.by(),
                decision == null ? "" : decision.at().toString());
    }

    /** As a row of the table, without its end. */
    String csv() {
        List<@Nullable String> cells =
                new ArrayList<>(List.of(hitClass, table, column, key, kind, treated ? "yes" : "no"));
        for (String cell : List.of(decision, reason, by, at)) {
            cells.add(cell.isEmpty() ? null : cell);
        }
        StringWriter row = new StringWriter();
        try {
            new CsvWriter(row).row(cells);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return row.toString().stripTrailing();
    }

    /** As a line of JSON, without its end. */
    String json() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("class", hitClass);
        fields.put("table", table);
        fields.put("column", column);
        fields.put("key", key);
        fields.put("kind", kind);
        fields.put("treated", treated);
        if (!decision.isEmpty()) {
            fields.put("decision", decision);
            fields.put("reason", reason);
            fields.put("by", by);
            fields.put("at", at);
        }
        return JSON.writeValueAsString(fields);
    }
}
