package dev.palimpsest.server.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.server.TestOffice;
import dev.palimpsest.server.Visit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("database")
final class BusinessPagesTest {
    @RegisterExtension
    static final TestOffice OFFICE = new TestOffice();

    private static final String SECRET = "the password of the database";

    private static Visit ada;

    @BeforeAll
    static void administrator() {
        ada = OFFICE.administrator();
    }

    private static Visit.Shown attach(String name, String url, String password, String map) {
        return ada.post(
                "/businesses/new",
                "/businesses",
                "name",
                name,
                "url",
                url,
                "user",
                OFFICE.databaseUser(),
                "password",
                password,
                "map",
                map);
    }

    @Test
    void a_business_whose_map_fits_is_ready() {
        Visit.Shown shown = attach("Club", OFFICE.businessUrl(), OFFICE.databasePassword(), TestOffice.MAP);

        assertThat(shown.at().getPath()).matches("/businesses/\\d+");
        assertThat(shown.page()).contains("Ready", "2 tables decided").doesNotContain("Anna", "anna@berg.example");
    }

    @Test
    void what_the_map_forgets_stands_on_the_page_with_its_code() {
        Visit.Shown shown = attach(
                "Forgetful",
                OFFICE.businessUrl(),
                OFFICE.databasePassword(),
                TestOffice.MAP.replace("    joined: keep\n", ""));

        assertThat(shown.page()).contains("Not ready: one problem", "PAL-MAP-013", "joined");
    }

    @Test
    void a_map_that_cannot_be_read_is_refused_with_all_its_problems_and_what_was_written_stays() {
        Visit.Shown shown = attach(
                "Unreadable",
                OFFICE.businessUrl(),
                OFFICE.databasePassword(),
                TestOffice.MAP
                        .replace("name: club", "name: club\nnonsense: 1")
                        .replace("inactive-for: P9M", "inactive-for: nine"));

        assertThat(shown.status()).isEqualTo(422);
        assertThat(shown.page()).contains("PAL-MAP-002", "PAL-MAP-004", "value=\"Unreadable\"", "inactive-for: nine");
        assertThat(shown.page()).doesNotContain(OFFICE.databasePassword());
        assertThat(ada.get("/businesses").page()).doesNotContain("Unreadable");
    }

    @Test
    void a_database_that_does_not_answer_is_said_with_its_code() {
        Visit.Shown shown = attach("Away", "jdbc:postgresql://127.0.0.1:1/club", "", TestOffice.MAP);

        assertThat(shown.page()).contains("Not ready", "PAL-DB-001");
    }

    @Test
    void an_address_with_a_password_in_it_is_refused_and_not_shown_again_elsewhere() {
        Visit.Shown shown = attach(
                "Open", "jdbc:postgresql://127.0.0.1/club?password=" + SECRET.replace(' ', '+'), "", TestOffice.MAP);

        assertThat(shown.status()).isEqualTo(422);
        assertThat(shown.page()).contains("PAL-ARG-001");
    }

    @Test
    void the_password_lies_nowhere_in_the_clear() throws SQLException, IOException {
        Visit.Shown shown = attach("Sealed", OFFICE.businessUrl(), SECRET, TestOffice.MAP);
        String change = ada.get(shown.at().getPath() + "/change").page();

        assertThat(change).doesNotContain(SECRET);
        try (Connection store = OFFICE.store();
                Statement statement = store.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select a::text, sealed_password from attachment a where name = 'Sealed'")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).doesNotContain(SECRET);
            assertThat(new String(rows.getBytes(2), StandardCharsets.ISO_8859_1))
                    .doesNotContain(SECRET);
        }
        try (Stream<Path> files = Files.walk(OFFICE.data())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain(SECRET);
            }
        }
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(OFFICE.data().resolve("office.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void a_sealed_password_opens_in_its_own_row_only() throws SQLException {
        attach("From", OFFICE.businessUrl(), OFFICE.databasePassword(), TestOffice.MAP);
        Visit.Shown to = attach("To", OFFICE.businessUrl(), SECRET, TestOffice.MAP);
        try (Connection store = OFFICE.store();
                Statement statement = store.createStatement()) {
            statement.execute("update attachment set sealed_password ="
                    + " (select sealed_password from attachment where name = 'From') where name = 'To'");
        }

        assertThat(ada.get(to.at().getPath()).page()).contains("PAL-ENV-001", "another key");
    }

    @Test
    void a_changed_business_keeps_its_password_where_none_is_entered() {
        Visit.Shown shown = attach("Changing", OFFICE.businessUrl(), OFFICE.databasePassword(), TestOffice.MAP);
        String page = shown.at().getPath();

        Visit.Shown changed = ada.post(
                page + "/change",
                page,
                "name",
                "Changed",
                "url",
                OFFICE.businessUrl(),
                "user",
                OFFICE.databaseUser(),
                "password",
                "",
                "map",
                TestOffice.MAP);

        assertThat(changed.page()).contains("Changed", "Ready");
    }

    @Test
    void the_stored_password_is_sent_to_no_other_address() {
        Visit.Shown shown = attach("Moving", OFFICE.businessUrl(), OFFICE.databasePassword(), TestOffice.MAP);
        String page = shown.at().getPath();
        String elsewhere = "jdbc:postgresql://127.0.0.1:1/club";

        Visit.Shown refused = move(page, elsewhere, "");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.page()).contains("enter the password anew", elsewhere);
        assertThat(ada.get(page).page()).contains("Ready");
        assertThat(move(page, elsewhere, "entered anew").at().getPath()).isEqualTo(page);
    }

    private static Visit.Shown move(String page, String url, String password) {
        return ada.post(
                page + "/change",
                page,
                "name",
                "Moving",
                "url",
                url,
                "user",
                OFFICE.databaseUser(),
                "password",
                password,
                "map",
                TestOffice.MAP);
    }

    @Test
    void a_business_is_removed_only_by_whoever_types_its_name() {
        String page = attach("Leaving", OFFICE.businessUrl(), OFFICE.databasePassword(), TestOffice.MAP)
                .at()
                .getPath();

        assertThat(ada.post(page + "/remove", page + "/remove", "name", "leaving")
                        .status())
                .isEqualTo(422);
        assertThat(ada.get(page).status()).isEqualTo(200);
        ada.post(page + "/remove", page + "/remove", "name", "Leaving");
        assertThat(ada.get(page).status()).isEqualTo(404);
    }

    @Test
    void a_name_is_shown_as_it_is_written_and_is_no_markup() {
        attach("<script>alert(1)</script>\u202Egnp", OFFICE.businessUrl(), "", TestOffice.MAP);

        assertThat(ada.get("/businesses").page()).contains("&lt;script&gt;").doesNotContain("<script>alert");
    }
}
