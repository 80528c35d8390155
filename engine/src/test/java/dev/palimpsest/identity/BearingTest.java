package dev.palimpsest.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.map.IdentifierKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A glance lets nothing go that the full comparison would find. */
final class BearingTest {
    private static final String[] WORDS = {
        "Anna",
        "Maria",
        "Schmidt",
        "Meissner",
        "Streller",
        "van",
        "der",
        "Berg",
        "Özdemir",
        "Müller",
        "Mueller",
        "Jørgensen",
        "Frau",
        "Dr",
        "O'Neil",
        "Jean-Luc",
        "d'Arc",
        "Groß",
        "Gross",
        "x",
        "Sankt",
        "Köln",
        "Ａｎｎａ",
        "İpek",
        "Anna\u0301",
        "5"
    };
    private static final String[] SEPARATORS = {" ", "-", " ", ", ", ". ", "'", "  ", " & ", "\t", "/", ": ", "@"};

    @ParameterizedTest
    @ValueSource(strings = {"DE", "NL", "FR", "AT", "CH", "BE", "LU", "AR", "US"})
    void a_glance_and_the_full_comparison_agree(String region) {
        long seed = 20261125 + region.hashCode();
        System.out.println("BearingTest " + region + " seed " + seed);
        Random random = new Random(seed);
        Fingerprinter fingerprinter = new Fingerprinter(Traces.KEY, region);
        TraceSet.Builder treated = TraceSet.builder();
        for (int i = 0; i < 400; i++) {
            treated.addAll(fingerprinter.fingerprints(identifier(random)));
        }
        TraceSet traces = treated.build();
        Bearing bearing = new Bearing(fingerprinter, traces);
        Scanner scanner = new Scanner(fingerprinter);
        int bearers = 0;
        for (int i = 0; i < 12_000; i++) {
            Identifier living = identifier(random);
            Bearing.Shared wanted = shared(living, fingerprinter, scanner, traces);
            assertThat(bearing.of(living)).as("%s", living.parts()).isEqualTo(wanted);
            bearers += wanted.borne().isEmpty() && wanted.longer().isEmpty() ? 0 : 1;
        }
        assertThat(bearers).isBetween(1_000, 11_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DE", "NL", "FR", "AT", "CH", "BE", "LU", "AR", "US"})
    void a_glance_lets_nobody_go_who_bears_one_of_their_own_forms(String region) {
        Random random = new Random(region.hashCode());
        Fingerprinter fingerprinter = new Fingerprinter(Traces.KEY, region);
        for (int i = 0; i < 20_000; i++) {
            Identifier living = identifier(random);
            for (Fingerprint form : fingerprinter.fingerprints(living)) {
                // how a name is spelled is never remembered without the name
                List<Fingerprint> together = living.kind() == IdentifierKind.NAME
                                && fingerprinter.wholeName(living).contains(form)
                        ? fingerprinter.wholeName(living)
                        : List.of(form);
                Glance glance = new Glance(fingerprinter, TraceSet.of(together));
                assertThat(glance.mayBear(living)).as("%s", living.parts()).isTrue();
            }
        }
    }

    /** Every form of everybody, and what the scanner sees in them. */
    private static Bearing.Shared shared(
            Identifier living, Fingerprinter fingerprinter, Scanner scanner, TraceSet traces) {
        boolean name = living.kind() == IdentifierKind.NAME;
        List<Fingerprint> forms = name ? fingerprinter.wholeName(living) : fingerprinter.fingerprints(living);
        Set<Fingerprint> borne = new HashSet<>();
        boolean[] longer = {false};
        forms.stream().filter(traces::contains).forEach(borne::add);
        if (!borne.isEmpty()) {
            fingerprinter.fingerprints(living).stream()
                    .filter(form -> traces.contains(form) && (!name || !form.weak()))
                    .forEach(borne::add);
        }
        List<String> parts = living.parts();
        List<String> renderings = switch (living.kind()) {
            case NAME ->
                List.of(
                        String.join(" ", parts),
                        parts.getLast() + ", " + String.join(" ", parts.subList(0, parts.size() - 1)));
            case ADDRESS -> List.of(String.join(", ", parts));
            default -> List.of();
        };
        for (String rendering : renderings) {
            scanner.scan(rendering, traces, (hit, start, end) -> {
                if (hit.kind() != living.kind()) {
                    return;
                }
                if (!name) {
                    borne.add(hit);
                } else if (forms.stream().noneMatch(form -> form.value() == hit.value())) {
                    longer[0] = true;
                }
            });
        }
        return new Bearing.Shared(borne, longer[0] ? fingerprinter.around(living) : List.of());
    }

    private static Identifier identifier(Random random) {
        IdentifierKind kind = IdentifierKind.values()[random.nextInt(IdentifierKind.values().length)];
        return switch (kind) {
            case NAME ->
                new Identifier(
                        kind,
                        random.nextInt(4) == 0
                                ? List.of(words(random, 1 + random.nextInt(6)))
                                : List.of(words(random, 1 + random.nextInt(2)), words(random, 1 + random.nextInt(3))));
            case EMAIL ->
                Identifier.of(
                        kind,
                        pick(random, "a", "b.c", "Anna", "ü", "o'neil", "-a_b+c", ".a", " a", "a%20b", "b@c") + "@"
                                + pick(
                                        random,
                                        "mail.example",
                                        "MAIL.example",
                                        "bücher.example",
                                        "xn--bcher-kva.example",
                                        "sub.xn--bcher-kva.example",
                                        ".example",
                                        "a--b.example ",
                                        "mail.example-",
                                        "a..b",
                                        ""));
            case PHONE -> Identifier.of(kind, phone(random));
            case IBAN ->
                Identifier.of(
                        kind,
                        random.nextInt(3) == 0
                                ? digits(random, 3)
                                : pick(
                                                random,
                                                "DE8937040044053201300",
                                                "de89 3704 0044 0532 0130 0",
                                                "DE89-3704-0044-0532-0130-0",
                                                " NL91 ABNA 0417 1643 0",
                                                "NLXX ABNA 0417 1643 0")
                                        + digits(random, 1));
            case NUMBER -> Identifier.of(kind, pick(random, "K-", "", "M ") + digits(random, 1 + random.nextInt(3)));
            case ADDRESS ->
                Identifier.of(
                        kind,
                        words(random, 1 + random.nextInt(2))
                                + pick(random, "straße ", "str. ", " ")
                                + random.nextInt(4),
                        "5066" + random.nextInt(4),
                        pick(random, "Köln", "Bonn", "Anna Schmidt"));
            case LOGIN -> Identifier.of(kind, pick(random, "anna", "Anna", "ACME\\anna", "a_b", "a ", "7", "a@b"));
            case IP -> Identifier.of(kind, pick(random, "192.0.2.1", "::ffff:192.0.2.1", "2001:db8::1", "x", "::"));
        };
    }

    /** Few numbers in many notations, and anything that could stand in such a column. */
    private static String phone(Random random) {
        if (random.nextInt(50) == 0) {
            return pick(random, "0 0 0 0 0 0", "0-0-0-0-0-0-0", "0.0.0.0.0.0", "000000", "0/0000000");
        }
        String number = pick(random, "15123456", "22155", "309876", "1712345", "6123456") + random.nextInt(4);
        String written = random.nextInt(2) == 0 ? number : spaced(random, number);
        String prefix = pick(
                random, "0", "+49 ", "0049", "+49(0)", "49", "", "(0", "+", "00", "+31 ", "+54 9 ", "0054", "+1 ",
                "+33", "015 ");
        String end = random.nextInt(4) > 0
                ? ""
                : pick(
                        random,
                        " oder 0151 2345671",
                        " / 0221552",
                        "-0",
                        " priv.",
                        "/ +54 9 11 2345671",
                        " 0054911",
                        ";");
        return prefix + written + end;
    }

    private static String spaced(Random random, String number) {
        StringBuilder spaced = new StringBuilder();
        for (char digit : number.toCharArray()) {
            spaced.append(digit).append(random.nextInt(3) == 0 ? pick(random, " ", "-", "/", ".", ")", " - ") : "");
        }
        return spaced.toString();
    }

    private static String words(Random random, int count) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            words.add(pick(random, WORDS));
        }
        return String.join(pick(random, SEPARATORS), words);
    }

    private static String digits(Random random, int count) {
        return Integer.toString(random.nextInt((int) Math.pow(10, count)));
    }

    private static String pick(Random random, String... values) {
        return Arrays.asList(values).get(random.nextInt(values.length));
    }
}
