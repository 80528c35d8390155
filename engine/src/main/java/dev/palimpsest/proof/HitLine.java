package dev.palimpsest.proof;

import dev.palimpsest.ledger.Decision;
import dev.palimpsest.trace.Leftover;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    List<@Nullable String> cells() {
        List<@Nullable String> cells =
                new ArrayList<>(List.of(hitClass, table, column, key, kind, treated ? "yes" : "no"));
        for (String cell : List.of(decision, reason, by, at)) {
            cells.add(cell.isEmpty() ? null : cell);
        }
        return cells;
    }

    /** Writes it as a line of JSON; of millions of lines this takes most of the time. */
    void writeJson(Writer out) throws IOException {
        text(out.append("{\"class\":"), hitClass);
        text(out.append(",\"table\":"), table);
        text(out.append(",\"column\":"), column);
        text(out.append(",\"key\":"), key);
        text(out.append(",\"kind\":"), kind);
        out.append(",\"treated\":").append(String.valueOf(treated));
        if (!decision.isEmpty()) {
            text(out.append(",\"decision\":"), decision);
            text(out.append(",\"reason\":"), reason);
            text(out.append(",\"by\":"), by);
            text(out.append(",\"at\":"), at);
        }
        out.append("}\n");
    }

    private static void text(Writer out, String text) throws IOException {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each == '"' || each == '\\') {
                out.append('\\').append(each);
            } else if (each < ' ' || each == 0x7f || Character.isSurrogate(each)) {
                out.append(String.format("\\u%04x", (int) each));
            } else {
                out.append(each);
            }
        }
        out.append('"');
    }
}
