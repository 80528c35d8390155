package dev.palimpsest.plan;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.ForeignKey;
import dev.palimpsest.database.OwnerSql;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.Table;
import dev.palimpsest.database.TableName;
import dev.palimpsest.map.Predicate;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The way from a table's rows to the subject they belong to: no hop for the subject's own table, one for a table that
 * refers to the subject, more for a table behind another.
 *
 * <p>A table may also be <em>referred to</em> by the subject's row, as an address by a customer. Such a row can be held by
 * several at once, so it is treated with the last of them: {@link #rows} leaves it out while anybody else holds it.
 *
 * @param subject the subject's table
 * @param key the subject's key column
 * @param where only rows for which this holds belong to a subject
 * @param indexed whether an index leads from a key to the rows, so that they can be looked up one subject at a time
 * @param holders every reference to the table, when its rows are referred to by the subject's; else empty
 */
public record Way(
        TableName table,
        List<Hop> hops,
        TableName subject,
        Column key,
        @Nullable Predicate where,
        boolean indexed,
        List<Holder> holders) {

    /** The alias of the relation that {@link #source} gives. */
    static final String SOURCE = "palimpsest_way";

    // no name of a business's own table, which stands beside these in conditions
    private static final String ALIAS_OF_SUBJECT = "palimpsest_ws";

    private static final String REFERS = "palimpsest_refers";
    private static final String REFERRED = "palimpsest_referred";

    /**
     * One reference.
     *
     * @param column refers to {@code toColumn} of {@code to}
     */
    public record Hop(TableName from, Column column, TableName to, Column toColumn) {}

    /**
     * A reference by which a row is held.
     *
     * @param way whose the referring rows are; null when they are no subject's
     * @param indexed whether an index leads from a row to those that refer to it
     */
    public record Holder(ForeignKey reference, @Nullable Way way, boolean indexed) {}

    /** Tells which of the rows that hold another count. */
    @FunctionalInterface
    public interface Counting {
        /**
         * Holds for those that count.
         *
         * @param name of the referring table in the statement
         */
        Sql of(Holder holder, String name);
    }

    public Way {
        hops = List.copyOf(hops);
        holders = List.copyOf(holders);
    }

    /** Whether the subject's row refers to the table's, and not the other way round. */
    public boolean isReferredTo() {
        return !holders.isEmpty();
    }

    /**
     * The tables by whose rows it is told which rows belong to a subject, the table itself among them; empty where that cannot be
     * told by tables alone.
     */
    public List<TableName> tables() {
        Predicate only = where;
        if (isReferredTo() || only != null && only.readsOthers()) {
            return List.of();
        }
        Stream<TableName> between = hops.stream().map(Hop::from);
        boolean bySubject = !hops.isEmpty() && !hops.getLast().toColumn().name().equals(key.name());
        return Stream.concat(Stream.of(table), bySubject ? Stream.concat(between, Stream.of(subject)) : between)
                .distinct()
                .toList();
    }

    /**
     * Whether an index leads from a key to everything that has to be looked at: neither is a row held by others, nor does its
     * condition read another table, of which nobody knows by what it is found.
     */
    public boolean lookedUpAlone() {
        return indexed && !tables().isEmpty();
    }

    /** The column of the table by which its rows belong to a subject. */
    public Column linkColumn() {
        return hops.isEmpty() ? key : hops.getFirst().column();
    }

    /** What is left of the way from behind its first so many hops. */
    public Way from(int hop) {
        return new Way(hops.get(hop).from(), hops.subList(hop, hops.size()), subject, key, null, indexed, List.of());
    }

    /** The same way for every row, whatever {@code where} says of it. */
    public Way everyRow() {
        return new Way(table, hops, subject, key, null, indexed, holders);
    }

    /**
     * The relation to join with the table: {@code palimpsest_ref}, the value of the link column, and
     * {@code palimpsest_key}, the subject's key.
     *
     * @param keys the relation of the keys
     */
    public Sql source(String keys, Dialect dialect) {
        return Sql.of(relation(keys, dialect, SOURCE, false));
    }

    /** The same relation for few keys, which are followed one by one where indexes lead along the way. */
    public Sql lookedUp(String keys, Dialect dialect) {
        return Sql.of(relation(keys, dialect, SOURCE, indexed));
    }

    /**
     * A relation of few keys, as {@link #lookedUp} or {@link #rows} gives it, joined with the rows of the table that belong to
     * it and nothing else: see {@link Dialect#beside}.
     *
     * @param only further conditions on the rows; may be empty
     * @return what stands behind {@code from}
     */
    public Sql beside(Sql source, Table rows, Sql only, Dialect dialect, LocalDate today) {
        Sql condition = joined(dialect, today);
        if (!only.isEmpty()) {
            condition.add(" and ").add(only);
        }
        return indexed ? dialect.beside(source, rows, condition) : dialect.through(source, rows, condition);
    }

    /**
     * A relation of many keys, as {@link #source} or {@link #rows} gives it, joined with the rows of the table that belong to it, which
     * is read once where no index leads to them.
     *
     * @return what stands behind {@code from}
     */
    public Sql among(Sql source, Table rows, Dialect dialect, LocalDate today) {
        Sql condition = joined(dialect, today);
        return indexed
                ? Sql.of(dialect.quote(table) + " join ")
                        .add(source)
                        .add(" on ")
                        .add(condition)
                : dialect.through(source, rows, condition);
    }

    /**
     * The same relation, of the rows that are to be treated: each once, and none that somebody else holds, be it another
     * table or a subject who is neither among the keys nor treated already.
     *
     * @param keys the relation of the keys
     */
    public Sql rows(String keys, TreatedSubjects treated, Dialect dialect, LocalDate today) {
        if (!isReferredTo()) {
            return lookedUp(keys, dialect);
        }
        String first = "palimpsest_first";
        Holders others = new Holders(this);
        String reference = SOURCE + ".palimpsest_ref";
        Sql sql = Sql.of("(select distinct palimpsest_ref, palimpsest_key from " + others.reached(keys, SOURCE, dialect)
                        + " where not exists (select 1 from " + others.reached(keys, first, dialect) + " where "
                        + first
                        + ".palimpsest_ref = " + reference + " and " + first + ".palimpsest_key < " + SOURCE
                        + ".palimpsest_key) and not ")
                .add(others.hold(reference, keys, treated, dialect, today, Holders.EVERY));
        if (others.isReachedOtherwise()) {
            sql.add(" and " + others.isReferredTo(reference, "palimpsest_by", dialect));
        }
        return sql.add(") " + SOURCE);
    }

    /** The relation of the rows that have to be locked before it is asked who holds them: whatever {@link #rows} may give. */
    public Sql reached(String keys, Dialect dialect) {
        return isReferredTo() ? Sql.of(new Holders(this).reached(keys, SOURCE, dialect)) : lookedUp(keys, dialect);
    }

    /**
     * Rows of other tables that subjects refer to and that refer to rows of this one. While they are locked nobody can begin to
     * refer to them, and by them to these.
     *
     * @param relation see {@link #source}
     */
    public record Between(Way way, Sql relation) {}

    /** Those of the rows that are {@link #reached}. */
    public List<Between> between(String keys, Dialect dialect) {
        return isReferredTo() ? new Holders(this).between(keys, dialect) : List.of();
    }

    /** Holds for rows that somebody refers to who is not treated. */
    public Sql heldByOthers(TreatedSubjects treated, Dialect dialect, LocalDate today) {
        return heldByOthers(treated, dialect, today, Holders.EVERY);
    }

    /** The same, where not every referring row counts. */
    public Sql heldByOthers(TreatedSubjects treated, Dialect dialect, LocalDate today, Counting counting) {
        return new Holders(this)
                .hold(dialect.quote(table, linkColumn().name()), null, treated, dialect, today, counting);
    }

    /** Holds for rows that somebody refers to who is neither treated nor among the keys. */
    public Sql heldBeyond(String keys, TreatedSubjects treated, Dialect dialect, LocalDate today) {
        return new Holders(this)
                .hold(dialect.quote(table, linkColumn().name()), keys, treated, dialect, today, Holders.EVERY);
    }

    String relation(String keys, Dialect dialect, String name, boolean oneByOne) {
        String reference = dialect.compared("k.palimpsest_key", key, linkColumn());
        String from = keys + " k";
        String below = "k.palimpsest_key";
        Column belowColumn = key;
        if (!hops.isEmpty()) {
            Hop last = hops.getLast();
            if (!last.toColumn().name().equals(key.name())) {
                String same = "s." + dialect.quote(key.name()) + " = k.palimpsest_key";
                from = joined(from, subject, "s", same, dialect, oneByOne);
                below = "s." + dialect.quote(last.toColumn().name());
                belowColumn = last.toColumn();
            }
            for (int i = hops.size() - 1; i >= 1; i--) {
                Hop hop = hops.get(i);
                String alias = "t" + i;
                String refers = alias + "." + dialect.quote(hop.column().name()) + " = "
                        + dialect.compared(below, belowColumn, hop.column());
                from = joined(from, hop.from(), alias, refers, dialect, oneByOne);
                below = alias + "." + dialect.quote(hops.get(i - 1).toColumn().name());
                belowColumn = hops.get(i - 1).toColumn();
            }
            reference = dialect.compared(below, belowColumn, linkColumn());
        }
        return "(select " + reference + " as palimpsest_ref, k.palimpsest_key from " + from + ") " + name;
    }

    /** Joins a table, looked up where indexes lead along the way. */
    String join(String from, TableName with, String alias, String condition, Dialect dialect) {
        return joined(from, with, alias, condition, dialect, indexed);
    }

    private static String joined(
            String from, TableName table, String alias, String condition, Dialect dialect, boolean oneByOne) {
        return oneByOne
                ? dialect.beside(from, dialect.quote(table), alias, condition)
                : from + " join " + dialect.quote(table) + " " + alias + " on " + condition;
    }

    /** Holds for the rows of the table that belong to the joined {@link #source} row. */
    public Sql joined(Dialect dialect, LocalDate today) {
        Sql sql = Sql.of(dialect.quote(table, linkColumn().name()) + " = " + SOURCE + ".palimpsest_ref");
        return andWhere(sql, today);
    }

    /** Holds for the rows of the table that belong to the subject whose key is {@code keyExpression}. */
    public Sql correlated(String keyExpression, Dialect dialect, LocalDate today) {
        Sql sql = new Sql();
        if (hops.isEmpty()) {
            sql.add(dialect.quote(table, key.name()) + " = " + keyExpression);
        } else {
            sql.add(dialect.quote(table, linkColumn().name()) + correlatedFrom(0, keyExpression, dialect));
        }
        return andWhere(sql, today);
    }

    /** Whether the link column itself holds the subject's key. */
    public boolean isDirect() {
        return hops.isEmpty()
                || hops.size() == 1 && hops.getFirst().toColumn().name().equals(key.name());
    }

    /** Whether indexes lead over other tables than the subject's. */
    public boolean leadsOver() {
        return indexed && hops.size() > 1 && !isReferredTo();
    }

    /**
     * The rows of a way that {@link #leadsOver} other tables, of the subject whose key is {@code keyExpression}. Each table is looked
     * up beside the one before: in a condition within a condition a database may look through all rows for every subject.
     *
     * @param only further conditions on the rows; may be empty
     * @return what stands behind {@code from}, a condition at the end
     */
    public Sql rowsOf(String keyExpression, Table rows, Sql only, Dialect dialect, LocalDate today) {
        int nearest = hops.size() - 1;
        String from = onTheWay(nearest, dialect) + " " + between(nearest);
        for (int i = nearest - 1; i >= 1; i--) {
            String refers = between(i) + "." + REFERS + " = " + referred(i, dialect);
            from = dialect.beside(from, onTheWay(i, dialect), between(i), refers);
        }
        Sql condition =
                andWhere(Sql.of(dialect.quote(table, linkColumn().name()) + " = " + referred(0, dialect)), today);
        if (!only.isEmpty()) {
            condition.add(" and ").add(only);
        }
        return dialect.beside(Sql.of(from), rows, condition)
                .add(" where " + between(nearest) + "." + REFERS + correlatedFrom(nearest, keyExpression, dialect));
    }

    /** Only what leads on of a table between, by other names, so that the owner's conditions speak of the rows alone. */
    private String onTheWay(int hop, Dialect dialect) {
        return "(select " + dialect.quote(hops.get(hop).column().name()) + " as " + REFERS + ", "
                + dialect.quote(hops.get(hop - 1).toColumn().name()) + " as " + REFERRED + " from "
                + dialect.quote(hops.get(hop).from()) + ")";
    }

    private static String between(int hop) {
        return "palimpsest_t" + hop;
    }

    /** What the hop's column refers to, in the table of the next. */
    private String referred(int hop, Dialect dialect) {
        Column to = hops.get(hop).toColumn();
        return dialect.compared(
                between(hop + 1) + "." + REFERRED, to, hops.get(hop).column());
    }

    private String correlatedFrom(int index, String keyExpression, Dialect dialect) {
        Hop hop = hops.get(index);
        if (index == hops.size() - 1) {
            if (hop.toColumn().name().equals(key.name())) {
                return " = " + dialect.compared(keyExpression, key, hop.column());
            }
            return " = (select "
                    + dialect.compared(
                            ALIAS_OF_SUBJECT + "."
                                    + dialect.quote(hop.toColumn().name()),
                            hop.toColumn(),
                            hop.column())
                    + " from " + dialect.quote(subject) + " " + ALIAS_OF_SUBJECT + " where " + ALIAS_OF_SUBJECT + "."
                    + dialect.quote(key.name()) + " = " + keyExpression + ")";
        }
        Hop next = hops.get(index + 1);
        String alias = "palimpsest_u" + (index + 1);
        return " in (select "
                + dialect.compared(alias + "." + dialect.quote(hop.toColumn().name()), hop.toColumn(), hop.column())
                + " from " + dialect.quote(next.from()) + " " + alias + " where " + alias + "."
                + dialect.quote(next.column().name()) + correlatedFrom(index + 1, keyExpression, dialect) + ")";
    }

    private Sql andWhere(Sql sql, LocalDate today) {
        Predicate only = where;
        return only == null ? sql : sql.add(" and ").add(OwnerSql.bind(only.sql(), today));
    }
}
