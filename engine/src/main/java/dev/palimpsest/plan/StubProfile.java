package dev.palimpsest.plan;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.ColumnFamily;
import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Sql;
import dev.palimpsest.map.ReassignDeclaration;
import dev.palimpsest.treatment.RandomValue;
import dev.palimpsest.treatment.Treatment;
import dev.palimpsest.treatment.Treatments;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The new, empty profile that receives one person's kept rows.
 *
 * @param values what its columns hold; what is empty becomes NULL, what is not named gets the column's default
 * @param keyGiven whether the database gives the key
 */
public record StubProfile(Map<Column, Optional<Treatment.Computed>> values, boolean keyGiven) {

    /** Columns that the map does not name and that cannot stay empty get a random value. */
    public static StubProfile of(SubjectTable subject, ReassignDeclaration.Stub stub) {
        Map<Column, Optional<Treatment.Computed>> values = new LinkedHashMap<>();
        for (Column column : subject.table().columns()) {
            if (column.equals(subject.key()) || column.generated()) {
                continue;
            }
            if (stub.values().containsKey(column.name())) {
                values.put(
                        column,
                        Optional.ofNullable(stub.values().get(column.name())).map(Treatments::fixed));
            } else if (!column.nullable() && !column.hasDefault() && !column.identity()) {
                values.put(column, Optional.of(new RandomValue("")));
            }
        }
        return new StubProfile(values, subject.key().identity());
    }

    /** Whether a key can be made up where the database gives none. */
    static boolean canMakeUp(Column key) {
        return key.family() == ColumnFamily.UUID || (key.family() == ColumnFamily.TEXT && hasRoom(key));
    }

    private static boolean hasRoom(Column key) {
        Integer length = key.length();
        return length == null || length >= 12;
    }

    /** The value of a column for a new row. */
    public static Sql value(Column column, Optional<Treatment.Computed> value, Dialect dialect) {
        return value.map(computed -> computed.value(column, "null", dialect)).orElseGet(() -> Sql.of("null"));
    }
}
