package dev.palimpsest.database.mariadb;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server says that it is; drivers of the one family call servers of the other by their own name.
 *
 * @param product {@code MariaDB}, {@code MySQL}, or the name of a database that only speaks their protocol
 */
record MariaDbVersion(String product, int major, int minor, String number) {
    private static final Comparator<MariaDbVersion> ORDER =
            Comparator.comparingInt(MariaDbVersion::major).thenComparingInt(MariaDbVersion::minor);

    /** Old clients needed the first number, which old MariaDB servers still put in front of their own. */
    private static final Pattern NUMBER = Pattern.compile("(?:5\\.5\\.5-)?((\\d+)\\.(\\d+)(?:\\.\\d+)?).*");

    private static final List<String> DESCENDANTS = List.of("TiDB", "Vitess", "OceanBase", "SingleStore", "MemSQL");

    /** @param version the answer to {@code select version()} */
    static MariaDbVersion of(String version) {
        Optional<String> descendant =
                DESCENDANTS.stream().filter(version::contains).findFirst();
        String product = descendant.orElse(version.contains("MariaDB") ? "MariaDB" : "MySQL");
        Matcher number = NUMBER.matcher(version);
        return number.matches()
                ? new MariaDbVersion(
                        product, Integer.parseInt(number.group(2)), Integer.parseInt(number.group(3)), number.group(1))
                : new MariaDbVersion(product, 0, 0, version);
    }

    boolean isMySql() {
        return product.equals("MySQL");
    }

    boolean isSupported() {
        return switch (product) {
            case "MariaDB" -> isAtLeast(10, 6);
            case "MySQL" -> isAtLeast(8, 0);
            default -> false;
        };
    }

    private boolean isAtLeast(int oldestMajor, int oldestMinor) {
        return ORDER.compare(this, new MariaDbVersion(product, oldestMajor, oldestMinor, "")) >= 0;
    }

    @Override
    public String toString() {
        return product + " " + number;
    }
}
