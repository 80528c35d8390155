package dev.palimpsest.embedded;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The text of a server's configuration, written anew before each start. */
abstract class ServerSettings {
    private static final Pattern NAME = Pattern.compile("[a-z_]+(\\.[a-z_]+)?");

    private final Set<String> fixed;
    private final Map<String, String> chosen = new LinkedHashMap<>();
    private boolean durable = true;

    /** @param fixed names of settings that nobody may choose */
    ServerSettings(Set<String> fixed) {
        this.fixed = fixed;
    }

    final void durable(boolean yes) {
        durable = yes;
    }

    final boolean durable() {
        return durable;
    }

    final void set(String name, String value) {
        if (!NAME.matcher(name).matches() || fixed.contains(name)) {
            throw new IllegalArgumentException(
                    "'" + name + "' is not a setting that can be chosen. Where the server listens is fixed.");
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("The value of '" + name + "' has a line break or control character.");
        }
        chosen.put(name, value);
    }

    final String text(int port) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("port", Integer.toString(port));
        all.putAll(defaults());
        all.putAll(chosen);
        return all.entrySet().stream()
                .map(entry -> entry.getKey() + " = " + quoted(entry.getValue()) + "\n")
                .collect(Collectors.joining("", heading() + "\n", ""));
    }

    abstract String heading();

    abstract Map<String, String> defaults();

    abstract String quoted(String value);
}
