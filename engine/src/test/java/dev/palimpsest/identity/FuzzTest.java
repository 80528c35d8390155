package dev.palimpsest.identity;

import static dev.palimpsest.map.IdentifierKind.ADDRESS;
import static dev.palimpsest.map.IdentifierKind.EMAIL;
import static dev.palimpsest.map.IdentifierKind.IBAN;
import static dev.palimpsest.map.IdentifierKind.IP;
import static dev.palimpsest.map.IdentifierKind.LOGIN;
import static dev.palimpsest.map.IdentifierKind.NAME;
import static dev.palimpsest.map.IdentifierKind.NUMBER;
import static dev.palimpsest.map.IdentifierKind.PHONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.map.IdentifierKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Seeded random texts; the seed stands in the message of each failure and can be given by {@code -Dseed=}. */
class FuzzTest {

    private static final String MARK = "[…]";
    private static final String[] PIECES = {
        "Anna",
        "Schmidt",
        "Jürgen",
        "ju\u0308rgen",
        "Weiß",
        "WEISS",
        "van",
        "der",
        "Berg",
        " ",
        " ",
        ", ",
        ".",
        "-",
        "_",
        "/",
        "\n",
        "\t",
        "\"",
        "\\",
        "\\u00fc",
        "\\u",
        "\\n",
        "{",
        "}",
        "[",
        "]",
        ":",
        ";",
        "<",
        ">",
        "<b>",
        "</b>",
        "<a href=\"",
        "<!--",
        "-->",
        "&",
        "&uuml;",
        "&#252;",
        "&amp;",
        "&#xFFFFFFFFF;",
        "%",
        "%40",
        "%C3%BC",
        "%FF",
        "=",
        "=\n",
        "=C3=BC",
        "=FC",
        "=20",
        "=?",
        "?=",
        "=?UTF-8?Q?",
        "=?utf-8?b?",
        "=?ISO-2022-JP?B?",
        "=?UTF-8?Q?Anna_Sch?= ",
        "=?UTF-8?B?bWlkdA==?=",
        "=?iso-8859-1?Q?J=FCrgen_Wei=DF?=",
        "สมชาย",
        "คุณ",
        "@",
        "anna.schmidt",
        "@example.org",
        "example.org",
        "+49",
        "0049",
        "(0)",
        "0151",
        "151",
        "23456789",
        "2345",
        "6789",
        "DE89",
        "3704 0044 0532 0130 00",
        "DE89370400440532013000",
        "M-",
        "rsummer",
        "RSummer",
        "r_summer84",
        "login: ",
        "/users/",
        "203.0.113.7",
        "2001:db8::1",
        "0000002012",
        "10023",
        "M10023",
        "100234",
        "Hauptstr.",
        "Hauptstraße",
        "12",
        "a",
        "10115",
        "Berlin",
        "s:4:\"Anna\";",
        "a:2:{",
        "i:5;",
        "s:999999999:\"",
        "\u0000",
        "\uD83D",
        "\uDE00",
        "😀",
        "\uFFFF",
        "\uFFFE",
        "\u0308",
        "\u00AD",
        "東京",
        "Ωμέγα",
        "٠١٢٣",
        "９",
        "ﬁ",
        "00",
        "0",
        "2024-01-15",
        "15.01.2024",
        "1.234,56",
        "x".repeat(100),
        "9".repeat(40),
        "@@@",
        "\\\\\\\\",
        "mailto:",
        MARK
    };

    private final Traces traces = Traces.of(
            Identifier.of(NAME, "Anna", "Schmidt"),
            Identifier.of(NAME, "Jürgen", "Weiß"),
            Identifier.of(NAME, "Jan", "van der Berg"),
            Identifier.of(NAME, "Berlin"),
            Identifier.of(EMAIL, "anna.schmidt@example.org"),
            Identifier.of(PHONE, "+49 151 23456789"),
            Identifier.of(IBAN, "DE89370400440532013000"),
            Identifier.of(NUMBER, "M-10023"),
            Identifier.of(NUMBER, "100234"),
            Identifier.of(NUMBER, "12"),
            Identifier.of(LOGIN, "rsummer"),
            Identifier.of(LOGIN, "R_summer84"),
            Identifier.of(IP, "203.0.113.7"),
            Identifier.of(IP, "2001:db8::1"),
            Identifier.of(NUMBER, "0000002012"),
            Identifier.of(ADDRESS, "Hauptstraße 12a", "10115", "Berlin"));
    private final Redactor redactor = new Redactor(traces.fingerprinter);

    private static long seed() {
        return Long.getLong("seed", System.nanoTime());
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int pieces = random.nextInt(40);
        for (int i = 0; i < pieces; i++) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
            if (random.nextInt(20) == 0) {
                text.append((char) random.nextInt(0x10000));
            }
        }
        return text.toString();
    }

    @Test
    void no_text_throws_and_every_span_lies_in_it() {
        long seed = seed();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            String text = text(random);
            for (Traces.Hit hit : traces.hits(text)) {
                assertThat(hit.start())
                        .as("seed %d, text %d", seed, i)
                        .isNotNegative()
                        .isLessThan(hit.end());
                assertThat(hit.end()).as("seed %d, text %d", seed, i).isLessThanOrEqualTo(text.length());
            }
        }
    }

    @Test
    void redaction_is_idempotent_and_leaves_nothing_to_find() {
        long seed = seed();
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            String text = text(random);
            String redacted = redactor.redact(text, traces.set, MARK);
            String left = redacted == null ? text : redacted;
            assertThat(redactor.redact(left, traces.set, MARK))
                    .as("seed %d, text %d: %s", seed, i, left)
                    .isNull();
            assertThat(traces.hits(left))
                    .as("seed %d, text %d: %s", seed, i, left)
                    .isEmpty();
        }
    }

    @Test
    void redacted_json_is_json_and_leaves_nothing_to_find() {
        long seed = seed();
        Random random = new Random(seed);
        JsonMapper mapper = JsonMapper.shared();
        for (int i = 0; i < 3_000; i++) {
            String json = mapper.writeValueAsString(List.of(
                    Map.of("1" + text(random), random.nextInt(200_000), "2" + text(random), text(random)),
                    100_234,
                    List.of(text(random))));
            String redacted = redactor.redactJson(json, traces.set, MARK);
            String left = redacted == null ? json : redacted;
            assertThat(mapper.readTree(left).size())
                    .as("seed %d, text %d: %s", seed, i, json)
                    .isEqualTo(3);
            assertThat(traces.hits(left))
                    .as("seed %d, text %d: %s", seed, i, left)
                    .isEmpty();
        }
    }

    @Test
    void rows_of_any_text_do_not_throw() {
        long seed = seed();
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            List<@Nullable String> columns = new ArrayList<>();
            for (int k = random.nextInt(6); k > 0; k--) {
                columns.add(random.nextInt(5) == 0 ? null : text(random));
            }
            traces.scanner.scanRow(columns, traces.set, hit -> {
                assertThat(hit.columns())
                        .as("seed %d", seed)
                        .allMatch(column -> column >= 0 && column < columns.size());
                assertThat(hit.end())
                        .as("seed %d", seed)
                        .isBetween(hit.start(), columns.get(hit.column()).length());
            });
        }
    }

    @Test
    void no_identifier_throws() {
        long seed = seed();
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            for (IdentifierKind kind : IdentifierKind.values()) {
                Identifier identifier = kind == NAME || kind == ADDRESS
                        ? Identifier.of(kind, text(random), text(random), text(random))
                        : Identifier.of(kind, text(random));
                assertThat(traces.fingerprinter.ownFingerprints(identifier))
                        .as("seed %d", seed)
                        .isNotNull();
            }
        }
    }

    @Test
    void takes_time_in_proportion_to_the_length_of_hostile_texts() {
        for (String piece : List.of(
                "<",
                "<a",
                "&",
                "&amp;",
                "%25",
                "\\",
                "\\n",
                "@",
                "a@",
                "a.",
                "a.@",
                "1 ",
                "1-",
                "\"a\"",
                "s:",
                "s:4:",
                "DE89",
                "a1",
                "{",
                "x",
                "1",
                "\u0308",
                "\uFFFF",
                "+49 ",
                "12 a ",
                "=",
                "=\n",
                "=?",
                "=?UTF-8?Q?",
                "=?UTF-8?Q?a?= ",
                "=?UTF-8?Q?a?=x",
                "=C3",
                "a=20\n",
                "ก",
                "สมชาย ")) {
            String text = piece.repeat(2_000_000 / piece.length());
            Assertions.assertTimeout(
                    Duration.ofSeconds(10),
                    () -> traces.scanner.scan(text, traces.set, (hit, start, end) -> {}),
                    piece);
        }
    }
}
