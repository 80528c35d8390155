package dev.palimpsest.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.palimpsest.problem.PalimpsestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The published JSON Schema and the reader say the same of a map's form. */
class PrivacyMapSchemaTest {
    private static final String TEXT = MapSamples.file("privacy-map.schema.json");
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(TEXT);

    private static List<Error> errors(String yaml) {
        Object tree =
                new Load(LoadSettings.builder().setSchema(new CoreSchema()).build()).loadFromString(yaml);
        return SCHEMA.validate(JsonMapper.shared().writeValueAsString(tree), InputFormat.JSON);
    }

    private static boolean isRead(String yaml) {
        try {
            return PrivacyMapReader.read("gym.yaml", yaml).treatment() != null;
        } catch (PalimpsestException refused) {
            return false;
        }
    }

    @ParameterizedTest
    @MethodSource("goodMaps")
    void good_maps_are_valid_and_read(String yaml) {
        assertThat(errors(yaml)).isEmpty();
        assertThat(isRead(yaml)).isTrue();
    }

    static Stream<String> goodMaps() {
        return Stream.of(
                MapSamples.small(),
                MapSamples.file("whole.yaml"),
                MapSamples.with("{email: email}", "{name: last_name, address: [[street], [town]]}"),
                MapSamples.with("key: id", "key: id\n  archive: {set: {hidden: true}}"),
                MapSamples.with("key: id", "key: id\n  restore: {set: {archived_at: null}}"),
                MapSamples.with("jurisdiction: DE", "jurisdiction: NO\ntime-zone: Etc/GMT+1\ntitle: Members"),
                MapSamples.with("email: erase", "email: {replace: ''}"),
                MapSamples.with("email: erase", "email: {replace: 1.5}"),
                MapSamples.with("{keep: all, email: erase}", "{delete: rows, retain: {class: invoice, starts: d}}"),
                MapSamples.with("palimpsest: 1", "palimpsest: 1\nafter-run: {index: {command: [/bin/forget, --now]}}"),
                MapSamples.with(
                        "palimpsest: 1",
                        "palimpsest: 1\nafter-run: {n: {webhook: 'http://[::1]:80/x?y=1', secret: {header: X-T, variable: T}}}"),
                MapSamples.with("email: erase", "email: reassign"),
                MapSamples.with("key: id", "key: id\n  reassign: {shared: \"code = 'X'\"}"),
                MapSamples.with("{email: email}", "{address: [a, b, c, d, e, f], email: {column: m.v, where: x = 1}}"),
                MapSamples.with(
                        "{email: email}",
                        "{name: [{column: m.v, where: \"k = 'first'\"}, {column: m.v, where: \"k = 'last'\"}]}"),
                MapSamples.with(
                        "palimpsest: 1",
                        "palimpsest: 1\nothers: {staff: [a, b], s.artist: all, band: name}\nties: {a.b: none, s.a.b: none}"),
                MapSamples.with("P9M", "P1Y6M"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "palimpsest: 1 | palimpsest: 2",
                "palimpsest: 1 | palimpsest: '1'",
                "palimpsest: 1 | ",
                "name: gym | name: gym hall",
                "name: gym | name: 7",
                "name: gym | nam: gym",
                "jurisdiction: DE | jurisdiction: Germany",
                "jurisdiction: DE | jurisdiction: {code: DE}",
                "table: member | table: a.b.c",
                "key: id | key: [id]",
                "key: id | key: ''",
                "key: id | ",
                "title: last_name | title: []",
                "title: last_name | title: [a, a]",
                "title: last_name | title: {en: a}",
                "P9M | 9 months",
                "P9M | P0M",
                "P9M | -P9M",
                "{email: email} | {}",
                "{email: email} | {mail: email}",
                "{email: email} | {email: [[email]]}",
                "{email: email} | {name: [a, [b]]}",
                "{email: email} | {address: [a, b, c, d, e, f, g]}",
                "{email: email} | {number: 12}",
                "key: id | key: id~archive: {status: X}",
                "inactive-for: P9M | inactive-for: {months: 9}",
                "key: id | key: id~archive: {set: {a: null}}",
                "key: id | key: id~archive: {set: {}}",
                "key: id | key: id~never: ''",
                "key: id | key: id~reassign: {}",
                "key: id | key: id~reassign: 'true'",
                "key: id | key: id~reassign: {shared: ''}",
                "key: id | key: id~reassign: {stub: {}}",
                "key: id | key: id~reassign: {stub: {a: [b]}}",
                "key: id | key: id~reassign: {shared: 'a', stub: {a: b}}",
                "key: id | key: id~reassign: {profile: 'a'}",
                "key: id | key: id~delete-when-nothing-kept: 'yes'",
                "jurisdiction: DE | jurisdiction: DE~~merge: {columns: {}}",
                "jurisdiction: DE | jurisdiction: DE~~merge: {columns: {a: both}}",
                "jurisdiction: DE | jurisdiction: DE~~merge: {collisions: {a: filled}}",
                "jurisdiction: DE | jurisdiction: DE~~merge: {collision: {a: new}}",
                "key: id | key: id~kinds: {a: 1}",
                "check-in: | check in:",
                "at: checked_in_at | on: checked_in_at",
                "{table: check_in, at: checked_in_at} | check_in",
                "check-in: {table: check_in, at: checked_in_at} | {}",
                "running: | kind:",
                "running: | legal-hold:",
                "show: number | level: hard",
                "\"{number} runs.\" | {}",
                "\"{number} runs.\" | {german: x}",
                "\"{number} runs.\" | {de: 1}",
                "{keep: all, email: erase} | remove",
                "{keep: all, email: erase} | null",
                "{keep: all, email: erase} | [delete]",
                "keep: all | keep: []",
                "keep: all | keep: {a: b}",
                "keep: all | delete: rows",
                "keep: all | delete: true",
                "keep: all | retain: invoice",
                "keep: all | retain: {class: invoice}",
                "palimpsest: 1 | palimpsest: 1~~after-run: {}",
                "palimpsest: 1 | palimpsest: 1~~after-run: {n: {}}",
                "palimpsest: 1 | palimpsest: 1~~after-run: {n: {command: forget}}",
                "palimpsest: 1 | palimpsest: 1~~after-run: {n: {command: []}}",
                "palimpsest: 1 | palimpsest: 1~~after-run: {n: {command: [a], webhook: 'https://x.example'}}",
                "palimpsest: 1 | palimpsest: 1~~after-run: {n: {webhook: 'ftp://x.example'}}",
                "palimpsest: 1 | palimpsest: 1~~after-run: {n: {webhook: 'https://user:secret@x.example/'}}",
                "palimpsest: 1 | palimpsest: 1~~after-run: {n: {webhook: 'https://x.example/#a'}}",
                "palimpsest: 1 | palimpsest: 1~~after-run: {n: {command: [a], secret: {header: X-T, variable: T}}}",
                "palimpsest: 1 | palimpsest: 1~~after-run: {n: {webhook: 'https://x.example', secret: s3cret}}",
                "palimpsest: 1 | palimpsest: 1~~after-run: {n: {webhook: 'https://x.example', secret: {header: X-T, variable: s3cret}}}",
                "palimpsest: 1 | palimpsest: 1~~others: {}",
                "palimpsest: 1 | palimpsest: 1~~others: {staff: {name: x}}",
                "palimpsest: 1 | palimpsest: 1~~ties: {a: none}",
                "palimpsest: 1 | palimpsest: 1~~ties: {a.b: via}",
                "email: erase | email: null",
                "email: erase | email: 3",
                "email: erase | email: {}",
                "email: erase | email: {replace: null}",
                "email: erase | email: {replace: {german: x}}"
            })
    void a_bad_map_is_refused_by_both(String piece, @Nullable String instead) {
        // '~' begins a new line of the section 'subject', '~~' one of the map
        String yaml = MapSamples.with(
                piece, instead == null ? "" : instead.replace("~~", "\n").replace("~", "\n  "));

        assertThat(errors(yaml)).as("schema on\n" + yaml).isNotEmpty();
        assertThat(isRead(yaml)).as("reader on\n" + yaml).isFalse();
    }

    @Test
    void the_schema_knows_every_key_of_the_subject_and_the_identifiers() {
        JsonNode subject = JsonMapper.shared().readTree(TEXT).at("/properties/subject/properties");

        assertThat(subject.at("/identifiers/properties").propertyNames())
                .containsExactlyElementsOf(IdentifierKind.words());
    }

    /** Asks the reader by a key that nobody knows; its refusal names those that it does. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/properties | zzzzzzzz | palimpsest: 1 | palimpsest: 1~~zzzzzzzz: 1",
                "/properties/subject/properties | zzzzzzzz | key: id | key: id~zzzzzzzz: 1",
                "/properties/subject/properties/identifiers/properties | zzzzzzzz | {email: email} | {email: email, zzzzzzzz: a}",
                "/properties/subject/properties/archive/properties | zzzzzzzz | key: id | key: id~archive: {zzzzzzzz: 1, set: {a: b}}",
                "/properties/subject/properties/deactivate/properties | zzzzzzzz | key: id | key: id~deactivate: {zzzzzzzz: 1, set: {a: b}}",
                "/properties/subject/properties/restore/properties | zzzzzzzz | key: id | key: id~restore: {zzzzzzzz: 1, set: {a: b}}",
                "/properties/subject/properties/reassign/properties | zzzzzzzz | key: id | key: id~reassign: {zzzzzzzz: 1, shared: a}",
                "/$defs/identifierPart/oneOf/1/properties | zzzzzzzz | {email: email} | {email: {column: a, where: b, zzzzzzzz: a}}",
                "/properties/activity/additionalProperties/properties | zzzzzzzz | at: checked_in_at | at: checked_in_at, zzzzzzzz: 1",
                "/properties/blockers/additionalProperties/properties | zzzzzzzz | show: number | show: number~~    zzzzzzzz: 1",
                "/properties/after-run/additionalProperties/properties | zzzzzzzz | palimpsest: 1 | palimpsest: 1~~after-run: {n: {webhook: 'https://x.example/', zzzzzzzz: 1}}",
                "/properties/after-run/additionalProperties/properties/secret/properties | zzzzzzzz | palimpsest: 1 | palimpsest: 1~~after-run: {n: {webhook: 'https://x.example/', secret: {header: A, variable: A, zzzzzzzz: 1}}}",
                "/properties/merge/properties | zzzzzzzz | palimpsest: 1 | palimpsest: 1~~merge: {zzzzzzzz: 1}",
                "/$defs/tableTreatment/properties/retain/properties | zzzzzzzz | keep: all | keep: all, retain: {class: a, starts: a, zzzzzzzz: 1}",
            })
    void the_schema_and_the_reader_know_the_same_keys(String pointer, String unknown, String piece, String instead) {
        JsonNode properties = JsonMapper.shared().readTree(TEXT).at(pointer);
        String yaml = MapSamples.with(piece, instead.replace("~~", "\n").replace("~", "\n  "));
        String refusal =
                catchThrowableOfType(PalimpsestException.class, () -> PrivacyMapReader.read("gym.yaml", yaml))
                        .problems()
                        .stream()
                        .filter(problem -> problem.message().startsWith("'" + unknown + "' is not known"))
                        .findFirst()
                        .orElseThrow()
                        .message();

        assertThat(refusal.replaceFirst(".*Possible: ", "")
                        .replaceFirst("\\.$", "")
                        .split(", "))
                .containsExactlyInAnyOrderElementsOf(properties.propertyNames());
    }

    @Test
    void the_schema_and_the_reader_know_the_same_words() {
        JsonNode schema = JsonMapper.shared().readTree(TEXT);

        assertThat(words(schema.at("/properties/blockers/additionalProperties/properties/level/enum")))
                .containsExactlyInAnyOrderElementsOf(Reading.words(BlockerDeclaration.Level.values()));
        assertThat(words(schema.at("/properties/blockers/propertyNames/allOf/1/not/enum")))
                .containsExactlyInAnyOrderElementsOf(BuiltInBlocker.ids());
        assertThat(schema.at("/$defs/tableTreatment/properties").propertyNames())
                .containsExactlyInAnyOrderElementsOf(TreatmentReader.RESERVED);
        assertThat(words(schema.at("/properties/treatment/additionalProperties/oneOf/0/enum")))
                .containsExactlyInAnyOrderElementsOf(TreatmentReader.WHOLE_TABLE);
    }

    private static List<String> words(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }

    @Test
    void every_key_is_described_for_editors() {
        assertThat(undescribed(JsonMapper.shared().readTree(TEXT), "")).isEmpty();
    }

    private static List<String> undescribed(JsonNode node, String path) {
        Stream<String> here = node.path("properties").isObject() && !path.contains("oneOf/")
                ? node.path("properties")
                        .propertyStream()
                        .filter(property -> !property.getValue().has("description"))
                        .map(property -> path + "/" + property.getKey())
                : Stream.of();
        Stream<String> below = node.isObject()
                ? node.propertyStream()
                        .flatMap(property -> undescribed(property.getValue(), path + "/" + property.getKey()).stream())
                : Stream.of();
        return Stream.concat(here, below).toList();
    }

    @Test
    void the_documentation_shows_the_same_schema() throws IOException {
        Path published = Path.of("..", "docs", "reference", "privacy-map.schema.json");

        assertThat(Files.readString(published)).isEqualTo(TEXT);
    }
}
