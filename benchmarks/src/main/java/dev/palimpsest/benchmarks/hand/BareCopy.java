package dev.palimpsest.benchmarks.hand;

import dev.palimpsest.benchmarks.gym.Gym.Product;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * The bytes that a proof has to read, fetched and thrown away: every column that can hold an identifier of the gym's map
 * (texts, and whole numbers wide enough for a telephone number that are no keys), with the primary key to say where, and the
 * reference that says whose the row is. COPY on PostgreSQL, a streaming query on MariaDB. Check-ins hold keys, times and a
 * small number, so nobody has to read them.
 */
public final class BareCopy {
    private static final int FETCH = 1_000;

    /** Larger tables first, so that the connections end together. */
    private static final Map<String, String> COLUMNS = new java.util.LinkedHashMap<>();

    static {
        COLUMNS.put(
                "invoice",
                "id, member_id, status, dunning_level, billing_name, billing_street, billing_zip, billing_city");
        COLUMNS.put("document", "id, member_id, filename, mime, content");
        COLUMNS.put("member", "id, first_name, last_name, email, phone, street, zip, city, iban, notes, status");
        COLUMNS.put("booking", "id, member_id, course");
        COLUMNS.put("account", "member_id, iban");
        COLUMNS.put("task", "id, member_id, title, body, status");
        COLUMNS.put("contract", "id, member_id, status, holder_name");
    }

    private final DataSource source;
    private final Product product;
    private final int connections;

    /** @param connections as many as the proof opens at once */
    public BareCopy(DataSource source, Product product, int connections) {
        this.source = source;
        this.product = product;
        this.connections = connections;
    }

    /** Returns the number of rows read. */
    public long read() throws SQLException {
        Queue<Map.Entry<String, String>> left = new ConcurrentLinkedQueue<>(COLUMNS.entrySet());
        List<Callable<Long>> readers = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            readers.add(() -> readAll(left));
        }
        long rows = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            for (Future<Long> reader : threads.invokeAll(readers)) {
                rows += reader.get();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stopped);
        } catch (ExecutionException failed) {
            throw new SQLException("bare reading failed", failed.getCause());
        }
        return rows;
    }

    private long readAll(Queue<Map.Entry<String, String>> left) throws SQLException {
        long rows = 0;
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            for (var table = left.poll(); table != null; table = left.poll()) {
                String query = "select " + table.getValue() + " from " + table.getKey();
                rows += product == Product.POSTGRESQL ? copy(connection, query) : stream(connection, query);
            }
        }
        return rows;
    }

    private static long copy(Connection connection, String query) throws SQLException {
        CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut("copy (" + query + ") to stdout");
        long rows = 0;
        while (copy.readFromCopy() != null) {
            rows++;
        }
        return rows;
    }

    private static long stream(Connection connection, String query) throws SQLException {
        long rows = 0;
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCH);
            try (ResultSet row = statement.executeQuery(query)) {
                int columns = row.getMetaData().getColumnCount();
                while (row.next()) {
                    for (int i = 1; i <= columns; i++) {
                        row.getString(i);
                    }
                    rows++;
                }
            }
        }
        return rows;
    }
}
