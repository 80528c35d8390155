package dev.palimpsest.work;

import static dev.palimpsest.ClubFixture.keys;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.palimpsest.ClubFixture;
import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.ledger.Adoption;
import dev.palimpsest.ledger.HoldReason;
import dev.palimpsest.ledger.RunId;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.run.RunEvent;
import dev.palimpsest.run.RunResult;
import dev.palimpsest.survey.Act;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A preview, a run and the home belong to one database, not to its schema. */
@Tag("database")
final class KnownDatabaseTest {
    @TempDir
    private Path directory;

    private static ClubFixture club(Product product) {
        return ClubFixture.create(product).member(1, "Anna", "Brandt").member(2, "Bert", "Claasen");
    }

    private static Preview preview(Palimpsest palimpsest) {
        return palimpsest.preview(Selection.eligible(), skipped -> {});
    }

    private static PalimpsestException refused(ThrowingCallable call) {
        PalimpsestException refused = catchThrowableOfType(PalimpsestException.class, call);
        assertThat(refused).as("a refusal").isNotNull();
        return refused;
    }

    private static DataSource as(ClubFixture club, String user) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(club.database().url());
        source.setUser(user);
        source.setPassword("x");
        return source;
    }

    /** Own tables as a dump brings them to another database. */
    private static void bringIdentity(ClubFixture from, ClubFixture to) {
        to.sql("delete from palimpsest_identity");
        from.database()
                .rows("select concat(position, ', ''', mark, ''', ''', server_id, ''', ''', database_id, ''', ''',"
                        + " database_name, ''', ''made'', ''x'', ''2026-01-01 00:00:00''') from palimpsest_identity")
                .forEach(row -> to.sql("insert into palimpsest_identity values (" + row + ")"));
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void a_preview_of_one_database_does_nothing_to_another_of_the_same_schema(Product product) {
        try (ClubFixture shop = club(product);
                ClubFixture other = ClubFixture.create(product)) {
            other.member(1, "Clara", "Dirks").member(2, "Dora", "Ehlers");
            Preview preview = preview(shop.attach(directory));
            Palimpsest wrong = other.attach(directory);
            String before = other.checksum();

            PalimpsestException run = refused(() -> ClubFixture.run(wrong, preview));
            PalimpsestException copy = refused(
                    () -> wrong.exportFirst(preview, preview.digest(), "test", directory.resolve("copy"), "en"));

            assertThat(run.code()).isEqualTo(ErrorCode.PREVIEW_OTHER_DATABASE);
            assertThat(run)
                    .hasMessageContaining(shop.database().name())
                    .hasMessageContaining(other.database().name());
            assertThat(copy.code()).isEqualTo(ErrorCode.PREVIEW_OTHER_DATABASE);
            assertThat(other.checksum()).isEqualTo(before);
            assertThat(directory.resolve("copy")).doesNotExist();
        }
    }

    /** The first preview of all is made before there is anything to know the database by. */
    @ParameterizedTest
    @EnumSource(Product.class)
    void previews_from_before_the_own_tables_run_once_each_on_the_same_database(Product product) {
        try (ClubFixture shop = club(product)) {
            Palimpsest palimpsest = shop.attach(directory);
            Preview first = palimpsest.preview(Selection.of(keys(1)), skipped -> {});
            Preview second = palimpsest.preview(Selection.of(keys(2)), skipped -> {});
            assertThat(first.database().mark()).isNull();

            assertThat(ClubFixture.run(palimpsest, first).done()).isEqualTo(1);
            assertThat(ClubFixture.run(palimpsest, second).done()).isEqualTo(1);

            assertThat(refused(() -> ClubFixture.run(palimpsest, second)).code())
                    .isEqualTo(ErrorCode.PREVIEW_SPENT);
            assertThat(preview(palimpsest).database().mark()).isNotNull();
        }
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void a_database_that_was_made_anew_under_the_old_name_is_another(Product product) {
        try (ClubFixture shop = club(product)) {
            Palimpsest palimpsest = shop.attach(directory);
            ClubFixture.run(palimpsest, Selection.of(keys(1)));
            Preview preview = preview(palimpsest);
            shop.sql("update palimpsest_identity set mark = '00000000-0000-4000-8000-000000000001'");

            PalimpsestException refused = refused(() -> ClubFixture.run(palimpsest, preview));

            assertThat(refused.code()).isEqualTo(ErrorCode.PREVIEW_OTHER_DATABASE);
            assertThat(refused).hasMessageContaining("Make a new preview");
        }
    }

    /** What every verb says that would change something. */
    private void assertNothingWorks(ClubFixture club, Palimpsest palimpsest, Preview preview) {
        String before = club.checksum();
        List<ThrowingCallable> verbs = List.of(
                () -> ClubFixture.run(palimpsest, preview),
                () -> palimpsest.resume(Optional.empty(), RunEvent.Listener.none()),
                () -> palimpsest.prove(Optional.empty()),
                () -> palimpsest.holds().place(preview.keys(), HoldReason.OTHER, "", null, "test"),
                () -> palimpsest.selections().save("all", Selection.eligible(), true, "test"));
        for (ThrowingCallable verb : verbs) {
            PalimpsestException refused = refused(verb);
            assertThat(refused.code()).isEqualTo(ErrorCode.DATABASE_NOT_ADOPTED);
            assertThat(refused).hasMessageContaining("adopt");
        }
        assertThat(club.checksum()).isEqualTo(before);
        assertThat(palimpsest.check().isReady()).isFalse();
    }

    @Test
    void a_copy_by_template_is_noticed_and_does_not_touch_the_runs_of_its_original() {
        try (ClubFixture shop = club(Product.POSTGRESQL)) {
            Palimpsest original = shop.attach(directory);
            RunResult run = ClubFixture.run(original, Selection.of(keys(1)));
            try (ClubFixture staging = shop.copy()) {
                Palimpsest copy = staging.attach(directory);
                assertThat(copy.standing().elsewhere()).isTrue();
                assertNothingWorks(staging, copy, preview(copy));

                assertThat(copy.adopt(Adoption.COPIED, "test").isKnown()).isTrue();

                // each proves on its own: the key of one is not the key of the other
                assertThat(copy.prove(Optional.empty()).green()).isTrue();
                assertThat(staging.home(directory).key(run.run().value())).isEmpty();
                assertThat(shop.home(directory).key(run.run().value())).isPresent();
                assertThat(original.check().isReady()).isTrue();
                assertThat(original.prove(Optional.empty()).green()).isTrue();
                assertThat(shop.home(directory).key(run.run().value())).isEmpty();
                assertThat(staging.database()
                                .rows("select origin, written_by from palimpsest_identity" + " order by position"))
                        .containsExactly("made|" + staging.database().user(), "copied|test");
            }
        }
    }

    @Test
    void who_only_looks_with_the_rights_of_the_page_notices_a_copy_too() throws IOException {
        String page = Files.readString(Path.of("../docs/how-to/prepare-the-database-user.md"));
        String grant = page.substring(page.indexOf("grant select on public.palimpsest_run"));
        try (ClubFixture shop = club(Product.POSTGRESQL)) {
            ClubFixture.run(shop.attach(directory), Selection.of(keys(1)));
            try (ClubFixture staging = shop.copy()) {
                String user = "reader_of_" + staging.database().name();
                staging.sql(
                        "create role " + user + " login password 'x'",
                        "grant select on member, contract, account, collection, check_in, invoice, invoice_line, note, task,"
                                + " audit_log to " + user,
                        grant.substring(0, grant.indexOf(';')).replace("palimpsest_reader", user));
                try {
                    assertThat(staging.attach(as(staging, user), directory, ClubFixture.map())
                                    .standing()
                                    .elsewhere())
                            .isTrue();
                } finally {
                    staging.sql("drop owned by " + user, "drop role " + user);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void a_moved_database_goes_on_in_one_step_and_what_it_left_behind_is_noticed(Product product) {
        try (ClubFixture old = club(product);
                ClubFixture fresh = club(product)) {
            Palimpsest before = old.attach(directory);
            before.selections().save("all", Selection.eligible(), false, "test");
            Palimpsest after = fresh.attach(directory);
            after.selections().save("all", Selection.eligible(), false, "test");
            bringIdentity(old, fresh);
            assertThat(refused(() -> ClubFixture.run(after)).code()).isEqualTo(ErrorCode.DATABASE_NOT_ADOPTED);

            assertThat(after.adopt(Adoption.MOVED, "test").isKnown()).isTrue();

            assertThat(ClubFixture.run(after).done()).isEqualTo(2);
            assertThat(after.prove(Optional.empty()).green()).isTrue();
            assertThat(before.standing().left()).isTrue();
            assertThat(refused(() -> ClubFixture.run(before)).code()).isEqualTo(ErrorCode.DATABASE_NOT_ADOPTED);
            PalimpsestException again = refused(() -> after.adopt(Adoption.MOVED, "test"));
            assertThat(again.code()).isEqualTo(ErrorCode.BAD_ARGUMENT);
        }
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void what_was_found_can_be_looked_at_after_a_move(Product product) {
        try (ClubFixture shop = club(product)) {
            Palimpsest palimpsest = shop.attach(directory);
            ClubFixture.run(palimpsest, Selection.of(keys(1)));
            palimpsest.prove(Optional.empty());
            shop.sql("update palimpsest_identity set server_id = 'before the move'");

            palimpsest.adopt(Adoption.MOVED, "test");

            assertThat(palimpsest.look(Optional.empty(), 0, 10)).isPresent();
        }
    }

    /** A server that was set up anew by a major upgrade has another identifier; the keys of runs under way go along. */
    @ParameterizedTest
    @EnumSource(Product.class)
    void a_run_from_before_an_upgrade_is_proved_after_it(Product product) {
        try (ClubFixture shop = club(product)) {
            Palimpsest palimpsest = shop.attach(directory);
            RunResult run = ClubFixture.run(palimpsest, Selection.of(keys(1)));
            String oldMark =
                    shop.database().rows("select mark from palimpsest_identity").getFirst();
            shop.sql("update palimpsest_identity set server_id = 'before the upgrade'");
            assertNothingWorks(shop, palimpsest, preview(palimpsest));

            palimpsest.adopt(Adoption.MOVED, "test");

            assertThat(palimpsest.home().of(oldMark).key(run.run().value())).isEmpty();
            assertThat(palimpsest.prove(Optional.empty()).green()).isTrue();
            assertThat(palimpsest.home().of(oldMark).key(run.run().value())).isEmpty();
            assertThat(shop.home(directory).key(run.run().value())).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void an_older_state_of_the_same_database_is_noticed_by_the_runs_it_has_forgotten(Product product) {
        try (ClubFixture shop = club(product)) {
            Palimpsest palimpsest = shop.attach(directory);
            RunId kept = ClubFixture.run(palimpsest, Selection.of(keys(1))).run();
            RunId forgotten = ClubFixture.run(palimpsest, Selection.of(keys(2))).run();
            for (String table : List.of("outbox", "trace", "statistic", "receipt", "frozen", "run")) {
                shop.sql("delete from palimpsest_" + table + " where run_id = '" + forgotten + "'");
            }
            shop.sql("update member set status = 'FORMER', first_name = 'Bert' where id = 2");

            assertThat(palimpsest.standing().beyond()).containsExactly(forgotten.value());
            assertNothingWorks(shop, palimpsest, preview(palimpsest));
            PalimpsestException notMoved = refused(() -> palimpsest.adopt(Adoption.MOVED, "test"));
            assertThat(notMoved.code()).isEqualTo(ErrorCode.BAD_ARGUMENT);
            assertThat(notMoved).hasMessageContaining(forgotten.value());

            palimpsest.adopt(Adoption.RESTORED, "test");

            assertThat(palimpsest.prove(Optional.of(kept)).run()).isEqualTo(kept.value());
            assertThat(ClubFixture.run(palimpsest).done()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void a_state_from_before_the_proof_is_an_older_one_too(Product product) {
        try (ClubFixture shop = club(product)) {
            Palimpsest palimpsest = shop.attach(directory);
            RunId run = ClubFixture.run(palimpsest).run();
            assertThat(palimpsest.prove(Optional.empty()).green()).isTrue();
            assertThat(palimpsest.standing().isKnown()).isTrue();

            shop.sql("update palimpsest_run set status = 'FINISHED'");

            assertThat(palimpsest.standing().beyond()).containsExactly(run.value());
        }
    }

    @Test
    void whoever_only_looks_makes_previews_before_and_after_the_own_tables_were_made() {
        try (ClubFixture shop = club(Product.POSTGRESQL)) {
            String reader = "reader_of_" + shop.database().name();
            shop.sql("create role " + reader + " login password 'x'; grant select on all tables in schema public to "
                    + reader);
            Palimpsest looking = shop.attach(as(shop, reader), directory, ClubFixture.map());
            Palimpsest working = shop.attach(directory);
            Preview before = preview(looking);
            assertThat(before.keys()).hasSize(2);
            assertThat(before.database().location().server()).isNotEmpty();

            working.consider(Act.ANONYMISE, Selection.eligible(), refused -> {});
            working.selections().save("all", Selection.eligible(), false, "test");
            shop.sql(
                    "grant select on all tables in schema public to " + reader,
                    "revoke select on palimpsest_identity from " + reader);
            Preview after = preview(looking);

            assertThat(after.database().mark()).as("it may not read the mark").isNull();
            assertThat(ClubFixture.run(working, after).done()).isEqualTo(2);
            shop.sql("drop owned by " + reader, "drop role " + reader);
        }
    }

    @Test
    void who_may_not_ask_the_server_for_its_identifier_is_told_apart_by_number_and_name() {
        try (ClubFixture shop = club(Product.POSTGRESQL);
                ClubFixture other = club(Product.POSTGRESQL)) {
            String user = "guest_of_" + shop.database().name();
            for (ClubFixture club : List.of(shop, other)) {
                club.sql("revoke execute on function pg_control_system() from public");
            }
            shop.sql("create role " + user + " login password 'x'");
            shop.sql("grant select on all tables in schema public to " + user);
            try {
                Preview preview = preview(shop.attach(as(shop, user), directory, ClubFixture.map()));

                assertThat(preview.database().location().server()).isEmpty();
                assertThat(refused(() -> ClubFixture.run(other.attach(directory), preview))
                                .code())
                        .isEqualTo(ErrorCode.PREVIEW_OTHER_DATABASE);
                assertThat(ClubFixture.run(shop.attach(directory), preview).done())
                        .isEqualTo(2);
            } finally {
                shop.sql("drop owned by " + user, "drop role " + user);
            }
        }
    }
}
