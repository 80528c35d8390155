package dev.palimpsest.embedded;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The text of {@code my.cnf}. */
final class MariaDbSettings extends ServerSettings {
    MariaDbSettings() {
        super(Set.of(
                "basedir",
                "bind_address",
                "datadir",
                "init_file",
                "pid_file",
                "port",
                "skip_bind_address",
                "skip_grant_tables",
                "skip_networking",
                "socket",
                "user"));
    }

    @Override
    String heading() {
        return "# Written at each start of the embedded MariaDB.\n[mariadbd]";
    }

    @Override
    Map<String, String> defaults() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("bind_address", "127.0.0.1");
        // No socket: its path may not exceed 107 characters, and the port is enough.
        all.put("socket", "");
        all.put("pid_file", MariaDbServer.PROCESS_FILE);
        // a server that starts clears its directory of temporary files, also of those of others
        all.put("tmpdir", "./");
        all.put("skip_name_resolve", "ON");
        all.put("local_infile", "OFF");
        all.put("max_connections", "60");
        all.put("max_allowed_packet", "64M");
        all.put("innodb_buffer_pool_size", "128M");
        all.put("aria_pagecache_buffer_size", "16M");
        all.put("performance_schema", "OFF");
        all.put("character_set_server", "utf8mb4");
        all.put("collation_server", "utf8mb4_unicode_ci");
        all.put("default_time_zone", "+00:00");
        if (!durable()) {
            all.put("innodb_flush_log_at_trx_commit", "0");
            all.put("innodb_doublewrite", "OFF");
            all.put("loose_innodb_flush_method", "nosync");
            all.put("sync_frm", "OFF");
        }
        return all;
    }

    @Override
    String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
