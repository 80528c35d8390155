package dev.palimpsest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.home.Home;
import dev.palimpsest.map.PrivacyMapReader;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.problem.Position;
import dev.palimpsest.problem.Problem;
import dev.palimpsest.run.RunResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Dates, times and shapes with the values that are hardest to bear: either {@code check} refuses the
 * treatment, or preview, run and proof work for everybody.
 */
@Tag("database")
final class AwkwardValuesTest {
    private static final List<String> TREATMENTS =
            List.of("erase", "{generalise: year, step: 5}", "{generalise: month}", "{generalise: week}");

    private static final String HEAD = """
            palimpsest: 1
            name: shop
            jurisdiction: DE
            time-zone: Europe/Berlin
            schema: SCHEMA
            subject:
              table: person
              key: id
              title: [id]
              inactive-for: P1Y
              identifiers: {email: email}
            activity:
              seen: {table: person, at: seen_on}
            treatment:
              person: {email: erase, keep: [seen_on]}
            """;

    /** Type to its hardest values. */
    private static Map<String, List<String>> types(Product product) {
        Map<String, List<String>> types = new LinkedHashMap<>();
        switch (product) {
            case POSTGRESQL -> {
                types.put("date", List.of("infinity", "-infinity", "0001-01-01", "4001-01-01 BC", "294275-12-31"));
                types.put(
                        "timestamp",
                        List.of(
                                "infinity",
                                "-infinity",
                                "0001-01-01",
                                "4001-01-01 BC",
                                "294276-12-31 23:59:59.999999"));
                types.put(
                        "timestamptz",
                        List.of("infinity", "-infinity", "0001-01-01", "epoch", "2026-03-29 02:30:00 Europe/Berlin"));
                types.put("time", List.of("24:00:00", "00:00:00"));
                types.put("point", List.of("(NaN,Infinity)"));
            }
            case MARIADB -> {
                types.put("date", List.of("0000-00-00", "1000-00-00", "0001-01-01", "9999-12-31"));
                types.put("datetime(6)", List.of("0000-00-00", "0001-01-01", "9999-12-31 23:59:59.999999"));
                types.put(
                        "timestamp null",
                        List.of("0000-00-00", "1970-01-01 02:00:01", "2026-03-29 03:30:00", "2038-01-19 02:14:07"));
                types.put("time", List.of("-838:59:59", "838:59:59", "00:00:00"));
                types.put("point", List.of("POINT(1 2)"));
            }
        }
        return types;
    }

    private static final int PEOPLE = 6;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void moments_and_shapes_of_every_kind_can_be_treated(Product product) {
        Map<String, String> treatments = new LinkedHashMap<>();
        try (TestDatabase database = product.create(tables(product, treatments))) {
            String head = HEAD.replace("SCHEMA", database.schema());
            int tried = treatments.size();

            Palimpsest palimpsest = withWhatCheckLetsThrough(database, head, treatments);

            System.out.println(product + ": " + treatments.size() + " of " + tried + " let through");
            assertThat(treatments).hasSizeBetween(tried / 3, tried - 1);
            Preview preview = palimpsest.preview(Selection.eligible(), each -> {});
            assertThat(preview.keys()).hasSize(PEOPLE);
            for (int i = 1; i <= PEOPLE; i++) {
                palimpsest.samples(new SubjectKey(String.valueOf(i)), 1);
            }
            RunResult result = ClubFixture.run(palimpsest, preview);
            assertThat(result.failures()).isEmpty();
            assertThat(result.done()).isEqualTo(PEOPLE);
            assertThat(ClubFixture.prove(palimpsest).findings()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_value_at_the_end_of_its_range_fails_its_own_person_only(Product product) {
        try (TestDatabase database = product.create(tables(product, new LinkedHashMap<>()))) {
            database.execute(
                    "create table reading (id int primary key, person_id int, v smallint, w date)",
                    "insert into reading values (1, 1, -32768, null), (2, 2, -7, '2021-05-05')");
            Map<String, String> treatments =
                    new LinkedHashMap<>(Map.of("reading", "{generalise: band, width: 10}, w: {generalise: month}"));
            Palimpsest palimpsest =
                    withWhatCheckLetsThrough(database, HEAD.replace("SCHEMA", database.schema()), treatments);

            assertThat(palimpsest.samples(new SubjectKey("1"), 3)).hasSize(2);
            RunResult result = ClubFixture.run(palimpsest);

            assertThat(result.done()).isEqualTo(PEOPLE - 1);
            assertThat(result.failed()).isEqualTo(1);
            assertThat(database.rows("select v, w from reading order by id"))
                    .containsExactly("-32768|null", "-10|2021-05-01");
        }
    }

    /** Takes away what check refuses, at the line it names. */
    private Palimpsest withWhatCheckLetsThrough(TestDatabase database, String head, Map<String, String> treatments) {
        int lines = (int) head.lines().count();
        while (true) {
            StringBuilder map = new StringBuilder(head);
            treatments.forEach((table, treatment) -> map.append("  ")
                    .append(table)
                    .append(": {via: person_id, v: ")
                    .append(treatment)
                    .append("}\n"));
            Palimpsest palimpsest = Palimpsest.attach(
                            database.dataSource(),
                            PrivacyMapReader.read("shop.yaml", map.toString()),
                            Home.at(directory.resolve("home")))
                    .with(ClubFixture.noonOf(ClubFixture.TODAY));
            try {
                palimpsest.check();
                return palimpsest;
            } catch (PalimpsestException refused) {
                List<String> names = List.copyOf(treatments.keySet());
                for (Problem problem : refused.problems()) {
                    Position at = problem.at();
                    assertThat(at).as(problem.toString()).isNotNull();
                    assertThat(at.line()).as(problem.toString()).isGreaterThan(lines);
                    treatments.remove(names.get(at.line() - lines - 1));
                }
            }
        }
    }

    /** One table for each type and treatment, whose rows hold each of the values, one for each person. */
    private static String tables(Product product, Map<String, String> treatments) {
        StringBuilder sql = new StringBuilder(
                switch (product) {
                    case POSTGRESQL ->
                        "create type mood as enum ('happy', 'sad'); create type pair as (a int, b text);"
                                + " create domain zip as varchar(5) check (value <> 'never');";
                    case MARIADB -> "set sql_mode = ''; set time_zone = 'Europe/Berlin';";
                });
        sql.append("create table person (id int primary key, email varchar(80), seen_on date);");
        for (int person = 1; person <= PEOPLE; person++) {
            sql.append("insert into person values (" + person + ", 'p" + person + "@mail.example', '2020-01-01');");
        }
        int number = 0;
        for (Map.Entry<String, List<String>> type : types(product).entrySet()) {
            for (String treatment : TREATMENTS) {
                String table = "t" + number++ + "_"
                        + (type.getKey() + "_" + treatment)
                                .replaceAll("\\W+", "_")
                                .toLowerCase(Locale.ROOT);
                table = table.substring(0, Math.min(table.length(), 50));
                treatments.put(table, treatment);
                sql.append("create table " + table + " (id int primary key, person_id int, v " + type.getKey() + ");");
                List<String> rows = new ArrayList<>();
                for (int person = 1; person <= PEOPLE; person++) {
                    String value = type.getValue().get(person % type.getValue().size());
                    String literal = "'" + value + "'";
                    if (type.getKey().equals("bit(3)")) {
                        literal = "b'101'";
                    } else if (type.getKey().equals("point") && product == Product.MARIADB) {
                        literal = "st_geomfromtext('" + value + "')";
                    }
                    rows.add("(" + person + ", " + person + ", " + literal + ")");
                }
                rows.add("(0, 1, null)");
                sql.append("insert into " + table + " values " + String.join(", ", rows) + ";");
            }
        }
        return sql.toString();
    }
}
