package dev.palimpsest.plan;

import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.OwnerSql;
import dev.palimpsest.database.Sql;
import dev.palimpsest.map.Predicate;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who refers to the rows of a table that subjects refer to: an address is held by customers, by employees, and by their
 * parents, who may be treated with the last of their children.
 *
 * @param way of the table
 */
record Holders(Way way) {
    /**
     * The end of a question that is to be asked for each row by itself; else a database may read whole tables to answer it for all.
     * Where no index leads to the answer, the whole table is better read once than for each.
     */
    private static final String ONE = " limit 1 offset 0)";

    /** Every row that refers to another counts. */
    static final Way.Counting EVERY = (holder, name) -> Sql.of("true");

    /**
     * Holds for a row that somebody refers to who stays. A row of a table that subjects refer to in turn stays unless one of
     * them, who is treated, refers to it, and nobody who stays does.
     *
     * @param reference what the row is referred to by
     * @param keys the relation of subjects who are being treated; null for nobody
     */
    Sql hold(
            String reference,
            @Nullable String keys,
            TreatedSubjects treated,
            Dialect dialect,
            LocalDate today,
            Way.Counting counting) {
        return hold(reference, new People(keys, treated, dialect, today), counting, 0);
    }

    /** Whoever is treated, with what the statement is made of. */
    private record People(@Nullable String keys, TreatedSubjects treated, Dialect dialect, LocalDate today) {}

    private Sql hold(String reference, People people, Way.Counting counting, int depth) {
        Dialect dialect = people.dialect();
        List<Sql> held = new ArrayList<>();
        String row = "palimpsest_row" + depth;
        for (Way.Holder holder : way.holders()) {
            Way owner = holder.way();
            boolean own = owner != null && !owner.isReferredTo();
            String name = own ? dialect.quote(holder.reference().from().name()) : "palimpsest_holder" + depth;
            Sql sql = Sql.of("exists (select 1 from " + dialect.quote(way.table()) + " " + row + ", "
                    + dialect.quote(holder.reference().from()) + " " + name + " where " + row + "."
                    + dialect.quote(way.linkColumn().name()) + " = " + reference);
            for (int i = 0; i < holder.reference().columns().size(); i++) {
                sql.add(" and " + row + "."
                        + dialect.quote(holder.reference().toColumns().get(i)) + " = " + name + "."
                        + dialect.quote(holder.reference().columns().get(i)));
            }
            sql.add(" and ").add(counting.of(holder, name));
            if (owner != null) {
                sql.add(" and not ")
                        .add(own ? ofTreated(owner, name, people) : new Holders(owner).goes(name, people, depth + 1));
            }
            held.add(sql.add(holder.indexed() ? ONE : ")"));
        }
        return Sql.of("(").join(" or ", held).add(")");
    }

    /** Holds for rows of a subject who is treated. */
    private static Sql ofTreated(Way owner, String name, People people) {
        Dialect dialect = people.dialect();
        if (owner.hops().isEmpty()) {
            return Sql.of("(")
                    .add(isTreated(name + "." + dialect.quote(owner.key().name()), people))
                    .add(")");
        }
        String ownerKey = "palimpsest_owner." + dialect.quote(owner.key().name());
        return Sql.of("exists (select 1 from " + dialect.quote(owner.subject()) + " palimpsest_owner where ")
                .add(owner.correlated(ownerKey, dialect, people.today()))
                .add(" and (")
                .add(isTreated(ownerKey, people))
                .add(")" + ONE);
    }

    private static Sql isTreated(String ownerKey, People people) {
        Sql treated = people.treated().holds(ownerKey);
        return people.keys() == null
                ? treated
                : treated.add(" or " + ownerKey + " in (select k.palimpsest_key from " + people.keys() + " k)");
    }

    /** Holds for a row of this table that goes with those who are treated: one of them refers to it, and nobody who stays. */
    private Sql goes(String name, People people, int depth) {
        Dialect dialect = people.dialect();
        String link = name + "." + dialect.quote(way.linkColumn().name());
        Sql sql = Sql.of("(").add(isReferredTo(link, "palimpsest_by" + depth, dialect));
        Predicate only = way.where();
        if (only != null) {
            // alone, so that the owner's words can mean no other table's columns
            sql.add(" and exists (select 1 from " + dialect.quote(way.table()) + " where "
                            + dialect.quote(way.table(), way.linkColumn().name()) + " = " + link + " and ")
                    .add(OwnerSql.bind(only.sql(), people.today()))
                    .add(ONE);
        }
        return sql.add(" and not ").add(hold(link, people, EVERY, depth)).add(")");
    }

    /** Holds for a row that is referred to as the map says that subjects do. */
    String isReferredTo(String reference, String alias, Dialect dialect) {
        Way.Hop by = way.hops().getFirst();
        return "exists (select 1 from " + dialect.quote(by.to()) + " " + alias + " where " + alias + "."
                + dialect.quote(by.toColumn().name()) + " = " + reference + ONE;
    }

    /** Whether subjects can refer to a row otherwise than the map says. */
    boolean isReachedOtherwise() {
        return otherwise().findAny().isPresent();
    }

    private Stream<Way.Holder> otherwise() {
        Way.Hop by = way.hops().getFirst();
        return way.holders().stream()
                .filter(holder -> holder.way() != null)
                .filter(holder -> !holder.reference().from().equals(by.to())
                        || !holder.reference()
                                .columns()
                                .equals(List.of(by.toColumn().name())));
    }

    /**
     * The relation of everything that the subjects refer to, in whatever way; see {@link Way#source}.
     *
     * @param keys the relation of the keys
     * @param name its alias
     */
    String reached(String keys, String name, Dialect dialect) {
        if (!isReachedOtherwise()) {
            return way.relation(keys, dialect, name, way.indexed());
        }
        List<String> parts = new ArrayList<>();
        parts.add("select palimpsest_ref, palimpsest_key from "
                + way.relation(keys, dialect, "palimpsest_own", way.indexed()));
        otherwise().forEach(holder -> parts.add(through(holder, keys, dialect)));
        return "(" + String.join(" union all ", parts) + ") " + name;
    }

    /** What the subjects refer to by rows of theirs in another table. */
    private String through(Way.Holder holder, String keys, Dialect dialect) {
        Way owner = Objects.requireNonNull(holder.way());
        String theirs = "palimpsest_theirs";
        String relation = owner.isReferredTo()
                ? new Holders(owner).reached(keys, theirs, dialect)
                : owner.relation(keys, dialect, theirs, owner.indexed());
        String from = owner.join(
                relation,
                owner.table(),
                "palimpsest_h",
                "palimpsest_h." + dialect.quote(owner.linkColumn().name()) + " = " + theirs + ".palimpsest_ref",
                dialect);
        List<String> same = new ArrayList<>();
        for (int i = 0; i < holder.reference().columns().size(); i++) {
            same.add("palimpsest_row."
                    + dialect.quote(holder.reference().toColumns().get(i)) + " = palimpsest_h."
                    + dialect.quote(holder.reference().columns().get(i)));
        }
        return "select palimpsest_row." + dialect.quote(way.linkColumn().name()) + " as palimpsest_ref, " + theirs
                + ".palimpsest_key from "
                + owner.join(from, way.table(), "palimpsest_row", String.join(" and ", same), dialect);
    }

    /** Those that hold what is reached from the keys. */
    List<Way.Between> between(String keys, Dialect dialect) {
        List<Way.Between> all = new ArrayList<>();
        between(reached(keys, "palimpsest_to", dialect), all, dialect);
        return all;
    }

    /** @param to the rows that are held, as palimpsest_to */
    private void between(String to, List<Way.Between> all, Dialect dialect) {
        for (Way.Holder holder : way.holders()) {
            Way owner = holder.way();
            if (owner == null || !owner.isReferredTo()) {
                continue;
            }
            String row = way.join(
                    to,
                    way.table(),
                    "palimpsest_row",
                    "palimpsest_row." + dialect.quote(way.linkColumn().name()) + " = palimpsest_to.palimpsest_ref",
                    dialect);
            List<String> same = new ArrayList<>();
            for (int i = 0; i < holder.reference().columns().size(); i++) {
                same.add("palimpsest_h."
                        + dialect.quote(holder.reference().columns().get(i)) + " = palimpsest_row."
                        + dialect.quote(holder.reference().toColumns().get(i)));
            }
            String relation =
                    "(select palimpsest_h." + dialect.quote(owner.linkColumn().name())
                            + " as palimpsest_ref, palimpsest_to.palimpsest_key from "
                            + way.join(row, owner.table(), "palimpsest_h", String.join(" and ", same), dialect) + ") ";
            all.add(new Way.Between(owner, Sql.of(relation + Way.SOURCE)));
            new Holders(owner).between(relation + "palimpsest_to", all, dialect);
        }
    }
}
