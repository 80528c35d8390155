package dev.palimpsest.export;

import static dev.palimpsest.ClubFixture.keys;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.palimpsest.ClubFixture;
import dev.palimpsest.Palimpsest;
import dev.palimpsest.Requirement;
import dev.palimpsest.TestDatabase;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is stored of a person comes out whole, nobody else's does, and nothing of it is said anywhere else. */
@Tag("database")
@ParameterizedClass
@EnumSource
final class ExportTest {
    /** Zebedäus is exported, Berthold is not. */
    private static final List<String> OF_OTHERS =
            List.of("Berthold", "Claasen", "berthold.2@", "C-2", "Bertholds Notiz");

    @AutoClose
    private final ClubFixture club;

    @TempDir
    private Path directory;

    private Palimpsest palimpsest;
    private Path out;

    private final TestDatabase.Product product;

    ExportTest(TestDatabase.Product product) {
        this.product = product;
        club = ClubFixture.create(product);
    }

    @BeforeEach
    void fill() {
        club.member(1, "Zebedäus", "Quastenflosser")
                .member(2, "Berthold", "Claasen")
                .contract(1, "2019-03-01", "2024-12-31")
                .contract(2, "2019-03-01", null)
                .checkIn(1, "2024-07-01 09:30")
                .invoice(10, 1, "2025-01-31", "Zebedäus Quastenflosser")
                .invoice(20, 2, "2025-01-31", "Berthold Claasen")
                .sql("insert into note (member_id, text) values (1, 'kam <nie> pünktlich'), (2, 'Bertholds Notiz')");
        palimpsest = club.attach(directory);
        out = directory.resolve("out");
    }

    private ExportResult export(long... ids) {
        return palimpsest.export(ExportOrder.of(keys(ids), out, "de"));
    }

    private JsonNode json(long id) throws IOException {
        return JsonMapper.shared()
                .readTree(Files.readString(out.resolve("export-" + id + ".json")))
                .path("export");
    }

    private static JsonNode table(JsonNode export, String name) {
        return export.path("tables")
                .valueStream()
                .filter(table -> table.path("table").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(out)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void holds_every_column_of_every_linked_table_also_over_several_hops() throws IOException {
        ExportResult result = export(1);

        JsonNode export = json(1);
        JsonNode member = table(export, "member").path("rows").get(0);
        assertThat(member.propertyNames())
                .containsExactly(
                        "id",
                        "number",
                        "first_name",
                        "last_name",
                        "email",
                        "phone",
                        "birth_date",
                        "postal_code",
                        "status",
                        "profile",
                        "created_at");
        assertThat(member.path("first_name").asString()).isEqualTo("Zebedäus");
        assertThat(member.path("id").isNumber()).isTrue();
        assertThat(member.path("created_at").isNull()).isTrue();
        assertThat(table(export, "check_in")
                        .path("rows")
                        .get(0)
                        .path("checked_in_at")
                        .asString())
                .isEqualTo(
                        switch (product) {
                            case POSTGRESQL -> "2025-01-10 18:00:00+01";
                            case MARIADB -> "2025-01-10 18:00:00";
                        });
        assertThat(table(export, "check_in").path("rows")).hasSize(2);
        assertThat(Files.readString(out.resolve("export-1.json"))).contains("\"amount\" : 49.90");
        assertThat(table(export, "note").path("freeText").get(0).asString()).isEqualTo("text");
        assertThat(export.path("everything").asBoolean()).isTrue();
        assertThat(result.people()).isEqualTo(1);
        assertThat(result.tables())
                .containsEntry("member", 1L)
                .containsEntry("check_in", 2L)
                .containsEntry("collection", 0L);
        assertThat(result.rows())
                .isEqualTo(export.path("tables")
                        .valueStream()
                        .mapToLong(table -> table.path("rows").size())
                        .sum());
    }

    @Test
    void holds_nothing_of_anybody_else() throws IOException {
        export(1);

        for (String file : files()) {
            assertThat(Files.readString(out.resolve(file)))
                    .contains("Quastenflosser")
                    .doesNotContain(OF_OTHERS);
        }
    }

    @Test
    void writes_a_page_in_the_language_asked_for_that_shows_text_as_text() throws IOException {
        export(1);

        assertThat(Files.readString(out.resolve("export-1.html")))
                .contains(
                        "<html lang=\"de\">",
                        "Schlüssel 1",
                        "kam &lt;nie&gt; pünktlich",
                        "Freitext",
                        "zebedäus.1@mail.example")
                .contains("default-src 'none'")
                .doesNotContain("<nie>", "<script", "http://");
    }

    @Test
    void keeps_two_people_apart_who_are_exported_together() throws IOException {
        export(1, 2);

        assertThat(files()).containsExactly("export-1.html", "export-1.json", "export-2.html", "export-2.json");
        assertThat(Files.readString(out.resolve("export-1.json"))).doesNotContain(OF_OTHERS);
        assertThat(Files.readString(out.resolve("export-2.json")))
                .contains(OF_OTHERS)
                .doesNotContain("Quastenflosser");
    }

    @Test
    @Requirement("EV-02")
    void a_safe_copy_of_participations_and_invoices_holds_these_tables_only() throws IOException {
        palimpsest.export(new ExportOrder(
                keys(1, 2), Set.of("check_in", "invoice"), Set.of(ExportForm.JSON, ExportForm.CSV), out, "en", false));

        assertThat(files()).containsExactly("check_in.csv", "export-1.json", "export-2.json", "invoice.csv");
        assertThat(json(1).path("tables")).hasSize(2);
        assertThat(json(1).path("everything").asBoolean()).isFalse();
        assertThat(Files.readAllLines(out.resolve("invoice.csv")))
                .containsExactly(
                        "palimpsest_key,id,member_id,issued_on,billing_name,total",
                        "1,10,1,2025-01-31,Zebedäus Quastenflosser,49.90",
                        "2,20,2,2025-01-31,Berthold Claasen,49.90");
        assertThat(Files.readAllLines(out.resolve("check_in.csv"))).hasSize(4);
    }

    @Test
    void a_csv_tells_null_from_empty_and_defuses_formulas() throws IOException {
        club.sql(
                "update member set email = '', profile = null, first_name = '=1+1', last_name = 'a \"b\"\nc' where id = 1");

        palimpsest.export(new ExportOrder(keys(1), Set.of("member"), Set.of(ExportForm.CSV), out, "en", false));

        assertThat(Files.readString(out.resolve("member.csv")))
                .endsWith(
                        "\r\n1,1,M-771,'=1+1,\"a \"\"b\"\"\nc\",\"\",'+49 151 23451001,1984-05-17,50667,FORMER,,\r\n");
    }

    @Test
    void leaves_out_whom_a_column_points_to() throws IOException {
        club.sql(
                "alter table member add referred_by bigint references member (id)",
                "update member set referred_by = 2 where id = 1");
        String map = ClubFixture.mapWith("email: erase\n", "email: erase\n    referred_by: erase\n");

        club.attach(directory, map).export(ExportOrder.of(keys(1), out, "en"));

        JsonNode member = table(json(1), "member");
        assertThat(member.path("rows").get(0).has("referred_by")).isFalse();
        assertThat(member.path("withheld").get(0).asString()).isEqualTo("referred_by");
        assertThat(Files.readString(out.resolve("export-1.html"))).contains("points to other people: referred_by");
    }

    @Test
    void files_can_be_read_by_their_owner_only() throws IOException {
        export(1);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(out)))
                .isEqualTo("rwx------");
        for (String file : files()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(out.resolve(file))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void refuses_a_directory_that_others_may_read() throws IOException {
        Files.createDirectory(out, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---")));

        assertThatThrownBy(() -> export(1))
                .isInstanceOfSatisfying(
                        PalimpsestException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.EXPORT_NOT_PRIVATE));

        assertThat(files()).isEmpty();
    }

    @Test
    void replaces_nothing_and_then_writes_nothing() throws IOException {
        export(1);
        String before = Files.readString(out.resolve("export-1.json"));
        club.sql("update member set first_name = 'Changed' where id = 1");

        assertThatThrownBy(() -> export(2, 1))
                .isInstanceOfSatisfying(
                        PalimpsestException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.EXPORT_EXISTS));

        assertThat(files()).containsExactly("export-1.html", "export-1.json");
        assertThat(Files.readString(out.resolve("export-1.json"))).isEqualTo(before);
    }

    @Test
    void refuses_an_unknown_key_or_table_and_writes_nothing() {
        assertThatThrownBy(() -> export(1, 4711))
                .isInstanceOfSatisfying(
                        PalimpsestException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.EXPORT_UNKNOWN_SUBJECT))
                .hasMessageContaining("4711");
        assertThatThrownBy(() -> palimpsest.export(
                        new ExportOrder(keys(1), Set.of("invoices"), Set.of(ExportForm.JSON), out, "en", false)))
                .isInstanceOfSatisfying(
                        PalimpsestException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.BAD_ARGUMENT))
                .hasMessageContaining("Did you mean 'invoice'?");

        assertThat(out).doesNotExist();
    }

    @Test
    void writes_all_files_or_none() throws IOException {
        Files.createDirectory(out, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        // the last table's rows cannot be read: the member's files are begun already
        club.sql("insert into task (member_id, status) values (1, 'DONE')")
                .sql(
                        switch (product) {
                            case POSTGRESQL -> """
                                create type odd as (words text);
                                create function odd_text(odd) returns text language plpgsql as
                                    $$ begin raise exception 'Quastenflosser'; end $$;
                                create cast (odd as text) with function odd_text(odd) as assignment;
                                alter table task add oddity odd default row('x');
                                """;
                            case MARIADB -> "alter table task discard tablespace";
                        });

        assertThatThrownBy(() -> export(1))
                .isInstanceOf(PalimpsestException.class)
                .hasMessageNotContaining("Quastenflosser");

        assertThat(files()).isEmpty();
    }

    @Test
    void says_nothing_of_the_person_in_results_and_refusals() {
        String said = export(1).toString() + catchThrowable(() -> export(1)) + catchThrowable(() -> export(7));

        assertThat(said).doesNotContainIgnoringCase("Zebedäus", "Quastenflosser", "23451001");
    }

    @Test
    void more_people_than_files_fit_at_once_are_exported() throws IOException {
        for (long id = 100; id < 350; id++) {
            club.bare(id, "Vor" + id, "Nach" + id);
        }
        List<Long> ids = Stream.iterate(100L, id -> id + 1).limit(250).toList();

        ExportResult result = export(ids.stream().mapToLong(Long::longValue).toArray());

        assertThat(result.people()).isEqualTo(250);
        assertThat(result.files()).isEqualTo(500);
        assertThat(files()).hasSize(500);
        assertThat(Files.readString(out.resolve("export-349.json")))
                .contains("Nach349")
                .doesNotContain("Nach348");
    }

    @Test
    @Requirement("EV-02")
    void the_copy_before_a_run_holds_everybody_of_the_preview_and_is_refused_with_the_run() throws IOException {
        club.sql("delete from contract where member_id = 2");
        Preview preview = palimpsest.preview(Selection.eligible(), skipped -> {});

        assertThatThrownBy(() -> palimpsest.exportFirst(preview, "wrong", "test", out, "en"))
                .isInstanceOfSatisfying(
                        PalimpsestException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.PREVIEW_NOT_CONFIRMED));
        assertThat(out).doesNotExist();
        palimpsest.exportFirst(preview, preview.digest(), "test", out, "en");
        ClubFixture.run(palimpsest, preview);

        assertThat(files()).containsExactly("export-1.html", "export-1.json", "export-2.html", "export-2.json");
        assertThat(Files.readString(out.resolve("export-1.json"))).contains("Quastenflosser");
        assertThat(club.everything()).doesNotContain("zebedäus.1@mail.example");
        assertThatThrownBy(() ->
                        palimpsest.exportFirst(preview, preview.digest(), "test", directory.resolve("again"), "en"))
                .isInstanceOfSatisfying(
                        PalimpsestException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.PREVIEW_SPENT));
    }
}
