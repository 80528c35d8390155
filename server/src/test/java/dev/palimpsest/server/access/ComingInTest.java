package dev.palimpsest.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.server.TestOffice;
import dev.palimpsest.server.Visit;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("database")
final class ComingInTest {
    @RegisterExtension
    static final TestOffice OFFICE = new TestOffice();

    private static final String PASSWORD = TestOffice.PASSWORD;

    private static Visit ada;

    /** In this order, since it is over once there is an administrator. */
    @BeforeAll
    static void the_first_administrator_needs_the_code_of_the_terminal() {
        Visit stranger = OFFICE.visit();
        assertThat(stranger.get("/").at().getPath()).isEqualTo("/first");
        Visit.Shown refused = begin(stranger, "ABCDEFGHJKMN", PASSWORD);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.page()).contains("The code is another").contains("value=\"ada\"");
        String code = OFFICE.office().firstStartCode().orElseThrow();
        assertThat(begin(stranger, code, "too short").page()).contains("12 to 200 characters");

        ada = OFFICE.administrator();

        assertThat(ada.get("/").page()).contains("Welcome, Ada Admin");
        assertThat(OFFICE.office().firstStartCode()).isEmpty();
        assertThat(begin(stranger, code, PASSWORD).status()).isNotEqualTo(200);
        assertThat(stranger.get("/first").at().getPath()).isEqualTo("/login");
    }

    private static Visit.Shown begin(Visit visit, String code, String password) {
        return visit.post(
                "/first",
                "/first",
                "code",
                code,
                "name",
                "Ada",
                "login",
                "ada",
                "password",
                password,
                "again",
                password);
    }

    /** Invited by the administrator; the way in. */
    private static String invitation(String login, String... roles) {
        String[] fields = new String[4 + 2 * roles.length];
        fields[0] = "login";
        fields[1] = login;
        fields[2] = "name";
        fields[3] = "Somebody Called " + login;
        for (int i = 0; i < roles.length; i++) {
            fields[4 + 2 * i] = "role";
            fields[5 + 2 * i] = roles[i];
        }
        String page = ada.post("/users/new", "/users", fields).at().getPath();
        return link(ada.post(page, page + "/invitation").page());
    }

    private static String link(String page) {
        Matcher link = Pattern.compile("/invitation/([A-Za-z0-9_-]{43})").matcher(page);
        assertThat(link.find()).as(page).isTrue();
        return link.group();
    }

    private static Visit.Shown accept(Visit visit, String invitation) {
        return visit.post(invitation, invitation, "password", PASSWORD, "again", PASSWORD);
    }

    @Test
    void an_invitation_lets_one_in_once_and_with_the_roles_that_were_given() {
        String invitation = invitation("cleo", "CLERK:");
        Visit cleo = OFFICE.visit();

        assertThat(accept(cleo, invitation).page()).contains("Welcome, Somebody Called cleo");

        assertThat(cleo.get("/users").status()).isEqualTo(403);
        assertThat(cleo.get("/users").page()).contains("Not allowed");
        assertThat(OFFICE.visit().get(invitation).status()).isEqualTo(404);
        assertThat(OFFICE.loggedIn("cleo").get("/").page()).contains("Somebody Called cleo");
    }

    @Test
    void a_later_invitation_takes_the_place_of_the_earlier_and_nobody_can_read_one_in_the_store() throws SQLException {
        String first = invitation("dora", "CLERK:");
        String page = ada.get("/users").page();
        Matcher user = Pattern.compile("/users/(\\d+)\"[^>]*><bdi>Somebody Called dora")
                .matcher(page);
        assertThat(user.find()).as(page).isTrue();
        String second = link(ada.post("/users/" + user.group(1), "/users/" + user.group(1) + "/invitation")
                .page());

        assertThat(OFFICE.visit().get(first).status()).isEqualTo(404);
        assertThat(OFFICE.visit().get(second).status()).isEqualTo(200);
        try (Connection store = OFFICE.store();
                Statement statement = store.createStatement();
                ResultSet rows = statement.executeQuery("select string_agg(i::text, ' ') from invitation i")) {
            rows.next();
            assertThat(rows.getString(1)).doesNotContain(second.substring(second.lastIndexOf('/') + 1));
        }
    }

    @Test
    void after_five_wrong_passwords_the_right_one_is_refused_too_and_the_page_says_nothing_of_it() {
        accept(OFFICE.visit(), invitation("eve", "CLERK:"));
        String wrong = "";
        for (int attempt = 1; attempt <= Passwords.ATTEMPTS; attempt++) {
            if (attempt == Passwords.ATTEMPTS) {
                // not yet: four in a row, then the right one, then four again would let her in
                assertThat(wrong).contains("Login or password is wrong");
            }
            wrong = OFFICE.visit()
                    .post("/login", "/login", "login", "EVE", "password", "wrong wrong wrong")
                    .page();
        }

        Visit.Shown right = OFFICE.visit().post("/login", "/login", "login", "eve", "password", PASSWORD);
        Visit.Shown nobody = OFFICE.visit().post("/login", "/login", "login", "nobody", "password", PASSWORD);

        assertThat(withoutToken(right.page())).isEqualTo(withoutToken(wrong)).isEqualTo(withoutToken(nobody.page()));
    }

    @Test
    void four_wrong_passwords_and_the_right_one_let_in() {
        accept(OFFICE.visit(), invitation("fay", "CLERK:"));
        for (int round = 0; round < 2; round++) {
            for (int attempt = 1; attempt < Passwords.ATTEMPTS; attempt++) {
                OFFICE.visit().post("/login", "/login", "login", "fay", "password", "wrong wrong wrong");
            }
            assertThat(OFFICE.loggedIn("fay").get("/").page()).contains("Somebody Called fay");
        }
    }

    @Test
    void whoever_is_shut_out_is_out_at_once() {
        Visit gus = OFFICE.visit();
        accept(gus, invitation("gus", "CLERK:"));
        Matcher user = Pattern.compile("/users/(\\d+)\"[^>]*><bdi>Somebody Called gus")
                .matcher(ada.get("/users").page());
        assertThat(user.find()).isTrue();
        String page = "/users/" + user.group(1);

        ada.post(page, page + "/enabled", "enabled", "false");

        assertThat(gus.get("/").at().getPath()).isEqualTo("/login");
        assertThat(OFFICE.loggedIn("gus").get("/").at().getPath()).isEqualTo("/login");
    }

    @Test
    void a_new_password_ends_every_session_but_the_one_in_which_it_was_chosen() {
        Visit here = OFFICE.visit();
        accept(here, invitation("ivy", "CLERK:"));
        Visit there = OFFICE.loggedIn("ivy");
        String another = "another horse battery";

        Visit.Shown saved =
                here.post("/account", "/account/password", "now", PASSWORD, "password", another, "again", another);

        assertThat(saved.page()).contains("Saved");
        assertThat(here.get("/").page()).contains("Somebody Called ivy");
        assertThat(there.get("/").at().getPath()).isEqualTo("/login");
        assertThat(OFFICE.loggedIn("ivy").get("/").at().getPath()).isEqualTo("/login");
    }

    @Test
    void the_last_administrator_can_neither_be_shut_out_nor_lose_the_role() {
        Matcher user = Pattern.compile("/users/(\\d+)\"[^>]*><bdi>Ada Admin")
                .matcher(ada.get("/users").page());
        assertThat(user.find()).isTrue();
        String page = "/users/" + user.group(1);
        // has no password yet, and an administrator of one business is none of all
        invitation("hal", "ADMINISTRATOR:");

        Visit.Shown shutOut = ada.post(page, page + "/enabled", "enabled", "false");
        Visit.Shown demoted = ada.post(page, page + "/roles", "role", "CLERK:");

        assertThat(shutOut.status()).isEqualTo(422);
        assertThat(shutOut.page()).contains("would leave nobody");
        assertThat(demoted.status()).isEqualTo(422);
        assertThat(ada.get("/users").status()).isEqualTo(200);
    }

    @Test
    void a_form_that_was_not_shown_by_the_office_is_refused() {
        Visit.Shown forged = ada.postForged("/users", "login", "mallory", "name", "Mallory", "role", "ADMINISTRATOR:");

        assertThat(forged.status()).isEqualTo(403);
        assertThat(ada.get("/users").page()).doesNotContain("Mallory");
    }

    @Test
    void pages_load_nothing_from_elsewhere_and_the_cookie_is_for_the_office_only() {
        Visit.Shown page = OFFICE.visit().get("/login");

        assertThat(page.response().headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .contains("default-src 'none'", "frame-ancestors 'none'", "form-action 'self'")
                        .doesNotContain("unsafe"));
        assertThat(page.response().headers().firstValue("X-Content-Type-Options"))
                .hasValue("nosniff");
        assertThat(page.response().headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(page.response().headers().allValues("Set-Cookie"))
                .allMatch(cookie -> cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"));
    }

    private static String withoutToken(String page) {
        return page.replaceAll("name=\"_csrf\"[^>]*", "");
    }
}
