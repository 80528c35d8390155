package dev.palimpsest.plan;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.Schema;
import dev.palimpsest.database.TableName;
import dev.palimpsest.map.Predicate;
import dev.palimpsest.map.PrivacyMap;
import dev.palimpsest.text.Sha256;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The privacy map compiled against the live schema. Immutable; the same map and schema give the same plan and digest.
 *
 * @param tables in the order of treatment: tables with triggers first, so that what their triggers write is treated after
 *     them; rows are deleted before the rows they refer to
 * @param identifiers where the subjects' identifiers stand
 * @param others by table, the columns that name others than subjects
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
        Map<TableName, Set<Column>> others,
        List<String> warnings,
        String schemaDigest) {

    /** Digest over map and schema: what a run would do to whom it is given. */
    public String digest() {
        return Sha256.of("plan 1\n" + map.digest() + "\n" + schemaDigest);
    }

    /** What happens to rows of others in which subjects stand as co-owners. Comes before {@link #tables}. */
    public List<TablePlan> severed() {
        return tables.stream().flatMap(table -> table.severed().stream()).toList();
    }

    /** Everything that happens to rows, in the order of treatment. */
    public List<TablePlan> steps() {
        return Stream.concat(severed().stream(), tables.stream()).toList();
    }

    /** Whether all that tells of any activity {@linkplain Way#lookedUpAlone is looked up}. */
    public boolean looksUpActivity() {
        return activity.stream()
                .allMatch(source -> source.way().lookedUpAlone()
                        && isAlone(source.declaration().where()));
    }

    /** Whether all that tells of any blocker is looked up. */
    public boolean looksUpBlockers() {
        return blockers.stream()
                .allMatch(blocker -> blocker.way().lookedUpAlone()
                        && isAlone(blocker.declaration().where()));
    }

    /** Whether all rows of a subject are looked up. */
    public boolean looksUpSteps() {
        return steps().stream().map(TablePlan::way).filter(Objects::nonNull).allMatch(Way::lookedUpAlone);
    }

    private static boolean isAlone(@Nullable Predicate where) {
        return where == null || !where.readsOthers();
    }

    /** Every condition of the map. */
    public List<Condition> conditions() {
        return Condition.of(this);
    }

    public Optional<TablePlan> table(TableName name) {
        return tables.stream().filter(table -> table.name().equals(name)).findFirst();
    }

    /** The table that the map means by these words. */
    public TableName name(String written) {
        String declared = map.schema();
        return TableName.of(written, declared == null ? schema.currentSchema() : declared);
    }

    /** The name of a table for people: with its schema only where that is not the subject's. */
    public String shown(TableName name) {
        return name.schema().equals(subject.table().name().schema()) ? name.name() : name.toString();
    }

    public TablePlan subjectPlan() {
        return table(subject.table().name()).orElseThrow();
    }

    /** Whether the row of a treated subject may go as a whole, so that its key is free. */
    public boolean removesSubjects() {
        return subjectPlan().deletes() || subject.declaration().deleteWhenNothingKept();
    }

    /** Whether the table's rows stay and lead to somebody else afterwards, or stand behind rows that do. */
    public boolean moves(TablePlan table) {
        Way way = table.way();
        return way != null
                && !table.deletes()
                && way.hops().stream()
                        .anyMatch(hop -> table(hop.from())
                                .filter(from -> from.reassigns()
                                        && from.requireWay().linkColumn().equals(hop.column()))
                                .isPresent());
    }
}
