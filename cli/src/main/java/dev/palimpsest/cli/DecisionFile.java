package dev.palimpsest.cli;

import dev.palimpsest.ledger.Decision;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.problem.Problem;
import dev.palimpsest.proof.DecisionRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A list of hits that somebody has filled in: CSV as spreadsheets write it, or JSON lines. Lines without a decision are passed
 * over. Read line by line, since a list of hits may be long.
 */
final class DecisionFile {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> NEEDED = List.of("table", "column", "key", "decision", "reason");
    /** Mistakes told one by one. */
    private static final int TOLD = 20;

    private final Path file;
    private final List<DecisionRequest> requests = new ArrayList<>();
    private final List<String> mistakes = new ArrayList<>();

    DecisionFile(Path file) {
        this.file = file;
    }

    /**
     * What was decided, in the order of the file.
     *
     * @throws PalimpsestException {@code PAL-ARG-001} when it cannot be read, decides nothing, or holds what is no decision
     */
    List<DecisionRequest> read() {
        try {
            read(StandardCharsets.UTF_8);
        } catch (CharacterCodingException older) {
            requests.clear();
            mistakes.clear();
            try {
                read(Charset.forName("windows-1252"));
            } catch (IOException unreadable) {
                throw refusal("cannot be read.");
            }
        } catch (IOException unreadable) {
            throw refusal("cannot be read. Name a list of hits in which decisions are filled in.");
        }
        if (!mistakes.isEmpty()) {
            List<Problem> problems = new ArrayList<>();
            mistakes.stream().limit(TOLD).forEach(each -> problems.add(problem(each)));
            if (mistakes.size() > TOLD) {
                problems.add(problem("holds " + (mistakes.size() - TOLD) + " more lines that are no decision."));
            }
            throw new PalimpsestException(problems);
        }
        if (requests.isEmpty()) {
            throw refusal("decides nothing. Write treat or keep into its column decision, and why into reason.");
        }
        return List.copyOf(requests);
    }

    private void read(Charset charset) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(file, charset)) {
            reader.mark(1 << 16);
            String first = reader.readLine();
            reader.reset();
            if (first == null) {
                return;
            }
            if (first.startsWith("\uFEFF")) {
                reader.skip(1);
            }
            if (first.replace("\uFEFF", "").stripLeading().startsWith("{")) {
                lines(reader);
            } else {
                table(reader, KeyFile.delimiter(first));
            }
        } catch (UncheckedIOException broken) {
            throw broken.getCause();
        }
    }

    private void lines(BufferedReader reader) throws IOException {
        long number = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            number++;
            if (!line.isBlank()) {
                Map<String, String> cells = new HashMap<>();
                try {
                    JsonNode node = JSON.readTree(line);
                    NEEDED.forEach(name -> cells.put(name, node.path(name).asString("")));
                } catch (JacksonException broken) {
                    mistakes.add("line " + number + " is no JSON.");
                }
                take(number, cells);
            }
        }
    }

    private void table(Reader reader, char delimiter) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter)
                .setIgnoreEmptyLines(true)
                .get();
        try (CSVParser parser = CSVParser.parse(reader, format)) {
            Map<String, Integer> places = new HashMap<>();
            for (CSVRecord record : parser) {
                if (places.isEmpty()) {
                    for (int i = 0; i < record.size(); i++) {
                        places.putIfAbsent(record.get(i).strip().toLowerCase(Locale.ROOT), i);
                    }
                    if (!places.keySet().containsAll(NEEDED)) {
                        throw refusal("has no columns " + String.join(", ", NEEDED) + ", as a list of hits has them.");
                    }
                    continue;
                }
                Map<String, String> cells = new HashMap<>();
                NEEDED.forEach(name -> {
                    int place = places.getOrDefault(name, -1);
                    cells.put(
                            name,
                            place < record.size()
                                    ? KeyFile.plain(record.get(place).strip())
                                    : "");
                });
                take(parser.getCurrentLineNumber(), cells);
            }
        }
    }

    private void take(long line, Map<String, String> cells) {
        String decision = cells.getOrDefault("decision", "");
        if (decision.isBlank()) {
            return;
        }
        for (Decision.Verdict verdict : Decision.Verdict.values()) {
            if (verdict.word().equals(decision.toLowerCase(Locale.ROOT))) {
                requests.add(new DecisionRequest(
                        cells.getOrDefault("table", ""),
                        cells.getOrDefault("column", ""),
                        cells.getOrDefault("key", ""),
                        verdict,
                        cells.getOrDefault("reason", ""),
                        line));
                return;
            }
        }
        mistakes.add("line " + line + ": the decision is neither treat nor keep.");
    }

    private PalimpsestException refusal(String why) {
        return new PalimpsestException(List.of(problem(why)));
    }

    private Problem problem(String why) {
        return new Problem(ErrorCode.BAD_ARGUMENT, null, file + " " + why);
    }
}
