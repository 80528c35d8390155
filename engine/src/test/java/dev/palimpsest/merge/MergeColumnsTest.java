package dev.palimpsest.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.TestDatabase.Product;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What the profile that stays takes over of the one that goes. */
@Tag("database")
@ParameterizedClass
@EnumSource(Product.class)
final class MergeColumnsTest {
    @Parameter
    private Product product;

    @TempDir
    private Path directory;

    @AutoClose
    private Twins twins;

    @Test
    void the_new_profile_fills_its_gaps_from_the_old_one_unless_the_map_says_otherwise() {
        twins = Twins.open(
                product,
                directory,
                "merge: {collisions: {reglage: new}, columns: {prenom: old, nom: new, groupe_id: filled}}");
        twins.database()
                .execute(
                        "update client set email = '', groupe_id = null where id = " + twins.anna(),
                        "update client set nom = 'Martin' where id = " + twins.anne());

        MergeResult result = twins.merge();

        // no code: the new profile has one
        assertThat(result.columns()).containsExactlyInAnyOrder("prenom", "email", "groupe_id");
        assertThat(twins.database().rows("select groupe_id, prenom, nom, email from client where id = " + twins.anna()))
                .containsExactly("2|Anne|Moreau|anne@exemple.fr");
    }

    @Test
    void a_unique_value_of_the_old_profile_can_be_taken_over() {
        twins = Twins.open(product, directory, "merge: {collisions: {reglage: new}, columns: {code: old}}");

        twins.merge();

        assertThat(twins.database().rows("select code from client where id = " + twins.anna()))
                .containsExactly("C-Anne");
    }

    @Test
    void a_unique_value_fills_a_gap_as_any_other() {
        twins = Twins.open(product, directory, "merge: {collisions: {reglage: new}}");
        twins.database().execute("update client set code = null where id = " + twins.anna());

        twins.merge();

        assertThat(twins.database().rows("select code from client where id = " + twins.anna()))
                .containsExactly("C-Anne");
    }

    @Test
    void a_unique_value_that_is_no_text_can_be_taken_over() {
        boolean mariaDb = product == Product.MARIADB;
        twins = Twins.open(
                product,
                directory,
                "merge: {collisions: {reglage: new}}",
                "alter table client add badge " + (mariaDb ? "varbinary(9)" : "bytea") + " unique",
                "alter table client add numero " + (mariaDb ? "tinyint(1)" : "smallint") + " unique");
        twins.with("keep: [groupe_id", "keep: [badge, numero, groupe_id");
        twins.database()
                .execute("update client set badge = " + (mariaDb ? "x'ff00'" : "'\\xff00'") + ", numero = 7 where id = "
                        + twins.anne());

        twins.merge();

        assertThat(twins.database()
                        .rows("select " + (mariaDb ? "lower(hex(badge))" : "encode(badge, 'hex')")
                                + ", numero + 0 from client where id = " + twins.anna()))
                .containsExactly("ff00|7");
    }

    @Test
    void blanks_fill_no_gap_and_only_text_without_characters_is_one() {
        String bytes = product == Product.POSTGRESQL ? "bytea" : "varbinary(9)";
        twins = Twins.open(
                product, directory, "merge: {collisions: {reglage: new}}", "alter table client add empreinte " + bytes);
        twins.with("keep: [groupe_id", "keep: [empreinte, groupe_id");
        twins.database()
                .execute(
                        "update client set empreinte = 'a' where id = " + twins.anne(),
                        "update client set email = '  ', code = ' ', empreinte = '' where id = " + twins.anna());

        assertThat(twins.look().columns()).isEmpty();
        assertThat(twins.merge().columns()).isEmpty();

        assertThat(twins.database()
                        .rows("select char_length(email), char_length(code), octet_length(empreinte) from client"
                                + " where id = " + twins.anna()))
                .containsExactly("2|1|0");
    }
}
