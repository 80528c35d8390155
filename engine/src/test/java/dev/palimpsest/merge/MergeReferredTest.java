package dev.palimpsest.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.Refused;
import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.map.IdentifierKind;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.run.Boutique;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Addresses of their own that two profiles of the same person refer to: none is left without an owner and untreated. */
@Tag("database")
@ParameterizedClass
@EnumSource(Product.class)
final class MergeReferredTest {
    private static final String UNTREATED = "1|rue des Lilas|chez Anne Moreau";
    private static final String TREATED = "1|effacée|chez […]";

    @Parameter
    private Product product;

    @TempDir
    private Path directory;

    @AutoClose
    private Twins twins;

    /** Anne (the old one) lives at address 1, Anna at 2, Zoé at 3. */
    private void twice(String columns, String... more) {
        twins = Twins.of(Boutique.open(
                        product,
                        directory,
                        "create table adresse (id bigint primary key, rue varchar(40) not null, acces varchar(99))",
                        "insert into adresse values (1, 'rue des Lilas', 'chez Anne Moreau'), (2, 'rue du Port', null),"
                                + " (3, 'rue Haute', null)",
                        "alter table client add adresse_id bigint, add foreign key (adresse_id) references adresse (id)")
                .inPlace()
                .with("keep: [groupe_id", "keep: [adresse_id, groupe_id")
                .with(
                        "treatment:",
                        "merge: {collisions: {reglage: new}, columns: {" + columns + "}}\ntreatment:\n"
                                + "  adresse: {via: \"id -> client.adresse_id\", rue: {replace: effacée}, acces: redact}")
                .fill("Zoé"));
        twins.database()
                .execute(
                        "update client set adresse_id = 1 where id = " + twins.anne(),
                        "update client set adresse_id = 2 where id = " + twins.anna(),
                        "update client set adresse_id = 3 where prenom = 'Zoé'");
        twins.database().execute(more);
    }

    private List<String> addresses() {
        return twins.database().rows("select id, rue, acces from adresse order by id");
    }

    private String address() {
        return addresses().getFirst();
    }

    @Test
    void the_old_address_that_nobody_else_refers_to_is_treated_as_the_map_says() {
        twice("prenom: new");

        MergeResult shown = twins.look();
        assertThat(address()).isEqualTo(UNTREATED);
        MergeResult done = twins.palimpsest().merge(twins.request(false), shown.digest(), "test");

        assertThat(shown.treated()).containsExactly(Map.entry(table(), 1L));
        assertThat(done.treated()).isEqualTo(shown.treated());
        assertThat(addresses()).containsExactly(TREATED, "2|rue du Port|null", "3|rue Haute|null");
    }

    @Test
    void an_address_that_somebody_else_refers_to_stays_as_it_is() {
        twice("prenom: new", "update client set adresse_id = 1 where prenom = 'Zoé'");

        assertThat(twins.look().treated()).isEmpty();
        assertThat(twins.merge().treated()).isEmpty();
        assertThat(address()).isEqualTo(UNTREATED);
    }

    @Test
    void an_address_that_both_profiles_refer_to_stays_as_it_is() {
        twice("prenom: new", "update client set adresse_id = 1 where prenom = 'Anna'");

        assertThat(twins.look().treated()).isEmpty();
        assertThat(twins.merge().treated()).isEmpty();
        assertThat(address()).isEqualTo(UNTREATED);
    }

    @Test
    void an_address_that_the_profile_that_stays_takes_over_stays_as_it_is() {
        twice("prenom: new", "update client set adresse_id = null where prenom = 'Anna'");

        assertThat(twins.look().treated()).isEmpty();
        assertThat(twins.merge().treated()).isEmpty();

        assertThat(address()).isEqualTo(UNTREATED);
        assertThat(twins.database().rows("select adresse_id from client where id = " + twins.anna()))
                .containsExactly("1");
    }

    @Test
    void an_address_that_is_unique_to_each_profile_can_be_taken_over_as_well() {
        twice(
                "prenom: new",
                "update client set adresse_id = null where prenom = 'Anna'",
                "alter table client add unique (adresse_id)");

        assertThat(twins.merge().treated()).isEmpty();

        assertThat(address()).isEqualTo(UNTREATED);
        assertThat(twins.database().rows("select adresse_id from client where id = " + twins.anna()))
                .containsExactly("1");
    }

    @Test
    void where_the_old_address_wins_the_new_one_is_treated() {
        twice("adresse_id: old");

        MergeResult shown = twins.look();
        MergeResult done = twins.merge();

        assertThat(shown.treated()).containsExactly(Map.entry(table(), 1L));
        assertThat(done.treated()).isEqualTo(shown.treated());
        assertThat(addresses()).containsExactly(UNTREATED, "2|effacée|null", "3|rue Haute|null");
    }

    @Test
    void that_the_only_address_of_the_profile_that_stays_is_lost_is_shown_and_confirmed() {
        twice("adresse_id: old", "update client set adresse_id = null where prenom in ('Anne', 'Anna')");
        MergeResult without = twins.look();
        twins.database().execute("update client set adresse_id = 1 where id = " + twins.anna());

        MergeResult shown = twins.look();
        PalimpsestException refused =
                Refused.by(() -> twins.palimpsest().merge(twins.request(false), without.digest(), "test"));

        assertThat(without.treated()).isEmpty();
        assertThat(shown.treated()).containsExactly(Map.entry(table(), 1L));
        assertThat(refused.code()).isEqualTo(ErrorCode.PREVIEW_NOT_CONFIRMED);
        assertThat(address()).isEqualTo(UNTREATED);
        assertThat(twins.palimpsest()
                        .merge(twins.request(false), shown.digest(), "test")
                        .treated())
                .isEqualTo(shown.treated());
        assertThat(address()).isEqualTo(TREATED);
    }

    @Test
    void an_address_of_which_only_a_lost_row_knew_is_shown_and_treated_also_where_the_old_profile_stays() {
        twice(
                "prenom: new",
                "alter table reglage add adresse_id bigint, add foreign key (adresse_id) references adresse (id)");
        twins.database()
                .execute(
                        "update client set adresse_id = null where id = " + twins.anne(),
                        "update reglage set adresse_id = 1 where client_id = " + twins.anne());
        twins.with("\"id -> client.adresse_id\"", "\"id -> reglage.adresse_id\"");

        MergeResult shown = twins.palimpsest().merge(twins.request(true));
        MergeResult done = twins.palimpsest().merge(twins.request(true), shown.digest(), "test");

        assertThat(shown.treated()).containsExactly(Map.entry(table(), 1L));
        assertThat(done.treated()).isEqualTo(shown.treated());
        assertThat(address()).isEqualTo(TREATED);
    }

    @Test
    void a_trigger_that_leaves_another_address_to_nobody_undoes_everything() {
        twice("prenom: old", product.trigger("t", "before update on client", "set new.adresse_id = null;"));
        List<String> before = addresses();

        PalimpsestException refused = Refused.by(twins::merge);

        assertThat(refused.code()).isEqualTo(ErrorCode.UNEXPECTED_ROW_COUNT);
        assertThat(addresses()).isEqualTo(before);
    }

    @Test
    void the_street_is_not_lost_to_a_profile_that_takes_it_over() {
        twice("prenom: old", "update client set adresse_id = null where prenom = 'Anna'");
        twins.with("email: email", "email: email, address: [adresse.rue]");

        assertThat(twins.look().forgotten()).doesNotContain(IdentifierKind.ADDRESS);
        assertThat(twins.merge().forgotten()).doesNotContain(IdentifierKind.ADDRESS);
    }

    @Test
    void the_street_of_an_address_that_is_treated_is_lost() {
        twice("adresse_id: old");
        twins.with("email: email", "email: email, address: [adresse.rue]");

        assertThat(twins.look().forgotten()).contains(IdentifierKind.ADDRESS);
        assertThat(twins.merge().forgotten()).contains(IdentifierKind.ADDRESS);
    }

    @Test
    void an_address_to_which_a_delivery_goes_that_moves_along_stays_as_it_is() {
        twice(
                "prenom: new",
                "create table livraison (id bigint primary key, client_id bigint not null, adresse_id bigint not null,"
                        + " foreign key (client_id) references client (id),"
                        + " foreign key (adresse_id) references adresse (id))");
        twins.with("  reglage: delete", "  reglage: delete\n  livraison: {keep: [adresse_id]}");
        twins.database().execute("insert into livraison values (1, " + twins.anne() + ", 1)");

        assertThat(twins.look().treated()).isEmpty();
        assertThat(twins.merge().treated()).isEmpty();

        assertThat(address()).isEqualTo(UNTREATED);
    }

    @Test
    void the_emptied_profile_that_stays_keeps_its_address() {
        twice("prenom: new");

        MergeResult done = twins.palimpsest().merge(twins.request(true), Merger.YES, "test");

        assertThat(done.treated()).isEmpty();
        assertThat(address()).isEqualTo(UNTREATED);
    }

    private String table() {
        return twins.database().schema() + ".adresse";
    }
}
