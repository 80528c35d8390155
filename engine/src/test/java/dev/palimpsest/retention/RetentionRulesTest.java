package dev.palimpsest.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class RetentionRulesTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final RetentionRules RULES = RetentionRules.bundled();

    private static RetentionRule rule(String country, String recordClass) {
        return RULES.find(country, recordClass, TODAY).orElseThrow();
    }

    /** The worked example of the domain reference, as of 22 November 2026. */
    @ParameterizedTest
    @CsvSource({
        "invoice, 2016-03-15, 2024-12-31, free",
        "invoice, 2017-12-30, 2025-12-31, free",
        "invoice, 2018-01-02, 2026-12-31, kept",
        "accounting_books, 2017-06-30, 2027-12-31, kept",
        "business_letter, 2019-05-05, 2025-12-31, free",
        "contract_claim, 2023-03-31, 2026-12-31, kept",
    })
    void german_records_are_kept_to_the_end_of_a_year(
            String recordClass, LocalDate date, LocalDate last, String state) {
        RetentionRule rule = rule("DE", recordClass);

        assertThat(rule.keptUntil(date)).isEqualTo(last);
        assertThat(date.isBefore(rule.earliestKept(TODAY)) ? "free" : "kept").isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({
        "AT, invoice, 2019-01-01, 2026-12-31",
        "AT, invoice, 2018-12-31, 2025-12-31",
        "FR, invoice, 2016-07-14, 2026-12-31",
        "BE, invoice, 2016-07-14, 2026-12-31",
        "CH, invoice, 2016-08-01, 2026-12-31",
        "NL, invoice, 2019-11-22, 2026-11-22",
        "NL, invoice, 2020-02-29, 2027-02-28",
        "DE, device_fitting, 2016-11-22, 2026-11-22",
        "DE, device_fitting, 2016-02-29, 2026-02-28",
    })
    void other_countries_and_starts(String country, String recordClass, LocalDate date, LocalDate last) {
        assertThat(rule(country, recordClass).keptUntil(date)).isEqualTo(last);
    }

    /** The last day belongs to the period; the record may go the day after. */
    @ParameterizedTest
    @CsvSource({
        "invoice, 2018-06-30, 2026-12-31, kept",
        "invoice, 2018-06-30, 2027-01-01, free",
        "device_fitting, 2016-11-22, 2026-11-22, kept",
        "device_fitting, 2016-11-22, 2026-11-23, free",
        "device_fitting, 2016-02-29, 2026-02-28, kept",
        "device_fitting, 2016-02-29, 2026-03-01, free",
        "device_fitting, 2016-02-28, 2026-02-28, kept",
        "device_fitting, 2016-02-28, 2026-03-01, free",
        "device_fitting, 2016-03-01, 2026-03-01, kept",
    })
    void a_record_is_kept_to_its_last_day(String recordClass, LocalDate date, LocalDate today, String state) {
        LocalDate earliest = rule("DE", recordClass).earliestKept(today);

        assertThat(date.isBefore(earliest) ? "free" : "kept").isEqualTo(state);
    }

    @ParameterizedTest
    @EnumSource(StartRule.class)
    void the_earliest_kept_date_parts_the_kept_from_the_free_on_every_day(StartRule start) {
        for (Period period : List.of(
                Period.ofYears(1), Period.ofYears(3), Period.ofYears(10), Period.ofMonths(6), Period.ofMonths(30))) {
            RetentionRule rule = new RetentionRule("X", "XX", "x", period, start, "law");
            for (LocalDate today = LocalDate.of(2023, 12, 1);
                    today.isBefore(LocalDate.of(2028, 4, 1));
                    today = today.plusDays(1)) {
                LocalDate earliest = rule.earliestKept(today);
                assertThat(rule.keptUntil(earliest))
                        .as("%s on %s", period, today)
                        .isAfterOrEqualTo(today);
                assertThat(rule.keptUntil(earliest.minusDays(1)))
                        .as("%s on %s, the day before", period, today)
                        .isBefore(today);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"2024-12-31, DE-VOUCHER-OLD, P10Y", "2025-01-01, DE-VOUCHER, P8Y", "2026-11-22, DE-VOUCHER, P8Y"})
    void the_rule_in_force_on_the_day_counts(LocalDate day, String id, Period period) {
        RetentionRule rule = RULES.find("DE", "invoice", day).orElseThrow();

        assertThat(rule.id()).isEqualTo(id);
        assertThat(rule.period()).isEqualTo(period);
    }

    @Test
    void what_nobody_knows_is_not_there() {
        assertThat(RULES.find("DE", "diary", TODAY)).isEmpty();
        assertThat(RULES.find("XX", "invoice", TODAY)).isEmpty();
        assertThat(RULES.find("BE", "invoice", LocalDate.of(2022, 12, 31))).isEmpty();
        assertThat(RULES.classesOf("XX")).isEmpty();
        assertThat(RULES.classesOf("DE"))
                .containsExactly("accounting_books", "business_letter", "contract_claim", "device_fitting", "invoice");
    }

    /** Fields of a line; the law is quoted because it may hold commas. */
    private static List<String> fields(String line) {
        return Arrays.stream(line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1))
                .map(field -> field.replace("\"", ""))
                .toList();
    }

    private static List<List<String>> rules() throws IOException {
        try (InputStream in = RetentionRules.class.getResourceAsStream("rules.csv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(RetentionRulesTest::fields)
                    .toList();
        }
    }

    private static List<List<String>> documented() throws IOException {
        return Files.readString(Path.of("../docs/reference/retention-rules.md"))
                .lines()
                .filter(line -> line.matches("\\| [A-Z]{2}-.*"))
                .map(line -> Arrays.stream(line.substring(1).split("\\|"))
                        .map(String::strip)
                        .toList())
                .toList();
    }

    private static String period(String years, String months) {
        Stream<String> parts =
                Stream.of(years.equals("0") ? "" : years + " years", months.equals("0") ? "" : months + " months");
        return parts.filter(part -> !part.isEmpty()).collect(Collectors.joining(" "));
    }

    private static String validity(String from, String to) {
        Stream<String> parts = Stream.of(from.isEmpty() ? "" : "since " + from, to.isEmpty() ? "" : "until " + to);
        return parts.filter(part -> !part.isEmpty()).collect(Collectors.joining(" "));
    }

    @Test
    void the_documentation_shows_every_rule_as_it_is() throws IOException {
        List<List<String>> expected = new ArrayList<>();
        List<List<String>> documented = documented();
        for (List<String> rule : rules()) {
            // in words, which the next test looks at
            String start = documented.stream()
                    .filter(row -> row.getFirst().equals(rule.getFirst()))
                    .map(row -> row.get(4))
                    .findFirst()
                    .orElse(rule.get(5));
            expected.add(List.of(
                    rule.get(0),
                    rule.get(1),
                    "`" + rule.get(2) + "`",
                    period(rule.get(3), rule.get(4)),
                    start,
                    validity(rule.get(6), rule.get(7)),
                    rule.get(8),
                    rule.get(9)));
        }

        assertThat(documented).containsExactlyElementsOf(expected);
        assertThat(documented)
                .allSatisfy(row -> assertThat(row.get(6)).as("its law").isNotBlank());
    }

    @Test
    void the_documentation_says_the_same_of_rules_that_start_in_the_same_way_and_of_no_others() throws IOException {
        Map<String, String> starts =
                rules().stream().collect(Collectors.toMap(rule -> rule.get(0), rule -> rule.get(5)));
        Map<String, Set<String>> said = new TreeMap<>();
        documented()
                .forEach(row -> said.computeIfAbsent(starts.get(row.getFirst()), start -> new TreeSet<>())
                        .add(row.get(4)));

        assertThat(said)
                .allSatisfy((start, words) -> assertThat(words).as(start).hasSize(1));
        assertThat(said.values()).doesNotHaveDuplicates();
    }
}
