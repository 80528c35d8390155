package dev.palimpsest;

import static dev.palimpsest.ClubFixture.keys;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.chunk.RunSettings;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.PreviewFile;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.proof.ProofReport;
import dev.palimpsest.run.RunEvent;
import dev.palimpsest.run.RunResult;
import dev.palimpsest.survey.Assessment;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Names that are planted in the database must not come out of it: not in errors, results, events, reports or own tables. */
@Tag("database")
@ParameterizedClass
@EnumSource
final class SecretsTest {
    /** What was planted, in lower case; what anybody reads is searched for it. */
    private static final List<String> PLANTED = List.of(
            "zebedäus",
            "quastenflosser",
            "zebedäus.1@mail.example",
            "23451001",
            "m-771",
            "50667",
            "1984-05-17",
            "geheimnis");

    @AutoClose
    private final ClubFixture club;

    @TempDir
    private Path directory;

    private Palimpsest palimpsest;
    private final StringBuilder said = new StringBuilder();

    private final Product product;

    SecretsTest(Product product) {
        this.product = product;
        club = ClubFixture.create(product);
    }

    @BeforeEach
    void plant() {
        club.member(1, "Zebedäus", "Quastenflosser")
                .member(2, "Bert", "Claasen")
                .contract(1, "2019-03-01", "2024-12-31")
                .invoice(10, 1, "2016-01-31", "Zebedäus Quastenflosser")
                .invoice(11, 1, "2025-01-31", "Zebedäus Quastenflosser")
                .sql(
                        "insert into note (member_id, text) values (1, 'Zebedäus hat ein Geheimnis'), (2, 'mit Zebedäus Quastenflosser')");
        palimpsest = club.attach(directory).with(RunSettings.STANDARD.withBrake(1));
    }

    private void hear(Object heard) {
        said.append(heard).append('\n');
        if (heard instanceof Throwable failure) {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            said.append(trace);
        }
    }

    private Throwable refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
        Throwable refused = catchThrowable(act);
        hear(refused);
        return refused;
    }

    /** Reads what was said, every file of the home and Palimpsest's own tables. */
    private void assertNothingSlipped() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                hear(file.getFileName());
                hear(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
            }
        }
        for (String table : club.database().tables()) {
            if (table.contains("palimpsest_")) {
                club.database().rows("select * from " + table).forEach(this::hear);
            }
        }
        String everything = said.toString().toLowerCase(Locale.ROOT);
        assertThat(everything).isNotEmpty();
        for (String secret : PLANTED) {
            int at = everything.indexOf(secret);
            assertThat(at)
                    .as(
                            "'%s' in: %s",
                            secret,
                            at < 0
                                    ? ""
                                    : everything.substring(
                                            Math.max(0, at - 200), Math.min(everything.length(), at + 80)))
                    .isNegative();
        }
    }

    private RunResult run() {
        Preview preview = palimpsest.preview(Selection.eligible(), this::hear);
        PreviewFile.write(preview, directory.resolve("preview.json"));
        hear(preview);
        RunResult result = palimpsest.run(preview, preview.digest(), "test", this::hear);
        hear(result);
        return result;
    }

    @Test
    void a_run_that_goes_well_tells_nothing() throws IOException {
        List<Assessment> assessments = new ArrayList<>();
        hear(palimpsest.check());
        hear(palimpsest.survey(assessments::add));
        hear(assessments);
        hear(palimpsest.samples(keys(1).getFirst(), 5));

        assertThat(run().isComplete()).isTrue();
        ProofReport proof = palimpsest.prove(Optional.empty());
        hear(proof);

        assertThat(proof.green()).isTrue();
        assertNothingSlipped();
    }

    @Test
    void a_blocked_person_is_a_reason_and_no_name() throws IOException {
        club.sql("insert into contract (member_id, number, starts_on) values (1, 'Quastenflosser-1', '2026-01-01')");

        hear(palimpsest.survey(this::hear));
        hear(palimpsest.preview(Selection.of(keys(1)), this::hear));

        assertNothingSlipped();
    }

    /** What keeps one person from being treated; what the database says then quotes the row or the value. */
    private enum Obstacle {
        CONSTRAINT("alter table member add constraint stays check (last_name = 'Quastenflosser' or id <> 1)"),
        CONSTRAINT_OF_AN_INVOICE(
                "alter table invoice add constraint stays check (billing_name like '%Quastenflosser%')"),
        UNIQUE(
                "create unique index stays on member (lower(first_name)) where status = 'ARCHIVED' or status = 'STAFF';"
                        + " insert into member (id, number, first_name, last_name, status)"
                        + " values (9, 'Z', 'Former', 'member', 'STAFF')",
                "create table seen (name varchar(80) primary key); insert into seen values ('Quastenflosser');"
                        + before(Product.MARIADB, "insert into seen values (old.last_name);")),
        EXCEPTION(
                before(
                        Product.POSTGRESQL,
                        "raise exception 'not %, never', old.last_name using detail = old.email, hint = old.phone;"),
                before(
                        Product.MARIADB,
                        "set @said = concat('not ', old.last_name, ', ', old.email, ', never');"
                                + " signal sqlstate '45000' set message_text = @said;")),
        EXCEPTION_OF_A_CONSTRAINT(
                before(Product.POSTGRESQL, "raise exception '%', old.last_name using errcode = 'check_violation';"),
                before(
                        Product.MARIADB,
                        "set @said = old.last_name; signal sqlstate '23000' set message_text = @said;")),
        EXCEPTION_OF_ITS_OWN(
                before(
                        Product.POSTGRESQL,
                        "raise exception '%', old.last_name using errcode = 'GYM01', constraint = old.last_name,"
                                + " column = old.email, table = old.first_name, schema = old.phone;"),
                before(
                        Product.MARIADB,
                        "set @last = old.last_name, @first = old.first_name, @mail = old.email;"
                                + " signal sqlstate 'GYM01' set message_text = @last, constraint_name = @last,"
                                + " column_name = @mail, table_name = @first;")),
        NO_NUMBER(
                before(Product.POSTGRESQL, "perform old.last_name::int;"),
                before(Product.MARIADB, "begin declare number int; set number = old.last_name; end;")),
        AFTERWARDS(
                "create function tell() returns trigger language plpgsql as $$ begin"
                        + " raise exception 'too late for %', old.last_name; end $$;"
                        + " create constraint trigger tell after update on member deferrable initially deferred"
                        + " for each row when (old.id = 1) execute function tell()",
                Product.MARIADB.trigger(
                        "tell",
                        "after update on member",
                        "if old.id = 1 then set @said = concat('too late for ', old.last_name);"
                                + " signal sqlstate '45000' set message_text = @said; end if;")),
        WARNING(
                before(Product.POSTGRESQL, "raise warning 'good bye, %', old.last_name;"),
                before(
                        Product.MARIADB,
                        "set @said = concat('good bye, ', old.last_name);"
                                + " signal sqlstate '01000' set message_text = @said;")),
        ROWS_THAT_GO(
                "create function tell() returns trigger language plpgsql as $$ begin return null; end $$;"
                        + " create trigger tell before update on member for each row when (old.last_name = 'Quastenflosser') execute function tell()",
                before(Product.MARIADB, "delete from contract where member_id = old.id;"));

        private final String postgresql;
        private final String mariadb;

        Obstacle(String both) {
            this(both, both);
        }

        Obstacle(String postgresql, String mariadb) {
            this.postgresql = postgresql;
            this.mariadb = mariadb;
        }

        /** A trigger that does this before the member with the key 1 is changed. */
        private static String before(Product product, String statements) {
            return product.trigger("tell", "before update on member", "if old.id = 1 then " + statements + " end if;");
        }

        String sql(Product product) {
            return switch (product) {
                case POSTGRESQL -> postgresql;
                case MARIADB -> mariadb;
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_refusal_of_the_database_fails_one_person_and_tells_no_value(Obstacle obstacle) throws IOException {
        club.sql(obstacle.sql(product));

        RunResult result = run();

        if (obstacle != Obstacle.WARNING) {
            assertThat(result.failed()).isPositive();
            assertThat(result.failures().keySet()).singleElement().asString().startsWith("PAL-");
        }
        assertThat(result.done() + result.failed()).isEqualTo(2);
        hear(palimpsest.prove(Optional.empty()));
        assertNothingSlipped();
    }

    @Test
    void an_obstacle_to_the_sweep_tells_no_value_and_does_not_hold_up_the_others() throws IOException {
        club.member(3, "Cora", "Dietz")
                .checkIn(3, "2026-11-20 10:00")
                .checkIn(2, "2026-11-20 10:00")
                .sql("insert into note (member_id, text) values (3, 'auch Zebedäus Quastenflosser')")
                .sql("alter table note add constraint stays check (text like '%Quastenflosser%' or member_id <> 3)");

        RunResult result = run();

        assertThat(result.done()).isEqualTo(1);
        assertThat(club.database()
                        .rows("select text from note where member_id = 2")
                        .getFirst())
                .doesNotContain("Quastenflosser");
        ProofReport proof = palimpsest.prove(Optional.empty());
        hear(proof);
        assertThat(proof.green()).isFalse();
        assertThat(proof.findings()).isNotEmpty();
        assertNothingSlipped();
    }

    @Test
    void a_red_proof_names_the_place_and_not_the_value() throws IOException {
        club.sql(
                "create table leaflet (address varchar(80) primary key, text text)",
                "insert into leaflet values ('Zebedäus Quastenflosser', 'zebedäus.1@mail.example'), ('x', 'Zebedäus Quastenflosser')");
        run();

        ProofReport proof = palimpsest.prove(Optional.empty());
        hear(proof);

        assertThat(proof.green()).isFalse();
        assertThat(proof.residuals()).isNotEmpty();
        assertNothingSlipped();
    }

    @Test
    void a_predicate_that_fails_on_a_value_tells_no_value() throws IOException {
        palimpsest = club.attach(
                directory,
                ClubFixture.mapWith(
                        "\"ends_on is null or ends_on >= :today\"",
                        product == Product.POSTGRESQL
                                ? "\"cast(number as int) > 0\""
                                // reads any text as a number, but no number of this size
                                : "\"pow(length(number), 1000) > 0\""));
        club.sql("update contract set number = 'Quastenflosser'");

        Throwable refused = refusal(() -> palimpsest.survey(this::hear));
        refusal(() -> palimpsest.preview(Selection.eligible(), this::hear));

        assertThat(((PalimpsestException) refused).code()).isEqualTo(ErrorCode.DATABASE_REFUSED_DATA);
        assertNothingSlipped();
    }

    @Test
    void every_refusal_of_a_run_tells_no_value() throws IOException {
        Preview preview = palimpsest.preview(Selection.eligible(), this::hear);

        refusal(() -> palimpsest.run(preview, "another", "test", RunEvent.Listener.none()));
        refusal(() -> palimpsest.prove(Optional.empty()));
        refusal(() -> palimpsest.resume(Optional.empty(), RunEvent.Listener.none()));
        refusal(() -> palimpsest
                .with(RunSettings.STANDARD.withBrake(0))
                .run(preview, preview.digest(), "test", RunEvent.Listener.none()));
        refusal(() -> palimpsest.run(preview, preview.digest(), "test", RunEvent.Listener.none()));

        assertNothingSlipped();
    }
}
