package dev.palimpsest.cli;

import dev.palimpsest.map.PrivacyMap;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * A file with keys: one per line, or CSV as spreadsheets write it, with commas, semicolons or tabs, in UTF-8 or
 * Windows-1252. Of several columns, the heading tells which holds the keys.
 */
final class KeyFile {
    private static final String KEY = "key";
    private static final List<Character> DELIMITERS = List.of(';', '\t', ',');

    private final Path file;
    private final PrivacyMap map;
    private final @Nullable String column;

    /** @param column heading of the column with the keys; null = {@code key}, or the name of the subject's key */
    KeyFile(Path file, PrivacyMap map, @Nullable String column) {
        this.file = file;
        this.map = map;
        this.column = column;
    }

    /**
     * The keys in the order of the file, each once.
     *
     * @throws PalimpsestException {@code PAL-ARG-001} when the file cannot be read, has no such column, or names nobody
     */
    List<SubjectKey> read() {
        return List.copyOf(lines().keySet());
    }

    /** The same, each with the line in which it stands first. */
    Map<SubjectKey, Long> lines() {
        List<Row> rows = rows();
        if (rows.isEmpty()) {
            throw refusal("names nobody. Write a key per line, or leave it away.");
        }
        int at = keyColumn(rows.getFirst().cells());
        boolean heading = at >= 0;
        int width = rows.stream().mapToInt(row -> row.cells().size()).max().orElse(0);
        if (!heading && (column != null || width > 1)) {
            throw refusal(
                    column != null
                            ? "has no column " + column + ". Name the column with the keys with --key-column."
                            : "has " + width + " columns, and none is called " + KEY + " or "
                                    + map.subject().key() + ". Name the column with the keys with --key-column.");
        }
        int place = Math.max(at, 0);
        Map<SubjectKey, Long> keys = new LinkedHashMap<>();
        rows.stream().skip(heading ? 1 : 0).forEach(row -> keys.putIfAbsent(key(row, place), row.line()));
        if (keys.isEmpty()) {
            throw refusal("names nobody. Write a key per line, or leave it away.");
        }
        return keys;
    }

    /** A line whose key is missing is no line to pass over: somebody was meant. */
    private SubjectKey key(Row row, int place) {
        String key = row.cells().size() > place ? plain(row.cells().get(place).strip()) : "";
        if (key.isEmpty()) {
            throw refusal("has no key in line " + row.line()
                    + ", although something stands there. Complete the line, or take" + " it away.");
        }
        return new SubjectKey(key);
    }

    /** @param line 1-based; of a row over several lines, the last */
    private record Row(long line, CSVRecord cells) {}

    private int keyColumn(CSVRecord first) {
        List<String> wanted =
                column != null ? List.of(column) : List.of(KEY, map.subject().key());
        return IntStream.range(0, first.size())
                .filter(place -> wanted.stream()
                        .anyMatch(name -> name.equalsIgnoreCase(first.get(place).strip())))
                .findFirst()
                .orElse(-1);
    }

    /** Our own lists put an apostrophe before what a spreadsheet would take for a formula. */
    static String plain(String cell) {
        return cell.length() > 1 && cell.charAt(0) == '\'' && "=+-@".indexOf(cell.charAt(1)) >= 0
                ? cell.substring(1)
                : cell;
    }

    private List<Row> rows() {
        String text = text();
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter(text))
                .setIgnoreEmptyLines(true)
                .get();
        List<Row> rows = new ArrayList<>();
        try (CSVParser parser = CSVParser.parse(text, format)) {
            for (CSVRecord cells : parser) {
                if (cells.stream().anyMatch(cell -> !cell.isBlank())) {
                    rows.add(new Row(parser.getCurrentLineNumber(), cells));
                }
            }
            return rows;
        } catch (IOException | java.io.UncheckedIOException broken) {
            long line = rows.isEmpty() ? 1 : rows.getLast().line() + 1;
            throw refusal("cannot be read as CSV from line " + line
                    + " on: a quotation mark is not closed, or something stands behind one. Save it anew.");
        }
    }

    private String text() {
        try {
            byte[] bytes = Files.readAllBytes(file);
            String text = decoded(bytes);
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (IOException unreadable) {
            throw refusal("cannot be read. Name a file with a key per line, or CSV.");
        }
    }

    private static String decoded(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException older) {
            return new String(bytes, Charset.forName("windows-1252"));
        }
    }

    static char delimiter(String text) {
        String first = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        char most = ',';
        long count = 0;
        for (char candidate : DELIMITERS) {
            long found = first.chars().filter(sign -> sign == candidate).count();
            if (found > count) {
                most = candidate;
                count = found;
            }
        }
        return most;
    }

    private PalimpsestException refusal(String why) {
        return new PalimpsestException(ErrorCode.BAD_ARGUMENT, file + " " + why);
    }
}
