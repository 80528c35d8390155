package dev.palimpsest.plan;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.Schema;
import dev.palimpsest.database.TableName;
import dev.palimpsest.map.PrivacyMap;
import dev.palimpsest.treatment.Treatment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The privacy map compiled against the live schema. Immutable; the same map and schema give the same plan and digest.
 *
 * @param tables in the order of treatment: tables with triggers first, so that what their triggers write is treated after
 *     them; rows are deleted before the rows they refer to
 * @param identifiers where the subjects' identifiers stand
 * @param warnings what the owner should know, though nothing forbids a run
 * @param schemaDigest SHA-256 over the definitions of the mapped and linked tables, in hex
 */
public record Plan(
        PrivacyMap map,
        Schema schema,
        SubjectTable subject,
        List<TablePlan> tables,
        List<ActivitySource> activity,
        List<Blocker> blockers,
        List<IdentifierSource> identifiers,
        List<String> warnings,
        String schemaDigest) {

    /** Digest over map and schema: what a run would do to whom it is given. */
    public String digest() {
        return Digests.sha256("plan 1\n" + map.digest() + "\n" + schemaDigest);
    }

    public Optional<TablePlan> table(TableName name) {
        return tables.stream().filter(table -> table.name().equals(name)).findFirst();
    }

    public TablePlan subjectPlan() {
        return table(subject.table().name()).orElseThrow();
    }

    /** The same plan with another treatment of one column; to see that the proof would notice. */
    public Plan with(TableName table, String column, Treatment treatment) {
        List<TablePlan> changed = new ArrayList<>();
        for (TablePlan each : tables) {
            if (!each.name().equals(table)) {
                changed.add(each);
                continue;
            }
            Map<Column, Treatment> treatments = new LinkedHashMap<>(each.treatments());
            treatments.put(each.table().column(column).orElseThrow(), treatment);
            changed.add(new TablePlan(each.table(), each.way(), each.rows(), treatments, each.retained()));
        }
        return new Plan(map, schema, subject, changed, activity, blockers, identifiers, warnings, schemaDigest);
    }
}
