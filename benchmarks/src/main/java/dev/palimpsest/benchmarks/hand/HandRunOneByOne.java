package dev.palimpsest.benchmarks.hand;

import dev.palimpsest.benchmarks.gym.Gym.Product;
import dev.palimpsest.benchmarks.hand.HandFingerprints.Bearer;
import dev.palimpsest.benchmarks.measure.Pace;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;

/**
 * The run as most programmes would do it, on either database: one transaction for each person, with statements that are
 * prepared once. Locks the person only, and takes no statistics.
 */
public final class HandRunOneByOne implements AutoCloseable {
    private final Connection connection;
    private final HandFingerprints fingerprints = new HandFingerprints();
    private final PreparedStatement lock;
    private final PreparedStatement refused;
    private final PreparedStatement trace;
    private final List<PreparedStatement> treatments;
    private final PreparedStatement receipt;

    /** @param connection without auto-commit; its time zone is UTC */
    public HandRunOneByOne(Connection connection, Product product, LocalDate today) throws SQLException {
        this.connection = connection;
        boolean postgreSql = product == Product.POSTGRESQL;
        try (PreparedStatement tables =
                        connection.prepareStatement("create table one_receipt (member_id bigint primary key)");
                PreparedStatement traces = connection.prepareStatement(
                        "create table one_trace (member_id bigint primary key, fingerprints "
                                + (postgreSql ? "bytea" : "varbinary(100)") + ")")) {
            tables.execute();
            traces.execute();
        }
        connection.commit();
        lock = connection.prepareStatement(
                "select m.id, m.first_name, m.last_name, m.email, m.phone, m.iban, a.iban from member m"
                        + " join account a on a.member_id = m.id where m.id = ? for update");
        refused = connection.prepareStatement("""
                select exists (select 1 from invoice where member_id = ? and (status = 'open' or issued_at >= %1$s))
                    or exists (select 1 from contract where member_id = ? and status = 'running')
                    or exists (select 1 from booking where member_id = ? and at >= %1$s)
                    or exists (select 1 from account where member_id = ? and balance <> 0)
                    or exists (select 1 from task where member_id = ? and status = 'open')
                    or exists (select 1 from check_in where member_id = ? and at >= %1$s)
                """.formatted("timestamp '" + HandSurvey.cutoff(today) + " 00:00:00'"));
        trace = connection.prepareStatement("insert into one_trace values (?, ?)");
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
        receipt = connection.prepareStatement("insert into one_receipt values (?)");
    }

    public Treated run(List<Long> keys) throws SQLException {
        long people = 0;
        long rows = 0;
        Pace pace = new Pace();
        for (long key : keys) {
            if (remember(key)) {
                for (PreparedStatement treatment : treatments) {
                    rows += on(treatment, key);
                }
                on(receipt, key);
                people++;
            }
            connection.commit();
            pace.mark(people);
        }
        return new Treated(people, rows, keys.size(), keys.size() * 8L, pace.seconds(), pace.early(), pace.late());
    }

    /** Locks the person and keeps the fingerprints, unless something stands against it. */
    private boolean remember(long key) throws SQLException {
        lock.setLong(1, key);
        byte[] packed;
        try (ResultSet row = lock.executeQuery()) {
            if (!row.next()) {
                return false;
            }
            packed = fingerprints.of(new Bearer(
                    key,
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    row.getString(6),
                    row.getString(7)));
        }
        for (int i = 1; i <= 6; i++) {
            refused.setLong(i, key);
        }
        try (ResultSet row = refused.executeQuery()) {
            row.next();
            if (row.getBoolean(1)) {
                return false;
            }
        }
        trace.setLong(1, key);
        trace.setBytes(2, packed);
        trace.executeUpdate();
        return true;
    }

    private static long on(PreparedStatement statement, long key) throws SQLException {
        statement.setLong(1, key);
        return statement.executeUpdate();
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement : List.of(lock, refused, trace, receipt)) {
            statement.close();
        }
        for (PreparedStatement statement : treatments) {
            statement.close();
        }
    }
}
