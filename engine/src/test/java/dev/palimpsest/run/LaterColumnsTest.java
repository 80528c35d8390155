package dev.palimpsest.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase;
import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.home.Home;
import dev.palimpsest.ledger.MergeReason;
import dev.palimpsest.map.PrivacyMapReader;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.merge.MergeRequest;
import dev.palimpsest.merge.Merger;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code keep: all} covers the columns that were there, and a column or table that comes later stops the next run. */
@Tag("database")
final class LaterColumnsTest {
    private static final String MAP = """
            palimpsest: 1
            name: club
            jurisdiction: DE
            schema: {schema}
            subject:
              table: member
              key: id
              title: name
              inactive-for: P2Y
              identifiers: {name: name}
            activity:
              visit: {table: visit, at: day}
            treatment:
              member: {name: {replace: Former}, keep: all}
              visit: {keep: all}
            """;

    @TempDir
    private Path directory;

    @AutoClose
    private TestDatabase database;

    private void open(Product product) {
        database = product.create(
                "create table member (id bigint primary key, name varchar(40))",
                "create table visit (id bigint primary key, member_id bigint references member (id), day date)",
                "create index visit_member on visit (member_id)",
                "insert into member values (1, 'Anna Berg'), (2, 'Bert Stein')",
                "insert into visit values (1, 1, '2001-01-01'), (2, 2, '2001-01-01')");
    }

    private Palimpsest palimpsest(String map) {
        return Palimpsest.attach(
                        database.dataSource(),
                        PrivacyMapReader.read("club.yaml", map.replace("{schema}", database.schema())),
                        Home.at(directory.resolve("home")))
                .with(Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC));
    }

    private Preview preview(String map, String key) {
        return palimpsest(map).preview(Selection.of(List.of(new SubjectKey(key))), refused -> {});
    }

    private void run(String map, String key) {
        Preview preview = preview(map, key);
        palimpsest(map).run(preview, preview.digest(), "test", RunEvent.Listener.none());
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void a_column_that_comes_later_stops_the_next_run_until_it_is_named(Product product) {
        open(product);
        run(MAP, "1");
        assertThat(palimpsest(MAP).check().plan().tables()).hasSize(2);

        database.execute(
                "alter table visit add mood varchar(20)", "alter table visit add stars int default 0 not null");

        assertThatThrownBy(() -> palimpsest(MAP).check())
                .hasMessageContaining("PAL-MAP-013")
                .hasMessageContaining("visit.mood is not decided: it came after the last run")
                .hasMessageContaining("visit.stars");
        assertThatThrownBy(() -> preview(MAP, "2")).hasMessageContaining("visit.mood");
        assertThatThrownBy(() -> palimpsest(MAP).resume(Optional.empty(), RunEvent.Listener.none()))
                .hasMessageContaining("visit.mood");
        assertThat(palimpsest(MAP).prove(Optional.empty()).green()).isTrue();

        String half = MAP.replace("visit: {keep: all}", "visit: {keep: all, mood: erase}");
        assertThatThrownBy(() -> preview(half, "2"))
                .hasMessageContaining("visit.stars")
                .hasMessageNotContaining("visit.mood");
        String whole = MAP.replace("visit: {keep: all}", "visit: {keep: all, mood: erase, stars: keep}");
        run(whole, "2");
        assertThat(preview(MAP.replace("visit: {keep: all}", "visit: {keep: all, mood: erase}"), "1"))
                .isNotNull();
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void a_column_that_comes_later_stops_a_merge_and_the_look_before_it_and_a_run_of_an_older_preview(Product product) {
        open(product);
        run(MAP, "1");
        Preview older = preview(MAP, "2");
        database.execute("insert into member values (3, 'Bert Stein')", "alter table visit add mood varchar(20)");
        MergeRequest request = new MergeRequest(new SubjectKey("3"), new SubjectKey("2"), MergeReason.DUPLICATE, false);

        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> palimpsest(MAP).merge(request),
                () -> palimpsest(MAP).merge(request, Merger.YES, "test"),
                () -> palimpsest(MAP).rehearse(older, 1),
                () -> palimpsest(MAP).run(older, older.digest(), "test", RunEvent.Listener.none()))) {
            assertThatThrownBy(call)
                    .hasMessageContaining("PAL-MAP-013")
                    .hasMessageContaining("visit.mood is not decided");
        }
        assertThat(database.count("select count(*) from member where name = 'Bert Stein'"))
                .isEqualTo(2);
        String whole = MAP.replace("visit: {keep: all}", "visit: {keep: all, mood: keep}");
        palimpsest(whole).merge(request, Merger.YES, "test");
        assertThat(database.count("select count(*) from member where id = 3")).isZero();
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void a_table_that_comes_later_stops_the_next_run(Product product) {
        open(product);
        run(MAP, "1");
        database.execute("create table letter (id bigint primary key, member_id bigint references member (id))");

        assertThatThrownBy(() -> preview(MAP, "2")).hasMessageContaining("table letter is linked");
    }
}
