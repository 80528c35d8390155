package dev.palimpsest.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.palimpsest.Requirement;
import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.ledger.MergeReason;
import dev.palimpsest.map.IdentifierKind;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.run.Boutique;
import dev.palimpsest.run.RunEvent;
import dev.palimpsest.run.RunResult;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two profiles of the same person become one: nothing is lost, and the map says who wins where both cannot stay. */
@Tag("database")
@ParameterizedClass
@EnumSource(Product.class)
final class MergeTest {
    private static final String TREATMENT = "treatment:";
    private static final String COLLIDING = "alter table reservation add unique (client_id, seance_id)";
    private static final String REVENUE = "select count(*), sum(total) from facture";

    @Parameter
    private Product product;

    @TempDir
    private Path directory;

    @AutoClose
    private Boutique boutique;

    private long anne;
    private long anna;

    /** The same person twice, with colliding settings; where the map says so, the new one's stay. */
    private Boutique twice(String merge, String... more) {
        boutique = Boutique.open(product, directory, more)
                .inPlace()
                .with(TREATMENT, merge + "\n" + TREATMENT)
                .fill("Anne", "Anna");
        anne = boutique.id("Anne");
        anna = boutique.id("Anna");
        boutique.database()
                .execute(
                        "update reglage set valeur = 'fr' where client_id = " + anne,
                        "update reglage set valeur = 'en' where client_id = " + anna);
        return boutique;
    }

    private MergeRequest request() {
        return new MergeRequest(key(anne), key(anna), MergeReason.DUPLICATE, false);
    }

    private static SubjectKey key(long client) {
        return new SubjectKey(Long.toString(client));
    }

    /** A place as messages name it. */
    private String shown(String place) {
        return boutique.database().schema() + "." + place;
    }

    private MergeResult merge() {
        return boutique.palimpsest().merge(request(), Merger.YES, "test");
    }

    private static PalimpsestException refused(ThrowingCallable call) {
        PalimpsestException refused = catchThrowableOfType(PalimpsestException.class, call);
        assertThat(refused).as("a refusal").isNotNull();
        return refused;
    }

    private List<String> everything() {
        return boutique.database()
                .rows("select 'c', id, prenom, email, code from client union all select 'r', id, concat(client_id, ''),"
                        + " concat(seance_id, ''), null from reservation union all select 's', id, concat(client_id, ''),"
                        + " valeur, null from reglage union all select 'p', id, concat(reservation_id, ''), null, null"
                        + " from presence union all select 'f', id, concat(client_id, ''), nom, null from facture"
                        + " order by 1, 2");
    }

    @Test
    @Requirement("EV-10")
    void everything_of_the_old_profile_belongs_to_the_new_one() {
        twice("merge: {collisions: {reglage: new}}");
        List<String> revenue = boutique.database().rows(REVENUE);

        MergeResult result = merge();

        assertThat(result.done()).isTrue();
        assertThat(result.moved())
                .containsEntry(shown("reservation.client_id"), 2L)
                .containsEntry(shown("facture.client_id"), 2L)
                .containsEntry(shown("reglage.client_id"), 0L);
        assertThat(boutique.database().count("select count(*) from reservation where client_id = " + anna))
                .isEqualTo(4);
        assertThat(boutique.database().rows(REVENUE)).isEqualTo(revenue);
        assertThat(boutique.database().rows("select id from client where id > 1"))
                .containsExactly(Long.toString(anna));
    }

    @Test
    void the_settings_of_the_new_profile_win_where_the_map_says_so() {
        twice("merge: {collisions: {reglage: new}}");

        MergeResult result = merge();

        assertThat(result.lost()).isEqualTo(1);
        assertThat(boutique.database().rows("select client_id, cle, valeur from reglage"))
                .containsExactly(anna + "|langue|en");
    }

    @Test
    void the_settings_of_the_old_profile_win_where_the_map_says_so() {
        twice("merge: {collisions: {reglage: old}}");

        MergeResult result = merge();

        assertThat(result.lost()).isEqualTo(1);
        assertThat(result.moved()).containsEntry(shown("reglage.client_id"), 1L);
        assertThat(boutique.database().rows("select client_id, cle, valeur from reglage"))
                .containsExactly(anna + "|langue|fr");
    }

    @Test
    void a_collision_that_the_map_does_not_settle_is_refused_before_anything_changes() {
        twice("merge: {columns: {email: new}}");
        List<String> before = everything();

        PalimpsestException refused = refused(this::merge);

        assertThat(refused.code()).isEqualTo(ErrorCode.MERGE_COLLISION);
        assertThat(refused).hasMessageContaining(shown("reglage")).hasMessageContaining("client_id+cle");
        assertThat(refused(() -> boutique.palimpsest().merge(request())).code()).isEqualTo(ErrorCode.MERGE_COLLISION);
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void rows_behind_a_booking_that_lost_follow_the_booking_that_stays() {
        twice("merge: {collisions: {reglage: new, reservation: new}}", COLLIDING);

        MergeResult result = merge();

        assertThat(result.collisions())
                .extracting(collision -> collision.table() + " " + collision.lost())
                .containsExactlyInAnyOrder(shown("reservation 2"), shown("reglage 1"));
        assertThat(boutique.database().count("select count(*) from reservation"))
                .isEqualTo(2);
        assertThat(boutique.database()
                        .rows("select r.client_id, count(*) from presence p join reservation r"
                                + " on r.id = p.reservation_id group by 1"))
                .containsExactly(anna + "|4");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_triggers_log_of_the_merge_follows_the_person_and_does_not_stand_in_its_way(boolean loggedBefore) {
        String written = "insert into journal (client_id, texte) values (old.id, concat(old.prenom, ' ', old.email));";
        twice(
                        "merge: {collisions: {reglage: new}, columns: {prenom: old}}",
                        "create table journal (id {serial}, client_id bigint, texte varchar(99))",
                        "create index journal_client on journal (client_id)",
                        product.trigger("updated", "after update on client", written),
                        product.trigger("deleted", "after delete on client", written))
                .with("  reglage: delete", "  reglage: delete\n  journal: {via: client_id, delete: rows}");
        if (loggedBefore) {
            boutique.database().execute("update client set statut = 'X' where id in (" + anne + ", " + anna + ")");
        }
        List<String> revenue = boutique.database().rows(REVENUE);

        merge();

        assertThat(boutique.database().rows("select distinct client_id from journal"))
                .containsExactly(Long.toString(anna));
        assertThat(boutique.database().count("select count(*) from journal where texte like 'Anne anne@%'"))
                .isEqualTo(loggedBefore ? 2 : 1);
        assertThat(boutique.database().rows(REVENUE)).isEqualTo(revenue);
    }

    @Test
    void the_new_profile_fills_its_gaps_from_the_old_one_unless_the_map_says_otherwise() {
        twice("merge: {collisions: {reglage: new}, columns: {prenom: old, nom: new, groupe_id: filled}}");
        boutique.database()
                .execute(
                        "update client set email = '', groupe_id = null where id = " + anna,
                        "update client set nom = 'Martin' where id = " + anne);

        MergeResult result = merge();

        // no code: the new profile has one
        assertThat(result.columns()).containsExactlyInAnyOrder("prenom", "email", "groupe_id");
        assertThat(boutique.database().rows("select groupe_id, prenom, nom, email from client where id = " + anna))
                .containsExactly("2|Anne|Moreau|anne@exemple.fr");
    }

    @Test
    void a_unique_value_of_the_old_profile_can_be_taken_over() {
        twice("merge: {collisions: {reglage: new}, columns: {code: old}}");

        merge();

        assertThat(boutique.database().rows("select code from client where id = " + anna))
                .containsExactly("C-Anne");
    }

    @Test
    void a_unique_value_fills_a_gap_as_any_other() {
        twice("merge: {collisions: {reglage: new}}");
        boutique.database().execute("update client set code = null where id = " + anna);

        merge();

        assertThat(boutique.database().rows("select code from client where id = " + anna))
                .containsExactly("C-Anne");
    }

    @Test
    void a_unique_value_that_is_no_text_can_be_taken_over() {
        boolean mariaDb = product == Product.MARIADB;
        twice(
                "merge: {collisions: {reglage: new}}",
                "alter table client add badge " + (mariaDb ? "varbinary(9)" : "bytea") + " unique",
                "alter table client add numero " + (mariaDb ? "tinyint(1)" : "smallint") + " unique");
        boutique.with("keep: [groupe_id", "keep: [badge, numero, groupe_id");
        boutique.database()
                .execute("update client set badge = " + (mariaDb ? "x'ff00'" : "'\\xff00'") + ", numero = 7 where id = "
                        + anne);

        merge();

        assertThat(boutique.database()
                        .rows("select " + (mariaDb ? "lower(hex(badge))" : "encode(badge, 'hex')")
                                + ", numero + 0 from client where id = " + anna))
                .containsExactly("ff00|7");
    }

    @Test
    void blanks_fill_no_gap_and_only_text_without_characters_is_one() {
        String bytes = product == Product.POSTGRESQL ? "bytea" : "varbinary(9)";
        twice("merge: {collisions: {reglage: new}}", "alter table client add empreinte " + bytes);
        boutique.with("keep: [groupe_id", "keep: [empreinte, groupe_id");
        boutique.database()
                .execute(
                        "update client set empreinte = 'a' where id = " + anne,
                        "update client set email = '  ', code = ' ', empreinte = '' where id = " + anna);

        assertThat(boutique.palimpsest().merge(request()).columns()).isEmpty();
        assertThat(merge().columns()).isEmpty();

        assertThat(boutique.database()
                        .rows("select char_length(email), char_length(code), octet_length(empreinte) from client"
                                + " where id = " + anna))
                .containsExactly("2|1|0");
    }

    @Test
    void shows_first_what_would_move_and_collide_and_changes_nothing() {
        twice("merge: {collisions: {reglage: new}}");
        List<String> before = everything();

        MergeResult shown = boutique.palimpsest().merge(request());

        assertThat(shown.done()).isFalse();
        assertThat(shown.removed()).isTrue();
        assertThat(shown.collisions()).hasSize(1);
        assertThat(everything()).isEqualTo(before);
        MergeResult done = boutique.palimpsest().merge(request(), shown.digest(), "test");
        assertThat(done.moved()).isEqualTo(shown.moved());
    }

    @Test
    void is_refused_when_something_else_would_happen_than_was_confirmed() {
        twice("merge: {collisions: {reglage: new}}");
        MergeResult shown = boutique.palimpsest().merge(request());
        boutique.database()
                .execute("insert into reservation (client_id, seance_id, prise_le, prix) values (" + anne
                        + ", 9, '2026-01-01', 1)");
        List<String> before = everything();

        assertThat(refused(() -> boutique.palimpsest().merge(request(), shown.digest(), "test"))
                        .code())
                .isEqualTo(ErrorCode.PREVIEW_NOT_CONFIRMED);
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    @Requirement("EV-11")
    void the_old_profile_may_stay_emptied() {
        twice("merge: {collisions: {reglage: new}}");

        boutique.palimpsest()
                .merge(new MergeRequest(key(anne), key(anna), MergeReason.DUPLICATE, true), Merger.YES, "test");

        assertThat(boutique.database().rows("select prenom, email from client where id = " + anne))
                .containsExactly("Anne|anne@exemple.fr");
        assertThat(boutique.database().count("select count(*) from reservation where client_id = " + anne))
                .isZero();
        assertThat(boutique.database().rows("select email from client where id = " + anna))
                .containsExactly("anna@exemple.fr");
    }

    @Test
    void says_which_identifiers_nobody_knows_afterwards() {
        twice("merge: {collisions: {reglage: new}}");
        assertThat(boutique.palimpsest().merge(request()).forgotten())
                .containsExactly(IdentifierKind.NAME, IdentifierKind.EMAIL);

        boutique.database().execute("update client set email = null where id = " + anna);
        assertThat(boutique.palimpsest().merge(request()).forgotten()).containsExactly(IdentifierKind.NAME);

        boutique.database().execute("update client set prenom = 'ANNA' where id = " + anne);
        assertThat(boutique.palimpsest().merge(request()).forgotten()).isEmpty();

        boutique.with("collisions: {reglage: new}", "collisions: {reglage: new}, columns: {email: old}");
        boutique.database().execute("update client set email = 'anna@exemple.fr' where id = " + anna);
        assertThat(boutique.palimpsest().merge(request()).forgotten()).containsExactly(IdentifierKind.EMAIL);
    }

    @Test
    void what_the_other_profile_bears_in_another_spelling_is_not_lost() {
        twice("merge: {collisions: {reglage: new}}");
        boutique.with("email: email}", "email: email, phone: [code, reglage.valeur]}");
        boutique.database().execute("update reglage set valeur = null");
        phones("+33 6 12 34 56 78", "06.12.34.56.78");
        assertThat(boutique.palimpsest().merge(request()).forgotten()).doesNotContain(IdentifierKind.PHONE);

        phones("+33 6 12 34 56 79", "06.12.34.56.78");
        assertThat(boutique.palimpsest().merge(request()).forgotten()).contains(IdentifierKind.PHONE);

        phones("+33 6 12 34 56 78", "06.12.34.56.78");
        boutique.database().execute("update reglage set valeur = '0699999999' where client_id = " + anne);
        assertThat(boutique.palimpsest().merge(request()).forgotten())
                .as("of the row that goes because the other profile's stays")
                .contains(IdentifierKind.PHONE);

        boutique.database().execute("update reglage set valeur = '+33699999999' where client_id = " + anna);
        assertThat(boutique.palimpsest().merge(request()).forgotten()).doesNotContain(IdentifierKind.PHONE);
    }

    private void phones(String ofOld, String ofKept) {
        boutique.database()
                .execute(
                        "update client set code = '" + ofOld + "' where id = " + anne,
                        "update client set code = '" + ofKept + "' where id = " + anna);
    }

    @Test
    void statutory_records_that_stay_as_they_are_are_named() {
        twice("merge: {collisions: {reglage: new}}");

        MergeResult shown = boutique.palimpsest().merge(request());

        assertThat(shown.kept()).isEqualTo(Map.of(shown("facture.client_id"), 1L));
        assertThat(shown.moved()).containsEntry(shown("facture.client_id"), 2L);
    }

    @Test
    void an_old_profile_that_is_kept_and_anonymised_with_the_new_one_leaves_no_text_behind() {
        twice("merge: {collisions: {reglage: new}}");
        boutique.with("remarque: erase", "remarque: {redact: anywhere}").fill("Luc");
        boutique.database()
                .execute("update reservation set remarque = 'avec anne@exemple.fr' where client_id = "
                        + boutique.id("Luc"));

        MergeResult merged = boutique.palimpsest()
                .merge(new MergeRequest(key(anne), key(anna), MergeReason.DUPLICATE, true), Merger.YES, "test");
        RunResult run = boutique.run(boutique.preview(anne, anna));

        assertThat(merged.forgotten()).isEmpty();
        assertThat(run.done()).isEqualTo(2);
        assertThat(boutique.database()
                        .rows("select distinct remarque from reservation where client_id = " + boutique.id("Luc")))
                .containsExactly("avec […]");
        assertThat(boutique.palimpsest().prove(Optional.empty()).green()).isTrue();
    }

    @Test
    @Requirement({"EV-12", "X-19"})
    void writes_down_why_and_how_much_but_no_name() {
        twice("merge: {collisions: {reglage: new}}");

        merge();

        assertThat(boutique.database()
                        .rows("select subject_table, old_key, new_key, reason, merged_by, moved, lost"
                                + " from palimpsest_merge"))
                .containsExactly(shown("client|") + anne + "|" + anna + "|duplicate|test|4|1");
    }

    @Test
    @Requirement({"EV-05", "EV-10", "EV-12"})
    void one_person_can_be_merged_into_the_anonymous_profile_with_the_reason_written_down() {
        boutique = Boutique.open(product, directory).fill("Anne");
        anne = boutique.id("Anne");
        Preview shown = boutique.preview(anne);
        Preview again = boutique.preview(anne);
        assertThat(again.effectDigest()).isEqualTo(shown.effectDigest());

        RunResult result = boutique.palimpsest()
                .mergeIntoShared(again, "yes", MergeReason.REQUEST, "test", RunEvent.Listener.none());

        assertThat(result.merged()).isEqualTo(1);
        assertThat(boutique.database().rows("select old_key, new_key, reason, moved from palimpsest_merge"))
                .containsExactly(anne + "|" + Boutique.PROFILE + "|request|4");
    }

    /** A key may be somebody's e-mail address. */
    @Test
    void a_refused_merge_is_written_down_with_the_digest_and_no_key() {
        twice("merge: {collisions: {reglage: new}}");
        merge();
        boutique.fill("Luc", "Lucie");
        MergeRequest request =
                new MergeRequest(key(boutique.id("Luc")), key(boutique.id("Lucie")), MergeReason.DUPLICATE, false);
        String digest = boutique.palimpsest().merge(request).digest();

        refused(() -> boutique.palimpsest().merge(request, "typed", "test"));

        assertThat(boutique.database().rows("select verb, about from palimpsest_attempt"))
                .containsExactly("merge|" + digest);
    }

    @Test
    void a_wrong_digest_is_refused_and_written_down_where_nobody_may_go_as_well() {
        twice("merge: {collisions: {reglage: new}}");
        merge();
        Preview nobody = boutique.preview(anne);
        assertThat(nobody.keys()).isEmpty();

        assertThat(refused(() -> boutique.palimpsest().requireConfirmed(nobody, "typed", "test"))
                        .code())
                .isEqualTo(ErrorCode.PREVIEW_NOT_CONFIRMED);

        assertThat(boutique.database().rows("select verb, about from palimpsest_attempt"))
                .containsExactly("merge|" + nobody.effectDigest());
        boutique.palimpsest().requireConfirmed(nobody, nobody.effectDigest(), "test");
    }

    @Test
    @Requirement("EV-12")
    void the_reason_stands_from_the_beginning_and_the_record_with_the_treatment_whenever_the_process_dies() {
        boutique = Boutique.open(product, directory).fill("Anne", "Luc");
        anne = boutique.id("Anne");

        diesAt(RunEvent.Started.class, boutique.preview(anne));
        assertThat(boutique.database().rows("select reason, released_by from palimpsest_run"))
                .containsExactly("request|test");
        assertThat(record()).isEmpty();
        boutique.palimpsest().resume(Optional.empty(), RunEvent.Listener.none());
        assertThat(record()).containsExactly(anne + "|" + Boutique.PROFILE + "|request|test|4");

        long luc = boutique.id("Luc");
        diesAt(RunEvent.Finished.class, boutique.preview(luc));
        assertThat(record()).contains(luc + "|" + Boutique.PROFILE + "|request|test|4");
    }

    @Test
    @Requirement("EV-12")
    void nothing_is_written_down_of_somebody_who_could_not_go_after_all() {
        boutique = Boutique.open(product, directory).fill("Anne");
        anne = boutique.id("Anne");
        Preview preview = boutique.preview(anne);
        boutique.database().execute("update facture set total = -1 where client_id = " + anne);

        RunResult result = boutique.palimpsest()
                .mergeIntoShared(preview, "yes", MergeReason.REQUEST, "test", RunEvent.Listener.none());

        assertThat(result.skipped()).isEqualTo(1);
        assertThat(record()).isEmpty();
    }

    @Test
    void one_at_a_time_and_only_where_there_is_a_shared_profile() {
        boutique = Boutique.open(product, directory).fill("Anne", "Luc");
        Preview both = boutique.preview();
        assertThat(refused(() -> boutique.palimpsest()
                                .mergeIntoShared(both, "yes", MergeReason.REQUEST, "test", RunEvent.Listener.none()))
                        .code())
                .isEqualTo(ErrorCode.BAD_ARGUMENT);
        boutique.inPlace();
        Preview inPlace = boutique.preview(boutique.id("Anne"));

        assertThat(refused(() -> boutique.palimpsest()
                                .mergeIntoShared(inPlace, "yes", MergeReason.REQUEST, "test", RunEvent.Listener.none()))
                        .code())
                .isEqualTo(ErrorCode.MERGE_REFUSED);
    }

    private void diesAt(Class<? extends RunEvent> moment, Preview preview) {
        assertThatThrownBy(() -> boutique.palimpsest()
                        .mergeIntoShared(preview, "yes", MergeReason.REQUEST, "test", event -> {
                            if (moment.isInstance(event)) {
                                throw new AssertionError("killed");
                            }
                        }))
                .hasMessage("killed");
    }

    private List<String> record() {
        return boutique.database().rows("select old_key, new_key, reason, merged_by, moved from palimpsest_merge");
    }

    @Test
    void neither_the_anonymous_profile_nor_somebody_anonymised_can_be_merged() {
        twice("merge: {collisions: {reglage: new}}");
        boutique.with("  inactive-for: P2Y", "  inactive-for: P2Y\n  never: \"code = 'EXTERNE'\"");
        boutique.run(boutique.preview(anne));

        assertThat(refused(this::merge)).hasMessageContaining("'records-kept'");
        assertThat(refused(() -> boutique.palimpsest()
                        .merge(new MergeRequest(key(anna), key(1), MergeReason.REQUEST, false), Merger.YES, "test")))
                .hasMessageContaining("'never'")
                .hasMessageContaining("merge into the shared one");
        assertThat(refused(() ->
                        boutique.palimpsest().merge(new MergeRequest(key(anna), key(anna), MergeReason.OTHER, false))))
                .hasMessageContaining("into itself");
        assertThat(refused(() ->
                        boutique.palimpsest().merge(new MergeRequest(key(anna), key(4711), MergeReason.OTHER, false))))
                .hasMessageContaining("no row with the key 4711");
    }

    @Test
    void a_blocker_does_not_matter_since_the_person_stays() {
        twice("merge: {collisions: {reglage: new}}");
        boutique.database()
                .execute("insert into facture (client_id, numero, emise_le, total) values (" + anne
                        + ", 'X', '2026-01-01', -5)");

        assertThat(merge().done()).isTrue();
    }

    @Test
    void references_of_tables_that_the_map_leaves_alone_move_too() {
        twice(
                "merge: {collisions: {reglage: new}}",
                "create table parrainage (id {serial}, filleul_id bigint references client (id) on delete cascade)");
        boutique.with("  reglage: delete", "  reglage: delete\n  parrainage: ignore");
        boutique.database().execute("insert into parrainage (filleul_id) values (" + anne + ")");

        merge();

        assertThat(boutique.database().rows("select filleul_id from parrainage"))
                .containsExactly(Long.toString(anna));
    }

    @Test
    void nobody_refers_to_themselves_because_the_two_were_one() {
        twice("merge: {collisions: {reglage: new}}", "alter table client add parrain_id bigint references client (id)");
        boutique.with("keep: [groupe_id", "keep: [parrain_id, groupe_id");
        boutique.database().execute("update client set parrain_id = " + anne + " where id in (1, " + anna + ")");

        merge();

        assertThat(boutique.database().rows("select id, parrain_id from client order by id"))
                .containsExactly("1|" + anna, anna + "|null");
    }

    @Test
    void a_trigger_that_changes_an_amount_undoes_everything() {
        twice(
                "merge: {collisions: {reglage: new}}",
                product.trigger("t", "before update on reservation", "set new.prix = 0;"));
        List<String> before = everything();

        assertThat(refused(this::merge).code()).isEqualTo(ErrorCode.STATISTIC_CHANGED);
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void somebody_who_is_being_written_about_is_not_merged_now() throws SQLException {
        twice("merge: {collisions: {reglage: new}}");
        try (Connection business = boutique.database().connection();
                Statement statement = business.createStatement()) {
            business.setAutoCommit(false);
            statement.execute("update reservation set prix = 1 where client_id = " + anne);

            assertThat(refused(this::merge).code()).isEqualTo(ErrorCode.RUN_BUSY);
            business.rollback();
        }
        assertThat(merge().done()).isTrue();
    }
}
