package dev.palimpsest.map;

import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.problem.Position;
import dev.palimpsest.problem.Suggestion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Reads a privacy map, YAML 1.2 in UTF-8, and reports every problem of the file at once. Whether the map fits a database
 * is not asked here.
 */
public final class PrivacyMapReader {
    /** The path of the whole file in messages. */
    static final String ROOT = "map";

    /** The only version of the format. */
    private static final String VERSION = "1";

    private static final int BYTES_AT_MOST = 2_000_000;
    private static final int ALIASES_AT_MOST = 50;
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private final Reading reading;
    private final String digest;

    private PrivacyMapReader(String file, String digest) {
        this.reading = new Reading(file);
        this.digest = digest;
    }

    /**
     * @param file at most two million bytes
     * @throws PalimpsestException with {@code MAP_UNREADABLE}, {@code MAP_NOT_YAML}, {@code MAP_VERSION}, or with every
     *     finding in the order of the file
     */
    public static PrivacyMap read(Path file) {
        return read(file.toString(), bytes(file));
    }

    /**
     * @param fileName for messages only
     * @throws PalimpsestException as {@link #read(Path)}
     */
    public static PrivacyMap read(String fileName, String yaml) {
        return read(fileName, yaml.getBytes(StandardCharsets.UTF_8));
    }

    private static PrivacyMap read(String fileName, byte[] bytes) {
        Node root = compose(fileName, decode(fileName, bytes));
        return new PrivacyMapReader(fileName, sha256(bytes)).map(root);
    }

    private static byte[] bytes(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            // one byte more tells that there is more, also of a device that never ends
            return in.readNBytes(BYTES_AT_MOST + 1);
        } catch (NoSuchFileException e) {
            throw unreadable(file, "does not exist. Give the path of the privacy map");
        } catch (AccessDeniedException e) {
            throw unreadable(file, "must not be read by this user. Change its permissions");
        } catch (IOException e) {
            throw unreadable(
                    file,
                    Files.isDirectory(file) ? "is a directory. Name the file in it" : "cannot be read. Copy it anew");
        }
    }

    private static PalimpsestException unreadable(Path file, String why) {
        return new PalimpsestException(ErrorCode.MAP_UNREADABLE, "The map " + file + " " + why + ".");
    }

    private static String decode(String fileName, byte[] bytes) {
        if (bytes.length > BYTES_AT_MOST) {
            throw notYaml(
                    fileName,
                    1,
                    1,
                    "The file has more than " + BYTES_AT_MOST
                            + " bytes, and no privacy map needs as many. Name the map.");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return printable(fileName, text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            throw notYaml(fileName, 1, 1, "The file is not text in UTF-8. Save it in that encoding.");
        }
    }

    /** Refuses a character that YAML does not allow, with its place. */
    private static String printable(String fileName, String text) {
        int line = 1;
        int begin = 0;
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int character = text.codePointAt(at);
            if (character == '\n' || (character == '\r' && !text.startsWith("\n", at + 1))) {
                line++;
                begin = at + 1;
            } else if (!StreamReader.isPrintable(character)) {
                throw notYaml(
                        fileName,
                        line,
                        text.codePointCount(begin, at) + 1,
                        "Here stands the character " + String.format("U+%04X", character)
                                + ", which YAML does not allow. Take it away, or write it as \"\\u"
                                + String.format("%04x", character) + "\" in quotes.");
            }
        }
        return text;
    }

    private static Node compose(String fileName, String yaml) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(fileName)
                .setSchema(new CoreSchema())
                .setCodePointLimit(BYTES_AT_MOST)
                // read at once: piece by piece, a long line would be copied again for every piece
                .setBufferSize(yaml.length() + 1)
                .setMaxAliasesForCollections(ALIASES_AT_MOST)
                .build();
        try {
            Optional<Node> root = new Compose(settings).composeString(yaml);
            return root.filter(node -> !Reading.isNull(node))
                    .orElseThrow(() -> notYaml(fileName, 1, 1, "The file is empty. Begin with 'palimpsest: 1'."));
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            int column = e.getProblemMark().map(mark -> mark.getColumn() + 1).orElse(1);
            throw notYaml(fileName, line, column, YamlAdvice.of(e));
        } catch (YamlEngineException | StackOverflowError e) {
            throw notYaml(
                    fileName,
                    1,
                    1,
                    "The file cannot be read as YAML: it holds more than " + ALIASES_AT_MOST
                            + " aliases, or is nested too deeply.");
        }
    }

    private static PalimpsestException notYaml(String fileName, int line, int column, String message) {
        return new PalimpsestException(ErrorCode.MAP_NOT_YAML, new Position(fileName, line, column), message);
    }

    private PrivacyMap map(Node root) {
        if (!(root instanceof MappingNode)) {
            reading.problem(
                    ErrorCode.MAP_NOT_YAML,
                    root,
                    "The file is " + Reading.describe(root) + ", not a privacy map. Begin with 'palimpsest: 1'.");
            reading.problems().throwIfAny();
        }
        Mapping map = Mapping.of(reading, root, ROOT);
        Node version = map.optional("palimpsest");
        if (version != null && !isOne(version)) {
            throw new PalimpsestException(
                    ErrorCode.MAP_VERSION,
                    reading.at(version),
                    "palimpsest is " + Reading.describe(version)
                            + ", but this version reads format 1 only. Write 'palimpsest: 1', or install a newer Palimpsest.");
        }
        map.required("palimpsest", VERSION, VERSION, (node, what) -> VERSION);
        Positions positions = reading.positions(root);
        String language = map.optional("language", "en", reading::language);
        String name = map.required("name", "gym", "", reading::id);
        PrivacyMap read = new PrivacyMap(
                name,
                map.optional(
                        "title", LocalText.of(language, name), (node, what) -> reading.localText(node, what, language)),
                map.required("jurisdiction", "DE", "", this::country),
                map.optional("time-zone", UTC, this::zone),
                language,
                map.optional("schema", reading::text),
                map.required(
                        "subject",
                        "{table: member, key: id, ...}",
                        SubjectReader.nobody(positions),
                        new SubjectReader(reading, positions)::read),
                map.required(
                        "activity",
                        "{check-in: {table: check_in, at: checked_in_at}}",
                        List.of(),
                        new ActivityReader(reading)::read),
                map.optional("blockers", List.of(), new BlockerReader(reading, language)::read),
                map.required(
                        "treatment",
                        "{member: {first_name: {replace: \"Member\"}}}",
                        List.of(),
                        new TreatmentReader(reading, language)::read),
                map.optional("others", List.of(), new OthersReader(reading)::others),
                map.optional("ties", List.of(), new OthersReader(reading)::ties),
                map.optional("after-run", List.of(), new HookReader(reading)::read),
                map.optional(
                        "merge",
                        new MergeDeclaration(Map.of(), Map.of(), reading.at(root)),
                        new MergeReader(reading)::read),
                positions,
                digest);
        map.refuseOthers();
        reading.problems().throwIfAny();
        return read;
    }

    private static boolean isOne(Node node) {
        return node instanceof ScalarNode scalar
                && scalar.getTag().equals(Tag.INT)
                && scalar.getValue().equals(VERSION);
    }

    private String country(Node node, String what) {
        String text = reading.text(node, what);
        if (!text.isBlank() && !COUNTRIES.contains(text)) {
            reading.badValue(
                    node,
                    what + " is '" + text
                            + "', but a country is two capital letters of ISO 3166, such as DE or FR."
                            + Suggestion.didYouMean(text, COUNTRIES));
        }
        return text;
    }

    private ZoneId zone(Node node, String what) {
        String text = reading.text(node, what);
        Set<String> zones = ZoneId.getAvailableZoneIds();
        if (zones.contains(text)) {
            return ZoneId.of(text);
        }
        if (!text.isBlank()) {
            String suggestion = zones.stream()
                    .filter(zone -> zone.endsWith("/" + text.replace(' ', '_')))
                    .sorted()
                    .findFirst()
                    .map(zone -> " Did you mean '" + zone + "'?")
                    .orElseGet(() -> Suggestion.didYouMean(text, zones));
            reading.badValue(
                    node,
                    what + " is '" + text + "', but a time zone is a name such as Europe/Berlin or UTC." + suggestion);
        }
        return UTC;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
