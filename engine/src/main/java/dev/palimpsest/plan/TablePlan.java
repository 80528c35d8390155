package dev.palimpsest.plan;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.Table;
import dev.palimpsest.database.TableName;
import dev.palimpsest.map.TableDeclaration;
import dev.palimpsest.retention.RetentionRule;
import dev.palimpsest.treatment.Redact;
import dev.palimpsest.treatment.Treatment;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What happens to the rows of one table.
 *
 * @param way how rows belong to a subject; null for a table that is only swept
 * @param treatments of every column, in the order of the table
 * @param retained the statutory records among the rows stay unchanged while the law wants them
 * @param severed what happens to rows of others in which a subject stands as co-owner, one plan per column that says so
 */
public record TablePlan(
        Table table,
        @Nullable Way way,
        TableDeclaration.Rows rows,
        Map<Column, Treatment> treatments,
        @Nullable Retained retained,
        List<TablePlan> severed) {

    /** A class of statutory records. */
    public record Retained(RetentionRule rule, Column starts) {}

    public TablePlan {
        treatments = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(treatments));
        severed = List.copyOf(severed);
    }

    /** A table in which nobody stands but the subject its rows belong to. */
    public TablePlan(
            Table table,
            @Nullable Way way,
            TableDeclaration.Rows rows,
            Map<Column, Treatment> treatments,
            @Nullable Retained retained) {
        this(table, way, rows, treatments, retained, List.of());
    }

    TablePlan with(List<TablePlan> coOwners) {
        return new TablePlan(table, way, rows, treatments, retained, coOwners);
    }

    public TableName name() {
        return table.name();
    }

    /** The way of a table that is linked. */
    public Way requireWay() {
        if (way == null) {
            throw new IllegalStateException(name() + " is not linked");
        }
        return way;
    }

    public boolean deletes() {
        return rows == TableDeclaration.Rows.DELETE;
    }

    /** Whether the rows lead to somebody else afterwards. */
    public boolean reassigns() {
        Treatment link = way == null ? null : treatments.get(requireWay().linkColumn());
        return link != null && link.reassigns();
    }

    /**
     * Whether the rows stay and are nobody's afterwards: what ties them to a subject is a value of the subject's, such as a login,
     * and goes, too.
     */
    public boolean letsGo() {
        if (way == null
                || deletes()
                || requireWay().hops().isEmpty()
                || requireWay().isReferredTo()) {
            return false;
        }
        Treatment link = treatments.get(requireWay().linkColumn());
        return link != null && !link.keeps() && !link.reassigns();
    }

    /** Whether the values of the column stay as they are. */
    public boolean keeps(Column column) {
        Treatment treatment = treatments.get(column);
        return treatment != null && treatment.keeps();
    }

    /** Columns with a value that the database computes. */
    public Map<Column, Treatment.Computed> computed() {
        Map<Column, Treatment.Computed> computed = new LinkedHashMap<>();
        treatments.forEach(
                (column, treatment) -> treatment.computed().ifPresent(changes -> computed.put(column, changes)));
        return computed;
    }

    /** Columns whose text is redacted in the subject's own rows; the one by which the rows are found comes last. */
    public Map<Column, Redact> redacted() {
        Map<Column, Redact> redacted = new LinkedHashMap<>();
        treatments.forEach(
                (column, treatment) -> treatment.redaction().ifPresent(redact -> redacted.put(column, redact)));
        Column link = way == null ? null : requireWay().linkColumn();
        Redact last = link == null ? null : redacted.remove(link);
        if (link != null && last != null) {
            redacted.put(link, last);
        }
        return redacted;
    }

    /** Columns that are also searched for treated subjects in everybody's rows. */
    public Map<Column, Redact> swept() {
        Map<Column, Redact> swept = new LinkedHashMap<>();
        redacted().forEach((column, redact) -> {
            if (redact.anywhere()) {
                swept.put(column, redact);
            }
        });
        return swept;
    }

    /** Whether the step changes any row at all. */
    public boolean treatsRows() {
        return way != null && (deletes() || !computed().isEmpty() || !redacted().isEmpty() || reassigns());
    }

    /** Kept numbers whose count and sum must be the same before and after; keys are not statistics. */
    public List<Column> statistics() {
        if (deletes() || way == null) {
            return List.of();
        }
        return treatments.entrySet().stream()
                .filter(entry -> entry.getValue().keeps())
                .map(Map.Entry::getKey)
                .filter(column -> column.family().isNumeric() && !column.identity() && !isKey(column))
                .toList();
    }

    private boolean isKey(Column column) {
        return table.primaryKey().contains(column.name())
                || column.name().equals(requireWay().linkColumn().name())
                || severed.stream()
                        .anyMatch(plan -> column.equals(plan.requireWay().linkColumn()))
                || table.foreignKeys().stream().anyMatch(key -> key.columns().contains(column.name()));
    }

    /** Holds for rows that no statutory period protects on this day. */
    public Sql unprotected(Dialect dialect, ZoneId zone, LocalDate today) {
        Retained kept = retained;
        if (kept == null) {
            return Sql.of("true");
        }
        String day = dialect.day(
                dialect.quote(name(), kept.starts().name()), kept.starts().family(), zone);
        return Sql.of("coalesce(" + day + " < ")
                .add(dialect.day(kept.rule().earliestKept(today)))
                .add(", false)");
    }
}
