package dev.palimpsest.benchmarks.hand;

import dev.palimpsest.benchmarks.gym.Gym.Product;
import dev.palimpsest.benchmarks.hand.HandFingerprints.Bearer;
import dev.palimpsest.benchmarks.measure.Pace;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The run as most programmes would do it, on either database: one transaction for each person, with statements that are
 * prepared once. It does all that the run in chunks does: locks on the person and on every row of theirs in activity, blocker and
 * treated tables, the judgement under these locks, fingerprints, the statistic of what is written, a receipt.
 */
public final class HandRunOneByOne implements AutoCloseable {
    private final Connection connection;
    private final HandFingerprints fingerprints = new HandFingerprints();
    private final PreparedStatement lock;
    private final List<PreparedStatement> locks = new ArrayList<>();
    private final PreparedStatement refused;
    private final PreparedStatement trace;
    private final List<PreparedStatement> treatments;
    private final PreparedStatement statistic;
    private final PreparedStatement receipt;
    private long statements;

    /** @param connection without auto-commit; its time zone is UTC */
    public HandRunOneByOne(Connection connection, Product product, LocalDate today) throws SQLException {
        this.connection = connection;
        boolean postgreSql = product == Product.POSTGRESQL;
        try (PreparedStatement tables = connection.prepareStatement("create table hand_receipt (member_id bigint"
                        + " primary key, at timestamp default current_timestamp, digest varchar(64),"
                        + " kept_until date)");
                PreparedStatement traces = connection.prepareStatement(
                        "create table hand_trace (member_id bigint primary key, fingerprints "
                                + (postgreSql ? "bytea" : "varbinary(100)") + ")")) {
            tables.execute();
            traces.execute();
        }
        connection.commit();
        lock = connection.prepareStatement(
                "select m.id, m.first_name, m.last_name, m.email, m.phone, m.iban, a.iban, a.balance from member m"
                        + " join account a on a.member_id = m.id where m.id = ? for update");
        for (String table : List.of("contract", "invoice", "booking", "check_in", "document", "task")) {
            boolean goes = table.equals("document") || table.equals("task");
            locks.add(connection.prepareStatement("select id from " + table + " where member_id = ? for "
                    + (goes || !postgreSql ? "update" : "no key update")));
        }
        refused = connection.prepareStatement("""
                select exists (select 1 from invoice where member_id = ? and (status = 'open' or issued_at >= %1$s))
                    or exists (select 1 from contract where member_id = ? and status = 'running')
                    or exists (select 1 from booking where member_id = ? and at >= %1$s)
                    or exists (select 1 from account where member_id = ? and balance <> 0)
                    or exists (select 1 from task where member_id = ? and status = 'open')
                    or exists (select 1 from check_in where member_id = ? and at >= %1$s)
                """.formatted("timestamp '" + HandSurvey.cutoff(today) + " 00:00:00'"));
        trace = connection.prepareStatement("insert into hand_trace values (?, ?)");
        treatments = List.of(
                connection.prepareStatement(
                        "update member set first_name = null, last_name = 'Anonym', email = null, phone = null, birthdate = "
                                + (postgreSql
                                        ? "make_date(extract(year from birthdate)::int, 1, 1)"
                                        : "makedate(year(birthdate), 1)")
                                + ", street = null, zip = left(zip, 2), city = null, iban = null, notes = null where id = ?"),
                connection.prepareStatement("update account set iban = null where member_id = ?"),
                connection.prepareStatement("delete from document where member_id = ?"),
                connection.prepareStatement("delete from task where member_id = ?"));
        statistic = connection.prepareStatement("select balance from account where member_id = ?");
        receipt = connection.prepareStatement("insert into hand_receipt (member_id, digest, kept_until) select"
                + " m.id, '0123456789abcdef0123456789abcdef', (select "
                + (postgreSql ? "max(i.issued_at)::date" : "date(max(i.issued_at))")
                + " from invoice i where i.member_id = m.id) from member m where m.id = ?");
    }

    public Treated run(List<Long> keys) throws SQLException {
        long people = 0;
        long rows = 0;
        Pace pace = new Pace();
        for (long key : keys) {
            BigDecimal before = remember(key);
            if (before != null) {
                for (PreparedStatement treatment : treatments) {
                    rows += on(treatment, key);
                }
                compare(key, before);
                on(receipt, key);
                people++;
            }
            connection.commit();
            pace.mark(people);
        }
        return new Treated(people, rows, keys.size(), statements, pace.seconds(), pace.early(), pace.late());
    }

    /**
     * Locks the person and all rows, and keeps the fingerprints.
     *
     * @return the statistic of what will be written; null when something stands against it
     */
    private @Nullable BigDecimal remember(long key) throws SQLException {
        byte[] packed;
        BigDecimal balance;
        try (ResultSet row = read(lock, key)) {
            if (!row.next()) {
                return null;
            }
            packed = fingerprints.of(new Bearer(
                    key,
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    row.getString(6),
                    row.getString(7)));
            balance = row.getBigDecimal(8);
        }
        for (PreparedStatement table : locks) {
            read(table, key).close();
        }
        for (int i = 2; i <= 6; i++) {
            refused.setLong(i, key);
        }
        try (ResultSet row = read(refused, key)) {
            row.next();
            if (row.getBoolean(1)) {
                return null;
            }
        }
        trace.setBytes(2, packed);
        on(trace, key);
        return balance;
    }

    private void compare(long key, BigDecimal before) throws SQLException {
        try (ResultSet row = read(statistic, key)) {
            row.next();
            if (!before.equals(row.getBigDecimal(1))) {
                throw new IllegalStateException("a statistic of account changed");
            }
        }
    }

    private ResultSet read(PreparedStatement statement, long key) throws SQLException {
        statements++;
        statement.setLong(1, key);
        return statement.executeQuery();
    }

    private long on(PreparedStatement statement, long key) throws SQLException {
        statements++;
        statement.setLong(1, key);
        return statement.executeUpdate();
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement : List.of(lock, refused, trace, statistic, receipt)) {
            statement.close();
        }
        for (PreparedStatement statement : locks) {
            statement.close();
        }
        for (PreparedStatement statement : treatments) {
            statement.close();
        }
    }
}
