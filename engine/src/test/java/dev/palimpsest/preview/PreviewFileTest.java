package dev.palimpsest.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.palimpsest.database.Location;
import dev.palimpsest.ledger.DatabaseIdentity;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.preview.Preview.TableEffect;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.survey.Moment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PreviewFileTest {
    @TempDir
    private Path directory;

    private static Preview preview() {
        return new Preview(
                "Former members, November",
                new DatabaseIdentity(
                        "00000000-0000-4000-8000-000000000001", new Location("7291", "16384", "shop.public")),
                "club",
                "map-digest",
                "schema-digest",
                "plan-digest",
                new Moment(LocalDate.of(2026, 11, 22), LocalDate.of(2026, 2, 22)),
                Instant.parse("2026-11-22T11:00:00.123456Z"),
                Instant.parse("2026-11-23T11:00:00.123456Z"),
                false,
                List.of(
                        new TableEffect(
                                "member", "treat", 2, 0, 1, Map.of("email", "erased", "born", "coarsened to the year")),
                        new TableEffect("message", "delete", 7, 0, 0, Map.of())),
                Map.of("contract", 3L, "kind", 1L),
                List.of("no index leads there"),
                Map.of("email", 2L),
                List.of(new SubjectKey("1"), new SubjectKey("ä \"2\"\n")));
    }

    private Path written() {
        Path file = directory.resolve("preview.json");
        PreviewFile.write(preview(), file);
        return file;
    }

    @Test
    void is_read_as_it_was_written() {
        Preview read = PreviewFile.read(written());

        assertThat(read).isEqualTo(preview());
        assertThat(read.digest()).isEqualTo(preview().digest());
    }

    /** Whatever is changed in the file, it is no longer the preview that was looked at. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"1\"|\"3\"",
                "\"withArchived\" : false|\"withArchived\" : true",
                "2026-11-23T11|2027-11-23T11",
                "\"2026-02-22\"|\"2026-11-22\"",
                "\"today\" : \"2026-11-22\"|\"today\" : \"2026-11-21\"",
                "map-digest|map-digesu",
                "schema-digest|schema-digesu",
                "plan-digest|plan-digesu",
                "\"rows\" : 7|\"rows\" : 8",
                "\"kept\" : 0|\"kept\" : 1",
                "erased|kept",
                "\"delete\"|\"keep\"",
                "\"contract\" : 3|\"contract\" : 2",
                "no index|an index",
                "\"map\" : \"club\"|\"map\" : \"clab\"",
                "000000000001|000000000002",
                "7291|7292",
                "16384|16385",
                "shop.public|shop_b.public",
            })
    void a_changed_file_is_refused(String piece, String instead) throws IOException {
        Path file = written();
        String text = Files.readString(file);
        assertThat(text).contains(piece);
        Files.writeString(file, text.replace(piece, instead));

        assertRefused(file, "was changed after it was made");
    }

    /** Whoever reads the file must not take for confirmed what the digest does not cover. */
    @Test
    void a_key_that_is_unknown_missing_or_there_twice_is_refused_wherever_it_stands() throws IOException {
        Path file = written();
        String text = Files.readString(file);

        for (String piece : List.of("{", "\"tables\" : [ {", "\"database\" : {")) {
            assertThat(text).contains(piece);
            Files.writeString(file, text.replace(piece, piece + " \"alsoTreat\": [\"3\"],"));
            assertRefused(file, "cannot be read as a preview");
        }
        Files.writeString(file, text.replaceFirst("\"withArchived\" : false,", ""));
        assertRefused(file, "cannot be read as a preview");
        Files.writeString(file, text.replace("\"withArchived\"", "\"withArchived\" : true, \"withArchived\""));
        assertRefused(file, "cannot be read as a preview");
        Files.writeString(file, text + "{}");
        assertRefused(file, "cannot be read as a preview");
    }

    @Test
    void two_texts_are_another_preview_than_one_with_a_line_break() {
        Preview one = with(List.of("a\nb"));
        Preview two = with(List.of("a", "b"));

        assertThat(one.digest()).isNotEqualTo(two.digest());
    }

    private static Preview with(List<String> warnings) {
        Preview like = preview();
        return new Preview(
                like.name(),
                like.database(),
                like.mapName(),
                like.mapDigest(),
                like.schemaDigest(),
                like.planDigest(),
                like.moment(),
                like.createdAt(),
                like.expiresAt(),
                like.withArchived(),
                like.tables(),
                like.blocked(),
                warnings,
                like.sharedIdentifiers(),
                like.keys());
    }

    @Test
    void keys_in_another_order_are_another_preview() throws IOException {
        Path file = written();
        String text = Files.readString(file);
        Files.writeString(file, text.replaceFirst("\\[ \"1\", (\"ä.*\") \\]", "[ $1, \"1\" ]"));
        assertThat(Files.readString(file)).isNotEqualTo(text);

        assertRefused(file, "was changed after it was made");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"palimpsestPreview\": 1}",
                "{\"palimpsestPreview\": 2, \"keys\": []}",
                "not json",
                "{\"palimpsestPreview\": 2, \"keys\": [null]}"
            })
    void what_is_no_preview_is_refused(String content) throws IOException {
        Path file = directory.resolve("other.json");
        Files.writeString(file, content);

        assertRefused(file, "preview");
    }

    @Test
    void a_missing_file_and_one_that_is_binary_are_refused() throws IOException {
        assertRefused(directory.resolve("missing.json"), "cannot be read as a preview");
        Path binary = directory.resolve("binary");
        Files.write(binary, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertRefused(binary, "cannot be read as a preview");
    }

    private static void assertRefused(Path file, String why) {
        PalimpsestException refused = catchThrowableOfType(PalimpsestException.class, () -> PreviewFile.read(file));

        assertThat(refused).as("a refusal").isNotNull();
        assertThat(refused.code()).isEqualTo(ErrorCode.PREVIEW_UNREADABLE);
        assertThat(refused)
                .hasMessageContaining(why)
                .hasMessageContaining(file.getFileName().toString());
    }

    @Test
    void a_file_that_cannot_be_written_names_itself() {
        PalimpsestException refused = catchThrowableOfType(
                PalimpsestException.class, () -> PreviewFile.write(preview(), directory.resolve("no/such/dir.json")));

        assertThat(refused.code()).isEqualTo(ErrorCode.HOME_UNUSABLE);
    }

    @Test
    void only_the_owner_may_read_the_file() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(written())))
                .isEqualTo("rw-------");
    }

    @Test
    void an_earlier_preview_is_replaced_and_nothing_else_is() throws IOException {
        Path file = written();
        PreviewFile.write(preview(), file);
        assertThat(PreviewFile.read(file).digest()).isEqualTo(preview().digest());

        Path map = Files.writeString(directory.resolve("gym.yaml"), "palimpsest: 1");
        PalimpsestException refused =
                catchThrowableOfType(PalimpsestException.class, () -> PreviewFile.write(preview(), map));

        assertThat(refused.code()).isEqualTo(ErrorCode.FILE_EXISTS);
        assertThat(map).hasContent("palimpsest: 1");
    }

    @Test
    void a_link_is_neither_followed_nor_replaced() throws IOException {
        Path file = written();
        Path link = Files.createSymbolicLink(directory.resolve("link.json"), file);
        Path nowhere = Files.createSymbolicLink(directory.resolve("nowhere.json"), directory.resolve("new.json"));

        for (Path each : new Path[] {link, nowhere, Path.of("/dev/null")}) {
            PalimpsestException refused =
                    catchThrowableOfType(PalimpsestException.class, () -> PreviewFile.write(preview(), each));
            assertThat(refused.code()).isEqualTo(ErrorCode.FILE_NOT_PRIVATE);
        }
        assertThat(directory.resolve("new.json")).doesNotExist();
    }
}
