package dev.palimpsest.retention;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The statutory periods that Palimpsest knows: dated rows with their source of law. Not legal advice. */
public final class RetentionRules {
    private static final String RESOURCE = "rules.csv";
    private static final RetentionRules BUNDLED = read();

    private final List<Dated> rules;

    private record Dated(
            RetentionRule rule,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {
        boolean validOn(LocalDate day) {
            return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
        }
    }

    private RetentionRules(List<Dated> rules) {
        this.rules = rules;
    }

    public static RetentionRules bundled() {
        return BUNDLED;
    }

    /** The rule in force on this day. */
    public Optional<RetentionRule> find(String country, String recordClass, LocalDate day) {
        return rules.stream()
                .filter(dated -> dated.rule().country().equals(country)
                        && dated.rule().recordClass().equals(recordClass)
                        && dated.validOn(day))
                .map(Dated::rule)
                .findFirst();
    }

    /** The record classes known for a country. */
    public List<String> classesOf(String country) {
        return rules.stream()
                .map(Dated::rule)
                .filter(rule -> rule.country().equals(country))
                .map(RetentionRule::recordClass)
                .distinct()
                .sorted()
                .toList();
    }

    private static RetentionRules read() {
        List<Dated> rules = new ArrayList<>();
        try (InputStream in = RetentionRules.class.getResourceAsStream(RESOURCE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(
                        java.util.Objects.requireNonNull(in, RESOURCE), StandardCharsets.UTF_8))) {
            lines.lines().skip(1).filter(line -> !line.isBlank()).forEach(line -> rules.add(parse(line)));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return new RetentionRules(List.copyOf(rules));
    }

    /** The file is ours: no field but the law holds a comma, and that one is quoted. */
    private static Dated parse(String line) {
        String[] quoted = line.split("\"", -1);
        String[] fields = quoted[0].split(",", -1);
        Period period = Period.of(Integer.parseInt(fields[3]), Integer.parseInt(fields[4]), 0);
        return new Dated(
                new RetentionRule(fields[0], fields[1], fields[2], period, StartRule.valueOf(fields[5]), quoted[1]),
                day(fields[6]),
                day(fields[7]));
    }

    private static @Nullable LocalDate day(String text) {
        return text.isEmpty() ? null : LocalDate.parse(text);
    }
}
