package dev.palimpsest.embedded;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The text of {@code postgresql.conf}. */
final class PostgresSettings extends ServerSettings {
    PostgresSettings() {
        super(Set.of("listen_addresses", "port", "unix_socket_directories"));
    }

    @Override
    String heading() {
        return "# Written at each start of the embedded PostgreSQL. ALTER SYSTEM adds to it.";
    }

    @Override
    Map<String, String> defaults() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("listen_addresses", "127.0.0.1");
        // No socket: its path may not exceed 107 characters, and the port is enough.
        all.put("unix_socket_directories", "");
        all.put("max_connections", "60");
        all.put("shared_buffers", "128MB");
        all.put("password_encryption", "scram-sha-256");
        all.put("timezone", "UTC");
        all.put("log_timezone", "UTC");
        // Statements and errors carry people's data; the log gets starts, stops, recoveries and refused log-ins only.
        all.put("log_min_messages", "log");
        all.put("log_min_error_statement", "panic");
        all.put("log_error_verbosity", "terse");
        all.put("log_checkpoints", "off");
        if (!durable()) {
            all.put("fsync", "off");
            all.put("synchronous_commit", "off");
            all.put("full_page_writes", "off");
            all.put("wal_level", "minimal");
            all.put("max_wal_senders", "0");
        }
        return all;
    }

    @Override
    String quoted(String value) {
        return "'" + value.replace("'", "''") + "'";
    }
}
