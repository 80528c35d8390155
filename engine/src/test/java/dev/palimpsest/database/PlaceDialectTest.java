package dev.palimpsest.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.TestDatabase.Product;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows beside others, at their place, and all of a table. Of every database. */
@ParameterizedClass
@EnumSource(Product.class)
final class PlaceDialectTest extends DialectContract {
    PlaceDialectTest(Product product) {
        super(product);
    }

    @Test
    void rows_are_found_again_at_their_place_and_no_others() throws SQLException {
        Table visit = read("visit");
        List<String> places = list(
                session,
                Sql.of("select " + dialect.locator(visit, dialect.quote("visit"))
                        + " from visit where member_id = 1 order by id"));

        assertThat(list(
                        session,
                        Sql.of("select id from visit where ")
                                .add(dialect.located(visit, null, dialect.quote("visit"), places))
                                .add(" order by id")))
                .containsExactly("11", "12");
        assertThat(list(
                        session,
                        Sql.of("select id from visit where ")
                                .add(dialect.located(visit, null, dialect.quote("visit"), List.of()))))
                .isEmpty();
    }

    @Test
    void the_newest_of_the_rows_that_an_index_leads_to_is_told_and_of_none_nothing() throws SQLException {
        execute(
                session,
                "create table call_log (id int primary key, person int, day date)",
                "create index call_person on call_log (person)",
                "create index call_day on call_log (day)",
                "insert into call_log values (1, 1, '2020-01-01'), (2, 1, '2024-05-06'), (3, 1, null), (4, 2, null),"
                        + " (5, 3, '2025-01-01')");
        Table calls = read("call_log");
        String day = dialect.quote(calls.name(), "day");

        for (int person = 1; person <= 4; person++) {
            Sql condition = Sql.of(dialect.quote(calls.name(), "person") + " = " + person);
            List<String> newest = list(
                    session,
                    Sql.of("select coalesce(")
                            .add(dialect.newest(calls, day, dialect::asText, condition))
                            .add(", 'none')"));
            assertThat(newest).containsExactly(person == 1 ? "2024-05-06" : person == 3 ? "2025-01-01" : "none");
        }
    }

    @Test
    void a_key_of_two_columns_with_quotes_is_a_place_like_any_other() throws SQLException {
        execute(
                session,
                "create table badge (kind varchar(20), number int, owner varchar(20), primary key (kind, number))",
                "insert into badge values ('it''s', 1, 'a'), ('say \"no\"', 1, 'b'), ('it''s', 2, 'c')");
        Table badge = read("badge");

        for (String owner : List.of("a", "b", "c")) {
            List<String> place = list(
                    session,
                    Sql.of(
                            "select " + dialect.locator(badge, dialect.quote("badge")) + " from badge where owner = ?",
                            owner));
            assertThat(list(
                            session,
                            Sql.of("select owner from badge where ")
                                    .add(dialect.located(badge, null, dialect.quote("badge"), place))))
                    .containsExactly(owner);
        }
    }

    @Test
    void texts_are_written_to_the_rows_at_these_places() throws SQLException {
        Table member = read("member");
        List<String> places = list(
                session,
                Sql.of("select " + dialect.locator(member, dialect.quote("member"))
                        + " from member where id in (1, 3) order by id"));

        long written = session.update(dialect.writeTexts(
                member,
                member.name(),
                List.of(member.column("name").orElseThrow()),
                places,
                List.of(List.of("it's", "\\ %"))));

        assertThat(written).isEqualTo(2);
        assertThat(list(session, Sql.of("select name from member order by id")))
                .containsExactly("it's", "Bert", "\\ %");
    }

    @Test
    void every_row_of_a_table_is_streamed_with_its_nulls_and_line_breaks() throws SQLException {
        String text = "two\nlines\tand \\";
        session.update(Sql.of("insert into member values (4, ?)", text));
        execute(session, "insert into visit values (51, 4, null)");
        List<List<String>> rows = new ArrayList<>();

        dialect.stream(
                session,
                table("member"),
                List.of(dialect.quote("id"), dialect.quote("name")),
                (fields, bytes) -> rows.add(fields.stream().map(String::valueOf).toList()));
        dialect.stream(
                session,
                table("visit"),
                List.of(dialect.quote("id"), dialect.quote("day")),
                (fields, bytes) -> rows.add(fields.stream().map(String::valueOf).toList()));

        assertThat(rows).hasSize(8).contains(List.of("4", text), List.of("51", "null"), List.of("11", "2025-01-01"));
    }

    @Test
    void rows_beside_a_relation_are_those_that_belong_to_it() throws SQLException {
        session.execute(dialect.fillChunkTable(keys(1, 3), keyType()));

        assertThat(list(
                        session,
                        Sql.of("select " + dialect.quote(table("visit"), "id") + " from ")
                                .add(dialect.beside(visitsOfTheChunk(), read("visit"), ofTheChunk()))
                                .add(" order by 1")))
                .containsExactly("11", "12");
    }

    @Test
    void the_home_of_a_row_is_its_table() throws SQLException {
        List<String> home = dialect.home(read("visit"), dialect.quote("visit"));

        assertThat(list(session, Sql.of("select " + home.get(1) + " from visit where id = 11")))
                .containsExactly("visit");
        assertThat(list(session, Sql.of("select " + home.get(0) + " from visit where id = 11")))
                .containsExactly(table("visit").schema());
    }
}
