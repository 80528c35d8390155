package dev.palimpsest.demo.studio;

import dev.palimpsest.demo.generator.TableRows;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;

/** Fills a table of MariaDB with inserts of many rows each: needs no file, no right but INSERT, and no driver's own ways. */
final class InsertTable extends OutputStream {
    private final Connection connection;
    private final String insert;

    private InsertTable(Connection connection, String table, String columns) {
        this.connection = connection;
        this.insert = "insert into " + table + " (" + columns + ") values ";
    }

    /** Returns the number of rows written. */
    static long fill(Connection connection, String table, String columns, Consumer<TableRows> writer)
            throws SQLException {
        TableRows rows = new TableRows(new InsertTable(connection, table, columns));
        writer.accept(rows);
        rows.flush();
        return rows.rows();
    }

    /** Whole rows: tabs between columns, {@code \N} for NULL, and the escapes that MariaDB's texts have, too. */
    @Override
    public void write(byte[] bytes, int from, int length) {
        if (length == 0) {
            return;
        }
        StringBuilder sql = new StringBuilder(insert.length() + length * 3 / 2).append(insert);
        String separator = "";
        for (String row : new String(bytes, from, length - 1, StandardCharsets.UTF_8).split("\n", -1)) {
            sql.append(separator).append('(');
            separator = ",";
            String comma = "";
            for (String value : row.split("\t", -1)) {
                sql.append(comma);
                comma = ",";
                if (value.equals("\\N")) {
                    sql.append("null");
                } else {
                    sql.append('\'').append(value.replace("'", "''")).append('\'');
                }
            }
            sql.append(')');
        }
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql.toString());
        } catch (SQLException refused) {
            throw new IllegalStateException(
                    "The database refused generated rows: " + refused.getSQLState() + ", " + insert, refused);
        }
    }

    @Override
    public void write(int one) {
        throw new UnsupportedOperationException("Rows are written as a whole.");
    }
}
