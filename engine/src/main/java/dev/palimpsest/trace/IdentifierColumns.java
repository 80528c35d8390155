package dev.palimpsest.trace;

import dev.palimpsest.database.OwnerSql;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.Table;
import dev.palimpsest.map.IdentifierKind;
import dev.palimpsest.plan.IdentifierSource;
import dev.palimpsest.plan.Plan;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The columns of one table in which the map says that people's identifiers stand: what is found there is its owner's own. Where
 * an identifier has a condition, the database says in which rows.
 */
final class IdentifierColumns {
    private final List<IdentifierSource> everywhere;
    private final List<IdentifierSource> inSomeRows;

    private IdentifierColumns(List<IdentifierSource> sources) {
        everywhere = sources.stream().filter(source -> source.where() == null).toList();
        inSomeRows = sources.stream().filter(source -> source.where() != null).toList();
    }

    static IdentifierColumns of(Table table, Plan plan) {
        return new IdentifierColumns(plan.identifiers().stream()
                .flatMap(IdentifierSource::rows)
                .filter(source -> source.table().name().equals(table.name()))
                .toList());
    }

    /** Selected of a row, each after a comma: whether each identifier with a condition stands there. */
    Sql conditions(LocalDate today) {
        Sql sql = new Sql();
        for (IdentifierSource source : inSomeRows) {
            sql.add(", case when ")
                    .add(OwnerSql.bind(Objects.requireNonNull(source.where()).sql(), today))
                    .add(" then true else false end");
        }
        return sql;
    }

    /**
     * The identifiers that stand in a row.
     *
     * @param first the number of the first of the {@link #conditions}
     */
    List<IdentifierSource> of(ResultSet row, int first) throws SQLException {
        if (inSomeRows.isEmpty()) {
            return everywhere;
        }
        List<IdentifierSource> here = new ArrayList<>(everywhere);
        for (int i = 0; i < inSomeRows.size(); i++) {
            if (row.getBoolean(first + i)) {
                here.add(inSomeRows.get(i));
            }
        }
        return here;
    }

    /** Whether what was found begins in an identifier's own column. */
    static boolean holdBeginning(List<IdentifierSource> identifiers, Hit hit) {
        return identifiers.stream().anyMatch(source -> source.columns().contains(hit.column()));
    }

    /** Whether it stands in an identifier's own columns: a name in part, an address with its street, others as a whole. */
    static boolean hold(List<IdentifierSource> identifiers, Hit hit) {
        return identifiers.stream().anyMatch(source -> switch (hit.fingerprint().kind()) {
            case NAME -> hit.columns().stream().anyMatch(source.columns()::contains);
            case ADDRESS ->
                source.columns().containsAll(hit.columns())
                        || source.kind() == IdentifierKind.ADDRESS
                                && hit.columns().contains(source.columns().getFirst());
            case EMAIL, PHONE, IBAN, NUMBER, LOGIN, IP -> source.columns().containsAll(hit.columns());
        });
    }
}
