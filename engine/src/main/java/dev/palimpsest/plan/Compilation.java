package dev.palimpsest.plan;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.Schema;
import dev.palimpsest.database.Table;
import dev.palimpsest.database.TableName;
import dev.palimpsest.map.Predicate;
import dev.palimpsest.map.PrivacyMap;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.Position;
import dev.palimpsest.problem.Problems;
import dev.palimpsest.problem.Suggestion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the parts of the compiler share: the map, the schema, and the findings so far. */
final class Compilation {
    final PrivacyMap map;
    final Schema schema;
    final Problems problems = new Problems();
    final List<String> warnings = new ArrayList<>();
    /** Columns that are reported as undecided already. */
    final Set<Column> undecided = Collections.newSetFromMap(new IdentityHashMap<>());

    Compilation(PrivacyMap map, Schema schema) {
        this.map = map;
        this.schema = schema;
    }

    TableName name(String written) {
        String declared = map.schema();
        return TableName.of(written, declared == null ? schema.currentSchema() : declared);
    }

    /** The table as it is shown to people: without the schema where that is the map's own. */
    String shown(TableName name) {
        return name(name.name()).equals(name) ? name.name() : name.toString();
    }

    /** Finds a table or reports that there is none. */
    Optional<Table> table(String written, Position at) {
        Optional<Table> table = schema.table(name(written));
        if (table.isEmpty()) {
            List<String> known =
                    schema.tables().stream().map(each -> shown(each.name())).toList();
            problems.add(
                    ErrorCode.MAP_UNKNOWN_TABLE,
                    at,
                    "the database has no table '" + written + "'" + " in schema "
                            + name(written).schema() + "." + Suggestion.didYouMean(written, known));
        }
        return table;
    }

    /** Finds a column or reports that there is none. */
    Optional<Column> column(Table table, String written, Position at) {
        Optional<Column> column = table.column(written);
        if (column.isEmpty()) {
            List<String> known = table.columns().stream().map(Column::name).toList();
            problems.add(
                    ErrorCode.MAP_UNKNOWN_COLUMN,
                    at,
                    "table " + shown(table.name()) + " has no column '" + written + "'."
                            + Suggestion.didYouMean(written, known));
        }
        return column;
    }

    /**
     * Whether an index leads from what the hop refers to back to the rows that refer to it.
     *
     * @param where what is asked of these rows besides; null = nothing
     */
    boolean isIndexed(Way.Hop hop, @Nullable Predicate where) {
        return schema.require(hop.from()).hasIndexOn(hop.column().name(), where == null ? Set.of() : where.fixes());
    }

    void problem(ErrorCode code, Position at, String message) {
        problems.add(code, at, message);
    }
}
