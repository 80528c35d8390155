package dev.palimpsest.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import dev.palimpsest.demo.generator.Contents;
import dev.palimpsest.demo.generator.Planted;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** A generated business in its database, as the tests of every business look at it. */
public record Generated(DataSource database, Contents contents) {

    @FunctionalInterface
    public interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    public void rows(String sql, RowReader reader) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                reader.read(row);
            }
        }
    }

    /** The number in the first column of the only row. */
    public long one(String sql) throws SQLException {
        long[] found = new long[1];
        rows(sql, row -> found[0] = row.getLong(1));
        return found[0];
    }

    public Map<String, Long> counts() throws SQLException {
        Map<String, Long> found = new TreeMap<>();
        for (String table : contents.rows().keySet()) {
            found.put(table, one("select count(*) from " + table));
        }
        return found;
    }

    /** @param sql for {@code {table}}, with a checksum in this column */
    public Map<String, String> checksums(String sql, int column) throws SQLException {
        Map<String, String> sums = new TreeMap<>();
        for (String table : contents.rows().keySet()) {
            rows(sql.replace("{table}", table), row -> sums.put(table, row.getString(column)));
        }
        return sums;
    }

    private Map<Long, String> texts(String table, String column) throws SQLException {
        Map<Long, String> texts = new HashMap<>();
        rows(
                "select id, " + column + " from " + table + " where " + column + " is not null",
                row -> texts.put(row.getLong(1), row.getString(2)));
        return texts;
    }

    /**
     * Every planted datum stands where it is said to.
     *
     * @return where, as {@code table column}
     */
    public Set<String> requirePlanted() throws SQLException {
        Map<String, List<Planted>> byColumn =
                contents.planted().stream().collect(Collectors.groupingBy(p -> p.table() + " " + p.column()));
        for (List<Planted> planted : byColumn.values()) {
            Map<Long, String> texts =
                    texts(planted.getFirst().table(), planted.getFirst().column());
            assertThat(planted)
                    .allMatch(datum -> texts.getOrDefault(datum.key(), "").contains(datum.written()));
        }
        return byColumn.keySet();
    }

    /** @param columns of free text, as {@code table column}, in which nothing but what was planted looks like a person's */
    public void requireNothingElse(String... columns) throws SQLException {
        for (String column : columns) {
            String table = column.split(" ")[0];
            String name = column.split(" ")[1];
            Map<Long, String> texts = texts(table, name);
            contents.planted().stream()
                    .filter(p -> p.table().equals(table) && p.column().equals(name))
                    .sorted(Comparator.comparingInt(p -> -p.written().length()))
                    .forEach(p -> texts.computeIfPresent(p.key(), (key, text) -> text.replace(p.written(), "")));
            assertThat(texts.values()).noneMatch(text -> text.contains("@") || text.matches("(?s).*\\d[\\d /]{5,}.*"));
        }
    }

    /** @param sql gives the smallest key, the largest key and the number of people of the same name */
    public void requireNamesakes(String sql, List<Contents.Pair> known) throws SQLException {
        Map<Contents.Pair, Long> found = new HashMap<>();
        rows(sql, row -> found.put(new Contents.Pair(row.getLong(1), row.getLong(2)), row.getLong(3)));
        assertThat(known).isNotEmpty();
        assertThat(found.keySet()).containsExactlyInAnyOrderElementsOf(known);
        assertThat(found.values()).containsOnly(2L);
    }

    /** @param region as ISO 3166 has it, two letters */
    public void requirePhones(String sql, String region) throws SQLException {
        PhoneNumberUtil phones = PhoneNumberUtil.getInstance();
        rows(sql, row -> {
            try {
                assertThat(phones.isValidNumberForRegion(phones.parse(row.getString(1), region), region))
                        .as(row.getString(1))
                        .isTrue();
            } catch (NumberParseException notANumber) {
                throw new AssertionError(row.getString(1), notANumber);
            }
        });
    }

    /** The check digits of ISO 13616. */
    public void requireIbans(String sql) throws SQLException {
        rows(sql, row -> {
            String iban = row.getString(1);
            String digits = (iban.substring(4) + iban.substring(0, 4))
                    .chars()
                    .mapToObj(sign -> String.valueOf(Character.digit(sign, 36)))
                    .collect(Collectors.joining());
            assertThat(new BigInteger(digits).mod(BigInteger.valueOf(97))).isEqualTo(BigInteger.ONE);
        });
    }
}
