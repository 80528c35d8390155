package dev.palimpsest.database.mariadb;

import static dev.palimpsest.database.CatalogueRows.first;
import static dev.palimpsest.database.CatalogueRows.forEach;

import dev.palimpsest.database.Rights;
import dev.palimpsest.database.Rights.Privilege;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a user of MariaDB or MySQL may do. The lists of grants do not show what comes from a role, so the server is asked
 * what holds in effect: for columns it tells; for the rest a statement is prepared, which checks the rights and does
 * nothing, and never executed.
 *
 * <p>Tables, keys and references without a right of their own are not shown to the user. So reading is asked for the whole
 * database, and REFERENCES with it, the smallest right that shows what a foreign key does when a row is deleted.
 */
final class MariaDbRights {
    private static final String PRIVILEGES = """
            select table_schema, table_name, privileges from information_schema.columns where table_schema = ?
            """;

    /** Denied for a database, a table, a column. */
    private static final Set<Integer> DENIED = Set.of(1044, 1142, 1143);

    private static final String NO_SUCH_TABLE = "palimpsest_no_such_table";

    private final Connection connection;
    private final String database;
    private final List<String> missing = new ArrayList<>();
    private final List<String> grants = new ArrayList<>();

    MariaDbRights(Connection connection, String database) {
        this.connection = connection;
        this.database = database;
    }

    Rights of(Rights.Needed needed) throws SQLException {
        String user = user();
        Map<TableName, Set<String>> known = known();
        List<String> everywhere = everywhere(known);
        if (!everywhere.isEmpty()) {
            String list = String.join(", ", everywhere);
            missing.add(list + " on every table of the database " + database
                    + ", without which not even the tables and their references can be seen");
            grants.add("GRANT " + list + " ON " + quote(pattern(database)) + ".* TO " + user + ";");
        }
        for (Map.Entry<TableName, Set<Privilege>> table : needed.tables().entrySet()) {
            List<String> lacking = lacking(table.getKey(), table.getValue(), known);
            lacking.removeAll(everywhere);
            if (needed.ownSchema() != null
                    && isOwn(table.getKey())
                    && isDenied("create table %s (id int)", table.getKey())) {
                lacking.addFirst("CREATE");
            }
            if (!lacking.isEmpty()) {
                String list = String.join(", ", lacking);
                missing.add(list + " on " + table.getKey());
                grants.add("GRANT " + list + " ON " + quote(table.getKey()) + " TO " + user + ";");
            }
        }
        return new Rights(List.copyOf(missing), List.copyOf(grants));
    }

    /** The account that the server found for the connection, as a grant names it. */
    private String user() throws SQLException {
        String account = first(connection, "select current_user()");
        int at = account.lastIndexOf('@');
        return literal(account.substring(0, at)) + "@" + literal(account.substring(at + 1));
    }

    /** The rights on each visible table that hold for every visible column. */
    private Map<TableName, Set<String>> known() throws SQLException {
        Map<TableName, Set<String>> known = new HashMap<>();
        forEach(connection, Sql.of(PRIVILEGES, database), row -> {
            Set<String> rights =
                    Set.of(row.getString(3).toUpperCase(Locale.ROOT).split(","));
            known.computeIfAbsent(
                            new TableName(row.getString(1), row.getString(2)), table -> new LinkedHashSet<>(rights))
                    .retainAll(rights);
        });
        return known;
    }

    /** What is not granted for the database as a whole, nor by anything that stands above it. */
    private List<String> everywhere(Map<TableName, Set<String>> known) throws SQLException {
        List<String> lacking = new ArrayList<>();
        if (isDenied("select * from %s", new TableName(database, NO_SUCH_TABLE))) {
            lacking.add("SELECT");
        }
        if (known.isEmpty() || known.values().stream().anyMatch(rights -> !rights.contains("REFERENCES"))) {
            lacking.add("REFERENCES");
        }
        return lacking;
    }

    private List<String> lacking(TableName table, Set<Privilege> wanted, Map<TableName, Set<String>> known)
            throws SQLException {
        List<String> lacking = new ArrayList<>();
        Set<String> rights = known.get(table);
        for (Privilege privilege : wanted) {
            boolean denied = rights == null || privilege == Privilege.DELETE
                    ? isDenied(probe(privilege), table)
                    : !rights.contains(privilege.name());
            if (denied) {
                lacking.add(privilege.name());
            }
        }
        return lacking;
    }

    private static String probe(Privilege privilege) {
        return switch (privilege) {
            case SELECT -> "select * from %s";
            case INSERT -> "insert into %s values ()";
            case UPDATE -> "update %s set id = id";
            case DELETE -> "delete from %s";
        };
    }

    private static boolean isOwn(TableName table) {
        return table.name().startsWith("palimpsest_");
    }

    /** Whether the server refuses even to prepare the statement. One that is not there is refused by whoever may use it. */
    private boolean isDenied(String statement, TableName table) throws SQLException {
        try (PreparedStatement text = connection.prepareStatement("set @palimpsest_probe = ?")) {
            text.setString(1, statement.formatted(quote(table)));
            text.execute();
        }
        try (Statement probe = connection.createStatement()) {
            probe.execute("prepare palimpsest_probe from @palimpsest_probe");
            probe.execute("deallocate prepare palimpsest_probe");
            return false;
        } catch (SQLException refused) {
            if (connection.isClosed()) {
                throw refused;
            }
            return DENIED.contains(refused.getErrorCode());
        }
    }

    private static String quote(TableName table) {
        return quote(table.schema()) + "." + quote(table.name());
    }

    private static String quote(String name) {
        return '`' + name.replace("`", "``") + '`';
    }

    /** The name of a database in a grant is a pattern. */
    private static String pattern(String name) {
        return name.replace("_", "\\_").replace("%", "\\%");
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
