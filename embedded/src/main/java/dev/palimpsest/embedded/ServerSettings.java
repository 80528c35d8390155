package dev.palimpsest.embedded;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The text of {@code postgresql.conf}, written anew before each start. */
final class ServerSettings {
    private static final Pattern NAME = Pattern.compile("[a-z_]+(\\.[a-z_]+)?");
    private static final Set<String> FIXED = Set.of("listen_addresses", "port", "unix_socket_directories");

    private final Map<String, String> chosen = new LinkedHashMap<>();
    private boolean durable = true;

    void durable(boolean yes) {
        durable = yes;
    }

    boolean durable() {
        return durable;
    }

    void set(String name, String value) {
        if (!NAME.matcher(name).matches() || FIXED.contains(name)) {
            throw new IllegalArgumentException(
                    "'" + name + "' is not a setting that can be chosen. Where the server listens is fixed.");
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("The value of '" + name + "' has a line break or control character.");
        }
        chosen.put(name, value);
    }

    String text(int port) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("listen_addresses", "127.0.0.1");
        all.put("port", Integer.toString(port));
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
        if (!durable) {
            all.put("fsync", "off");
            all.put("synchronous_commit", "off");
            all.put("full_page_writes", "off");
            all.put("wal_level", "minimal");
            all.put("max_wal_senders", "0");
        }
        all.putAll(chosen);
        return all.entrySet().stream()
                .map(entry -> entry.getKey() + " = '" + entry.getValue().replace("'", "''") + "'\n")
                .collect(Collectors.joining(
                        "", "# Written at each start of the embedded PostgreSQL. ALTER SYSTEM adds to it.\n", ""));
    }
}
