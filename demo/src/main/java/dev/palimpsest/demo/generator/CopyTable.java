package dev.palimpsest.demo.generator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/** Fills a table of PostgreSQL with COPY. */
public final class CopyTable {
    private CopyTable() {}

    /** Returns the number of rows written. */
    public static long fill(Connection connection, String table, String columns, Consumer<TableRows> writer)
            throws SQLException {
        String copy = "COPY " + table + " (" + columns + ") FROM STDIN";
        try (PGCopyOutputStream out = new PGCopyOutputStream(connection.unwrap(PGConnection.class), copy)) {
            TableRows rows = new TableRows(out);
            writer.accept(rows);
            rows.flush();
            out.endCopy();
            return rows.rows();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
