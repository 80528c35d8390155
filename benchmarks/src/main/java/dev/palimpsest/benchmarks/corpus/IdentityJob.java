package dev.palimpsest.benchmarks.corpus;

import dev.palimpsest.identity.Bearing;
import dev.palimpsest.identity.Fingerprint;
import dev.palimpsest.identity.FingerprintKey;
import dev.palimpsest.identity.Fingerprinter;
import dev.palimpsest.identity.Identifier;
import dev.palimpsest.identity.Redactor;
import dev.palimpsest.identity.TraceSet;
import java.io.PrintStream;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a sweep makes of the texts of a {@link Corpus}: how many of the mentions of people who went are struck (recall), how many
 * texts of people who stay are changed (false strikes), and how many values are broken by it.
 */
public final class IdentityJob {
    private static final double RECALL = 0.995;
    private static final double FALSE_STRIKES = 1e-5;
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final int texts;
    private final long seed;
    private final Map<String, Tally> forms = new TreeMap<>();
    private final Map<String, Tally> settings = new TreeMap<>();
    private final List<String> examples = new ArrayList<>();
    private final Tally all = new Tally();

    public IdentityJob(int texts, long seed) {
        this.texts = texts;
        this.seed = seed;
    }

    /** Counts of some texts. */
    private static final class Tally {
        private long mentions;
        private long struck;
        private long livingCells;
        private long falseStrikes;
        private long broken;

        private double recall() {
            return mentions == 0 ? 1 : (double) struck / mentions;
        }

        private Map<String, Object> fields() {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("mentions", mentions);
            fields.put("recall", recall());
            fields.put("livingCells", livingCells);
            fields.put("falseStrikes", falseStrikes);
            fields.put("broken", broken);
            return fields;
        }
    }

    /** Measures; {@link #isWithin} and the reports tell of it then. */
    public IdentityJob measure() {
        Corpus corpus = new Corpus(seed, Math.clamp(texts / 40, 20, 1_000));
        byte[] key = new byte[16];
        new Random(seed).nextBytes(key);
        Fingerprinter fingerprinter = new Fingerprinter(FingerprintKey.of(key), "DE");
        TraceSet.Builder traces = TraceSet.builder();
        for (Human human : corpus.treated()) {
            human.identifiers().forEach(identifier -> traces.addAll(fingerprinter.fingerprints(identifier)));
        }
        TraceSet all = traces.build();
        TraceSet.Builder theirs = TraceSet.builder();
        TraceSet.Builder longer = TraceSet.builder();
        Bearing bearing = new Bearing(fingerprinter, all);
        for (Human human : corpus.living()) {
            for (Identifier identifier : human.identifiers()) {
                Bearing.Shared shared = bearing.of(identifier);
                theirs.addAll(shared.borne());
                longer.addAll(shared.longer());
            }
        }
        TraceSet searched = all.sparing(longer.build());
        TraceSet borne = theirs.build();
        Redactor redactor = new Redactor(fingerprinter);
        int number = 0;
        for (Cell cell : corpus.cells(texts)) {
            boolean json = cell.setting().isJson() && number++ % 2 == 0;
            String swept = json
                    ? redactor.sweepJson(cell.text(), searched, found -> isMeant(found, borne), Corpus.MARK)
                    : redactor.sweep(cell.text(), searched, found -> isMeant(found, borne), Corpus.MARK);
            count(cell, swept == null ? cell.text() : swept);
        }
        return this;
    }

    /** As a sweep decides in rows that lead to nobody. */
    private static boolean isMeant(Fingerprint found, TraceSet borne) {
        return !found.weak() && !borne.contains(found);
    }

    /** The parts of an address are struck each by itself where what stands between them is escaped. */
    private static final Pattern SEVERAL_MARKS = Pattern.compile("\\*\\*\\*((?:[ ,+]|%2C)+\\*\\*\\*)+");

    private void count(Cell cell, String swept) {
        Setting setting = cell.setting();
        String shown = SEVERAL_MARKS.matcher(setting.shown(swept)).replaceAll(Corpus.MARK);
        boolean right = cell.treated()
                ? cell.expected().stream().map(setting::shown).anyMatch(shown::equals)
                : swept.equals(cell.text());
        boolean broken = !swept.equals(cell.text()) && isBroken(cell.setting(), swept);
        for (Tally tally : List.of(
                all,
                forms.computeIfAbsent(cell.sort(), first -> new Tally()),
                settings.computeIfAbsent(cell.setting().name(), first -> new Tally()))) {
            tally.mentions += cell.treated() ? 1 : 0;
            tally.struck += cell.treated() && right ? 1 : 0;
            tally.livingCells += cell.treated() ? 0 : 1;
            tally.falseStrikes += cell.treated() || right ? 0 : 1;
            tally.broken += broken ? 1 : 0;
        }
        if (!right || broken) {
            examples.add(cell.sort() + " " + cell.setting() + ": " + cell.text() + " -> " + swept);
        }
    }

    private static boolean isBroken(Setting setting, String swept) {
        return switch (setting) {
            case JSON, JSON_ASCII -> !isJson(swept);
            case HTML -> !isXml(swept);
            case MAIL_HEADER -> !MailForm.isWhole(swept);
            case SERIALISED -> !Serialised.isWhole(swept);
            default -> false;
        };
    }

    private static boolean isJson(String text) {
        try {
            JSON.readTree(text);
            return true;
        } catch (JacksonException broken) {
            return false;
        }
    }

    private static boolean isXml(String text) {
        try {
            var builder = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder();
            builder.setErrorHandler(null);
            builder.parse(new InputSource(new StringReader(text)));
            return true;
        } catch (ParserConfigurationException | SAXException | java.io.IOException broken) {
            return false;
        }
    }

    /** Whether recall, false strikes and broken values are as promised. */
    public boolean isWithin() {
        return all.recall() >= RECALL && all.falseStrikes <= FALSE_STRIKES * all.livingCells && all.broken == 0;
    }

    /** One document: the figures of all texts, and the same by form and by setting. */
    public String json() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("texts", texts);
        document.put("seed", seed);
        document.putAll(all.fields());
        document.put("forms", fields(forms));
        document.put("settings", fields(settings));
        document.put("within", isWithin());
        return JSON.writeValueAsString(document);
    }

    private static Map<String, Object> fields(Map<String, Tally> tallies) {
        Map<String, Object> fields = new LinkedHashMap<>();
        tallies.forEach((name, tally) -> fields.put(name.toLowerCase(Locale.ROOT), tally.fields()));
        return fields;
    }

    /** @param shown how many of the texts that went wrong are shown */
    public void print(PrintStream out, int shown) {
        out.printf(Locale.ROOT, "%-28s %9s %8s %9s %7s %7s%n", "", "mentions", "recall", "living", "false", "broken");
        forms.entrySet().stream()
                .sorted(Comparator.comparingDouble(entry -> entry.getValue().recall()))
                .forEach(entry -> print(out, entry.getKey(), entry.getValue()));
        out.println();
        settings.forEach((name, tally) -> print(out, name, tally));
        out.println();
        print(out, "all", all);
        out.printf(
                Locale.ROOT,
                "promised: recall %.3f, false strikes below 1 in 100,000 living cells, nothing broken: %s%n",
                RECALL,
                isWithin() ? "kept" : "MISSED");
        examples.stream().limit(shown).forEach(example -> out.println("  " + example.replace("\n", "\\n")));
    }

    private static void print(PrintStream out, String name, Tally tally) {
        out.printf(
                Locale.ROOT,
                "%-28s %,9d %7.2f%% %,9d %,7d %,7d%n",
                name.toLowerCase(Locale.ROOT),
                tally.mentions,
                100 * tally.recall(),
                tally.livingCells,
                tally.falseStrikes,
                tally.broken);
    }
}
