package dev.palimpsest.identity;

import dev.palimpsest.map.IdentifierKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Measures the scanner by hand (not a test): megabytes of ordinary table text per second on one core with 300,000
 * fingerprints.
 */
final class ScannerSpeed {

    private static final String[] SYLLABLES = {
        "ba", "der", "ge", "ha", "jo", "kel", "la", "mer", "ni", "o", "per", "ra", "schu", "ter", "u", "vo", "wal",
        "zi", "mül", "grö", "stein", "mann", "hof", "feld"
    };

    private static final String[] USUAL =
            ("der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an"
                            + " werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben"
                            + " nur oder aber vor zur bis mehr durch man Kunde Vertrag Kurs Termin Rechnung angerufen gekündigt"
                            + " bezahlt Beitrag Studio Training Rückruf Mitglied gewünscht heute morgen wieder kommt möchte")
                    .split(" ");

    private ScannerSpeed() {}

    public static void main(String[] arguments) {
        Random random = new Random(7);
        Fingerprinter fingerprinter = new Fingerprinter(Traces.KEY, "DE");
        TraceSet.Builder builder = TraceSet.builder(300_000);
        int people = 0;
        int count = 0;
        long begun = System.nanoTime();
        while (count < 300_000) {
            Identifier[] identifiers = {
                Identifier.of(IdentifierKind.NAME, word(random), word(random)),
                Identifier.of(IdentifierKind.EMAIL, word(random) + "." + word(random) + "@example.org"),
                Identifier.of(IdentifierKind.PHONE, "+49 151 " + (10_000_000 + random.nextInt(89_999_999))),
                Identifier.of(IdentifierKind.IBAN, "DE" + (10 + random.nextInt(89)) + digits(random, 18)),
                Identifier.of(IdentifierKind.NUMBER, "M-" + digits(random, 7)),
                Identifier.of(
                        IdentifierKind.ADDRESS,
                        word(random) + "straße " + random.nextInt(200),
                        digits(random, 5),
                        word(random))
            };
            for (Identifier identifier : identifiers) {
                List<Fingerprint> fingerprints = fingerprinter.fingerprints(identifier);
                builder.addAll(fingerprints);
                count += fingerprints.size();
            }
            people++;
        }
        TraceSet traces = builder.build();
        System.out.printf(
                "%d people, %d fingerprints, made in %.1f s%n",
                people, traces.size(), (System.nanoTime() - begun) / 1e9);

        List<List<String>> rows = new ArrayList<>();
        long bytes = 0;
        while (bytes < 20_000_000) {
            List<String> row = row(random);
            rows.add(row);
            for (String column : row) {
                bytes += column.getBytes(StandardCharsets.UTF_8).length + 1;
            }
        }
        StringBuilder joined = new StringBuilder();
        rows.forEach(row -> joined.append(String.join("\t", row)).append('\n'));
        String text = joined.toString();
        int[] hits = new int[1];
        for (int round = 0; round < 8; round++) {
            Scanner scanner = new Scanner(fingerprinter);
            long start = System.nanoTime();
            scanner.scan(text, traces, (fingerprint, from, to) -> hits[0]++);
            long middle = System.nanoTime();
            for (List<String> row : rows) {
                scanner.scanRow(row, traces, hit -> hits[0]++);
            }
            long end = System.nanoTime();
            System.out.printf(
                    "text %.0f MB/s, rows %.0f MB/s (%d rows of %d bytes), hits %d%n",
                    bytes * 1e3 / (middle - start),
                    bytes * 1e3 / (end - middle),
                    rows.size(),
                    bytes / rows.size(),
                    hits[0]);
        }
    }

    private static List<String> row(Random random) {
        return Arrays.asList(
                word(random),
                word(random),
                word(random) + "@example.net",
                "+49 " + digits(random, 3) + " " + digits(random, 8),
                word(random) + "straße " + random.nextInt(200),
                digits(random, 5),
                word(random),
                "2024-01-" + (10 + random.nextInt(20)) + " 10:" + (10 + random.nextInt(50)) + ":00+01",
                sentence(random, 10 + random.nextInt(40)));
    }

    private static String sentence(Random random, int words) {
        StringBuilder sentence = new StringBuilder();
        for (int i = 0; i < words; i++) {
            String word = random.nextInt(4) == 0 ? word(random) : USUAL[random.nextInt(USUAL.length)];
            sentence.append(word).append(i % 9 == 8 ? ". " : i % 13 == 7 ? ", " : " ");
        }
        return sentence.toString();
    }

    private static String word(Random random) {
        StringBuilder word = new StringBuilder();
        for (int i = 1 + random.nextInt(3); i >= 0; i--) {
            word.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
        }
        return word.toString();
    }

    private static String digits(Random random, int count) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < count; i++) {
            digits.append(random.nextInt(10));
        }
        return digits.toString();
    }
}
