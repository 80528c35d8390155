package dev.palimpsest.preview;

import static dev.palimpsest.ClubFixture.keys;
import static dev.palimpsest.ClubFixture.prove;
import static dev.palimpsest.ClubFixture.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palimpsest.ClubFixture;
import dev.palimpsest.Palimpsest;
import dev.palimpsest.Requirement;
import dev.palimpsest.TestDatabase;
import dev.palimpsest.map.IdentifierKind;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.proof.ProofReport;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The Brandts: Anna (1) and Bert (2) have one e-mail address and one telephone; Cleo (3) has nothing to do with them. */
@Tag("database")
@ParameterizedClass
@EnumSource
final class SharedIdentifiersTest {
    @AutoClose
    private final ClubFixture club;

    @TempDir
    private Path directory;

    private Palimpsest palimpsest;

    SharedIdentifiersTest(TestDatabase.Product product) {
        club = ClubFixture.create(product);
    }

    @BeforeEach
    void family() {
        palimpsest = club.attach(directory);
        club.member(1, "Anna", "Brandt")
                .member(2, "Bert", "Brandt")
                .member(3, "Cleo", "Dahl")
                .sql("update member set email = 'Brandts@mail.example', phone = '0151 23450001' where id = 1")
                .sql("update member set email = 'brandts@MAIL.example', phone = '+49 151 2345 0001' where id = 2");
    }

    @Test
    void the_preview_warns_that_somebody_who_stays_has_the_same_address_and_telephone() {
        Preview preview = palimpsest.preview(Selection.of(keys(1, 3)), skipped -> {});

        assertThat(preview.sharedIdentifiers()).containsExactlyInAnyOrderEntriesOf(Map.of("email", 1L, "phone", 1L));
        assertThat(preview.warnings())
                .anyMatch(warning -> warning.startsWith("1 of these people share an identifier (email)"));
        assertThat(palimpsest.sharedIdentifiers(preview.keys()))
                .containsExactly(Map.entry(keys(1).getFirst(), EnumSet.of(IdentifierKind.EMAIL, IdentifierKind.PHONE)));
        assertThat(preview.toString()).doesNotContainIgnoringCase("brandts");
    }

    @Test
    void nobody_shares_with_those_who_leave_at_the_same_time() {
        assertThat(palimpsest.preview(Selection.of(keys(1, 2)), skipped -> {}).sharedIdentifiers())
                .isEmpty();
    }

    @Test
    void nobody_shares_with_those_who_have_gone() {
        run(palimpsest, Selection.of(keys(2)));

        assertThat(palimpsest.preview(Selection.of(keys(1)), skipped -> {}).sharedIdentifiers())
                .isEmpty();
    }

    @Test
    void equal_names_are_not_shared() {
        club.sql("update member set first_name = 'Anna', last_name = 'Brandt' where id = 3");

        assertThat(palimpsest.preview(Selection.of(keys(3)), skipped -> {}).sharedIdentifiers())
                .isEmpty();
    }

    @Test
    void a_login_and_an_ip_address_are_shared_too_but_not_such_as_anybody_may_have() {
        palimpsest = club.attach(
                directory, ClubFixture.mapWith("email: email\n    phone: phone", "login: email\n    ip: phone"));
        club.sql("update member set email = 'Summer84', phone = '2001:db8::1' where id = 1")
                .sql("update member set email = 'summer84', phone = '2001:0db8:0:0:0:0:0:1' where id = 2")
                .sql("update member set email = 'Admin', phone = '192.168.0.7' where id = 3");
        club.member(4, "Dora", "Engel").sql("update member set email = 'admin', phone = '192.168.0.7' where id = 4");

        assertThat(palimpsest.preview(Selection.of(keys(1, 3)), skipped -> {}).sharedIdentifiers())
                .containsExactlyInAnyOrderEntriesOf(Map.of("login", 1L, "ip", 1L));
        assertThat(palimpsest.sharedIdentifiers(keys(1, 3)))
                .containsExactly(Map.entry(keys(1).getFirst(), EnumSet.of(IdentifierKind.LOGIN, IdentifierKind.IP)));
    }

    @Test
    void one_of_a_family_goes_and_the_other_keeps_what_they_shared_until_they_go_too() {
        club.sql("insert into note (member_id, text) values (2, 'Anna Brandt holt ab, 0151 23450001')");
        String bert = club.database()
                .rows("select first_name, last_name, email, phone from member where id = 2")
                .getFirst();

        run(palimpsest, Selection.of(keys(1)));

        assertThat(club.database().rows("select first_name, last_name, email, phone from member where id = 2"))
                .containsExactly(bert);
        assertThat(club.database().rows("select text from note")).containsExactly("[…] holt ab, 0151 23450001");
        ProofReport proof = prove(palimpsest);
        assertThat(proof.findings()).isEmpty();
        assertThat(proof.hitsOf("shared")).isPositive();

        run(palimpsest, Selection.of(keys(2)));

        assertThat(prove(palimpsest).findings()).isEmpty();
        assertThat(club.everything()).doesNotContainIgnoringCase("brandt").doesNotContain("23450001", "2345 0001");
    }

    @Test
    @Requirement("MG-15")
    void the_name_of_the_operation_stands_in_run_and_report() {
        Preview preview =
                palimpsest.preview(Selection.of(keys(3)), skipped -> {}).named("Ehemalige November");

        assertThat(run(palimpsest, preview).name()).isEqualTo("Ehemalige November");
        assertThat(prove(palimpsest).name()).isEqualTo("Ehemalige November");
        assertThat(club.database().rows("select name from palimpsest_run")).containsExactly("Ehemalige November");
    }

    @Test
    @Requirement("MG-15")
    void the_name_belongs_to_what_is_confirmed() {
        Preview preview = palimpsest.preview(Selection.of(keys(3)), skipped -> {});

        assertThat(preview.named("Ehemalige November").digest()).isNotEqualTo(preview.digest());
        assertThat(preview.named("Ehemalige November").digest())
                .isNotEqualTo(preview.named("Interessenten").digest());
    }

    @Test
    @Requirement("MG-15")
    void a_name_is_one_line_of_at_most_100_characters() {
        Preview preview = palimpsest.preview(Selection.of(keys(3)), skipped -> {});

        assertThat(preview.named("x".repeat(100)).name()).hasSize(100);
        for (String wrong : new String[] {"", " ", "x".repeat(101), "two\nlines"}) {
            assertThatThrownBy(() -> preview.named(wrong)).isInstanceOf(PalimpsestException.class);
        }
    }
}
