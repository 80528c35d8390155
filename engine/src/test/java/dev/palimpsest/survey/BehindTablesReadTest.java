package dev.palimpsest.survey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase;
import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.home.Home;
import dev.palimpsest.map.PrivacyMapReader;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.proof.ProofReport;
import dev.palimpsest.run.RunEvent;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How many rows a survey reads where what shows that somebody was here lies behind another table: messages of a help desk in
 * conversations. Nobody has ever analysed the tables.
 */
@Tag("database")
final class BehindTablesReadTest {
    private static final int PEOPLE = 800;
    private static final int MESSAGES_EACH = 10;
    private static final long MOST_TIMES = 12;
    private static final List<String> TABLES = List.of("contact", "conversation", "message", "event");

    private static final String MAP = """
            palimpsest: 1
            name: desk
            jurisdiction: DE
            schema: {schema}
            subject:
              table: contact
              key: id
              title: name
              inactive-for: P2Y
              identifiers: {name: name}
            activity:
              message: {table: message, at: day, where: "sender_type = 'Contact'",
                via: ["conversation_id -> conversation.id", contact_id]}
            treatment:
              contact: {name: {replace: Former}}
              conversation: {via: contact_id, keep: all}
              event: {via: ["owner_id -> conversation.id", contact_id], where: "owner_type = 'Conversation'", text: redact, keep: all}
              message: {via: ["conversation_id -> conversation.id", contact_id], content: redact, keep: all}
            """;

    @TempDir
    private Path directory;

    @AutoClose
    private TestDatabase database;

    @ParameterizedTest
    @EnumSource(Product.class)
    void a_survey_reads_messages_behind_conversations_a_few_times_at_most(Product product) {
        Palimpsest palimpsest = desk(product);
        long before = read();

        SurveyResult result = palimpsest.survey(each -> {});

        assertThat(result.eligible()).isEqualTo(PEOPLE / 2);
        assertThat(read() - before).isBetween((long) PEOPLE, MOST_TIMES * PEOPLE * MESSAGES_EACH);
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void a_condition_speaks_of_the_messages_though_conversations_have_a_column_of_that_name(Product product) {
        Palimpsest palimpsest = desk(product);
        database.execute("alter table conversation add column sender_type varchar(20)");
        database.execute("alter table conversation add column day date");

        assertThat(palimpsest.survey(each -> {}).eligible()).isEqualTo(PEOPLE / 2);
    }

    /** Their index begins with the kind of owner, which all of them have in common. */
    @ParameterizedTest
    @EnumSource(Product.class)
    void a_proof_reads_rows_of_several_kinds_of_owners_a_few_times_at_most(Product product) {
        Palimpsest palimpsest = desk(product);
        Preview preview = palimpsest.preview(Selection.eligible(), skipped -> {});
        palimpsest.run(preview, preview.digest(), "test", RunEvent.Listener.none());
        if (product == Product.POSTGRESQL) {
            // as for a user who may not analyse them
            database.execute("delete from pg_statistic");
        }
        long before = read();

        ProofReport report = palimpsest.prove(Optional.empty());

        assertThat(report.residuals()).isEmpty();
        assertThat(read() - before).isBetween((long) PEOPLE, 3 * MOST_TIMES * PEOPLE * MESSAGES_EACH);
    }

    private Palimpsest desk(Product product) {
        database = product.create(
                "create table contact (id int primary key, name varchar(40))",
                "create table conversation (id int primary key, contact_id int)",
                "create index conversation_contact on conversation (contact_id)",
                "create table message (id int primary key, conversation_id int not null, sender_type varchar(20), day date,"
                        + " content varchar(400))",
                "create index message_conversation on message (conversation_id)",
                "create index message_day on message (day)",
                "create index message_sender on message (sender_type)",
                "create table event (id int primary key, owner_type varchar(20), owner_id int, text varchar(400))",
                "create index event_owner on event (owner_type, owner_id)");
        if (product == Product.POSTGRESQL) {
            TABLES.forEach(table -> database.execute("alter table " + table + " set (autovacuum_enabled = off)"));
        }
        fill(1, PEOPLE);
        return Palimpsest.attach(
                        database.dataSource(),
                        PrivacyMapReader.read("desk.yaml", MAP.replace("{schema}", database.schema())),
                        Home.at(directory.resolve("home")))
                .with(Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC));
    }

    /** Contacts with these numbers, each with conversations of one message; every second was here this year. */
    private void fill(int from, int to) {
        boolean postgres = database.product() == Product.POSTGRESQL;
        String series = postgres ? "generate_series(%d, %d) n" : "(select seq n from seq_%d_to_%d) numbers";
        String people = series.formatted(from, to);
        String messages = series.formatted((from - 1) * MESSAGES_EACH, to * MESSAGES_EACH - 1);
        String contact = postgres ? "n / " + MESSAGES_EACH + " + 1" : "n div " + MESSAGES_EACH + " + 1";
        database.execute(
                "insert into contact select n, 'Anna Meier' from " + people,
                "insert into conversation select n, " + contact + " from " + messages,
                "insert into event select n, 'Conversation', n, repeat('Done ', 60) from " + messages,
                "insert into message select n, n, 'Contact', case when mod(" + contact
                        + ", 2) = 0 then date '2026-05-01' else date '2021-05-01' end, repeat('Hello ', 60) from "
                        + messages);
    }

    private long read() {
        if (database.product() == Product.MARIADB) {
            return database.count("select sum(variable_value) from information_schema.global_status"
                    + " where variable_name in ('HANDLER_READ_NEXT', 'HANDLER_READ_PREV', 'HANDLER_READ_RND_NEXT',"
                    + " 'HANDLER_READ_KEY')");
        }
        while (database.count("select count(*) from pg_stat_activity where datname = current_database()"
                        + " and pid <> pg_backend_pid()")
                > 0) {
            Thread.onSpinWait();
        }
        return database.count("select (select sum(seq_tup_read) from pg_stat_user_tables)"
                + " + (select sum(idx_tup_read) from pg_stat_user_indexes)");
    }
}
