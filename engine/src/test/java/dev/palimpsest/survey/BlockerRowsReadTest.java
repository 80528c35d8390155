package dev.palimpsest.survey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase;
import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.home.Home;
import dev.palimpsest.map.PrivacyMapReader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many rows MariaDB reads to find out who is blocked, by its own count. */
@Tag("database")
final class BlockerRowsReadTest {
    private static final int PEOPLE = 50;
    private static final int PAYMENTS = PEOPLE * 100;

    @TempDir
    private Path directory;

    @AutoClose
    private final TestDatabase database = Product.MARIADB.create("""
            create table person (id bigint primary key, name varchar(60) not null, since date not null);
            create table payment (id bigint primary key, person_id bigint not null, status varchar(10) not null,
                foreign key (person_id) references person (id));
            create table visit (id bigint primary key, person_id bigint not null, day date not null,
                foreign key (person_id) references person (id));
            create index payment_status on payment (person_id, status);
            insert into person select seq, concat('Anna ', seq), '2020-01-01' from seq_1_to_50;
            insert into payment select seq, seq % 50 + 1, if(seq = 4711, 'open', 'paid') from seq_1_to_5000
            """);

    /** Of fifty people five thousand payments are there, and one of them blocks. */
    @Test
    void a_condition_is_looked_up_in_an_index_that_holds_what_it_asks_for() {
        assertThat(readToFindTheOneBlocked("status = 'open'")).isLessThan(PAYMENTS);
    }

    /** Else a range of the link that the condition itself names might be read instead of one person's rows. */
    @Test
    void a_condition_that_names_the_link_is_asked_of_each_persons_own_rows() {
        assertThat(readToFindTheOneBlocked("person_id > 0 and status = 'open'")).isLessThan(3L * PAYMENTS);
    }

    private long readToFindTheOneBlocked(String condition) {
        Palimpsest palimpsest = Palimpsest.attach(
                        database.dataSource(),
                        PrivacyMapReader.read("shop.yaml", """
                                palimpsest: 1
                                name: shop
                                jurisdiction: DE
                                schema: %s
                                subject: {table: person, key: id, title: name, born-into-system: since, inactive-for: P2Y,
                                    identifiers: {name: name}}
                                activity: {visit: {table: visit, at: day}}
                                blockers: {debt: {table: payment, where: "%s", message: x}}
                                treatment: {person: {name: {replace: Former}, keep: [since]}, payment: {keep: all},
                                    visit: {keep: all}}
                                """.formatted(database.schema(), condition)),
                        Home.at(directory.resolve("home")))
                .with(Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC));
        long before = database.rowsRead("true");

        SurveyResult result = palimpsest.survey(each -> {});

        assertThat(result.eligible()).isEqualTo(PEOPLE - 1);
        return database.rowsRead("true") - before;
    }
}
