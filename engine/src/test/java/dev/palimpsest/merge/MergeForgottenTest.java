package dev.palimpsest.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.map.IdentifierKind;
import dev.palimpsest.run.RunResult;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Which identifiers nobody knows any more after a merge, and that none is left behind. */
@Tag("database")
@ParameterizedClass
@EnumSource(Product.class)
final class MergeForgottenTest {
    @Parameter
    private Product product;

    @TempDir
    private Path directory;

    @AutoClose
    private Twins twins;

    @Test
    void says_which_identifiers_nobody_knows_afterwards() {
        twins = Twins.open(product, directory, "merge: {collisions: {reglage: new}}");
        assertThat(twins.look().forgotten()).containsExactly(IdentifierKind.NAME, IdentifierKind.EMAIL);

        twins.database().execute("update client set email = null where id = " + twins.anna());
        assertThat(twins.look().forgotten()).containsExactly(IdentifierKind.NAME);

        twins.database().execute("update client set prenom = 'ANNA' where id = " + twins.anne());
        assertThat(twins.look().forgotten()).isEmpty();

        twins.with("collisions: {reglage: new}", "collisions: {reglage: new}, columns: {email: old}");
        twins.database().execute("update client set email = 'anna@exemple.fr' where id = " + twins.anna());
        assertThat(twins.look().forgotten()).containsExactly(IdentifierKind.EMAIL);
    }

    @Test
    void what_the_other_profile_bears_in_another_spelling_is_not_lost() {
        twins = Twins.open(product, directory, "merge: {collisions: {reglage: new}}");
        twins.with("email: email}", "email: email, phone: [code, reglage.valeur]}");
        twins.database().execute("update reglage set valeur = null");
        phones("+33 6 12 34 56 78", "06.12.34.56.78");
        assertThat(twins.look().forgotten()).doesNotContain(IdentifierKind.PHONE);

        phones("+33 6 12 34 56 79", "06.12.34.56.78");
        assertThat(twins.look().forgotten()).contains(IdentifierKind.PHONE);

        phones("+33 6 12 34 56 78", "06.12.34.56.78");
        twins.database().execute("update reglage set valeur = '0699999999' where client_id = " + twins.anne());
        assertThat(twins.look().forgotten())
                .as("of the row that goes because the other profile's stays")
                .contains(IdentifierKind.PHONE);

        twins.database().execute("update reglage set valeur = '+33699999999' where client_id = " + twins.anna());
        assertThat(twins.look().forgotten()).doesNotContain(IdentifierKind.PHONE);
    }

    private void phones(String ofOld, String ofKept) {
        twins.database()
                .execute(
                        "update client set code = '" + ofOld + "' where id = " + twins.anne(),
                        "update client set code = '" + ofKept + "' where id = " + twins.anna());
    }

    @Test
    void an_old_profile_that_is_kept_and_anonymised_with_the_new_one_leaves_no_text_behind() {
        twins = Twins.open(product, directory, "merge: {collisions: {reglage: new}}");
        twins.boutique().with("remarque: erase", "remarque: {redact: anywhere}").fill("Luc");
        twins.database()
                .execute("update reservation set remarque = 'avec anne@exemple.fr' where client_id = "
                        + twins.boutique().id("Luc"));

        MergeResult merged = twins.palimpsest().merge(twins.request(true), Merger.YES, "test");
        RunResult run = twins.boutique().run(twins.boutique().preview(twins.anne(), twins.anna()));

        assertThat(merged.forgotten()).isEmpty();
        assertThat(run.done()).isEqualTo(2);
        assertThat(twins.database()
                        .rows("select distinct remarque from reservation where client_id = "
                                + twins.boutique().id("Luc")))
                .containsExactly("avec […]");
        assertThat(twins.palimpsest().prove(Optional.empty()).green()).isTrue();
    }
}
