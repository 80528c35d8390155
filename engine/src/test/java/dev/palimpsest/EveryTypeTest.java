package dev.palimpsest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.home.Home;
import dev.palimpsest.map.PrivacyMapReader;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.problem.Position;
import dev.palimpsest.problem.Problem;
import dev.palimpsest.run.RunResult;
import dev.palimpsest.treatment.Treatments;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every type of column with every treatment: what {@code check} lets through either treats a person with an awkward value or
 * fails that person with table and column named, and never stops anybody else.
 */
@Tag("database")
final class EveryTypeTest {
    /** Only for the link to the person, which is no matter of types. */
    private static final String OF_THE_LINK = "reassign";

    /** With what stands behind the word; those that need nothing are tried without being named here. */
    private static final List<String> WITH_OPTIONS = List.of(
            "{redact: anywhere}",
            "{random: text, prefix: \"X-\"}",
            "{generalise: year, step: 10}",
            "{generalise: month}",
            "{generalise: week}",
            "{generalise: prefix, keep: 0}",
            "{generalise: prefix, keep: 1}",
            "{generalise: band, width: 10}",
            "{generalise: band, width: 1000000000}",
            "{replace: x}",
            "{replace: \"0\"}",
            "{replace: \"true\"}",
            "{replace: \"2000-01-01\"}",
            "{replace: \"12:00:00\"}",
            "{replace: \"{}\"}",
            "{replace: \"\"}",
            "{replace: 00000000-0000-4000-8000-000000000000}");

    private static final List<String> TREATMENTS =
            Stream.concat(Treatments.words().stream(), WITH_OPTIONS.stream()).toList();

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
              thing:
                via: person_id
            """;

    /** Types with their most awkward values. */
    private static Map<String, List<String>> types(Product product) {
        Map<String, List<String>> types = new LinkedHashMap<>();
        switch (product) {
            case POSTGRESQL -> {
                types.put("smallint", List.of("-32768", "32767"));
                types.put("integer", List.of("-2147483648", "2147483647"));
                types.put("bigint", List.of("-9223372036854775808", "9223372036854775807"));
                types.put("numeric", List.of("NaN", "-1e40", "1e-40"));
                types.put("numeric(5,2)", List.of("-999.99", "999.99", "NaN"));
                types.put("numeric(3,0)", List.of("-999", "999"));
                types.put("numeric(40,0)", List.of("-9999999999999999999999999999999999999999"));
                types.put("real", List.of("-Infinity", "NaN", "-3.4e38", "1e-38"));
                types.put("double precision", List.of("Infinity", "NaN", "-1.7e308", "5e-300"));
                types.put("boolean", List.of("true", "false"));
                types.put("char(3)", List.of("ä", "😀😀😀"));
                types.put("varchar(1)", List.of("", "é"));
                types.put("varchar(20)", List.of("", "a@mail.example", "\\x"));
                types.put("text", List.of("", "call a@mail.example", "\\', \" 😀"));
                types.put("name", List.of("", "a@mail.example"));
                types.put("\"char\"", List.of("", "x"));
                types.put("bytea", List.of("", "\\xff00"));
                types.put("date", List.of("infinity", "-infinity", "4713-01-01 BC", "5874897-12-31"));
                types.put("time", List.of("24:00:00"));
                types.put("timetz", List.of("24:00:00+14"));
                types.put("timestamp", List.of("infinity", "-infinity", "4713-01-01 BC", "294276-12-31 23:59:59"));
                types.put("timestamptz", List.of("infinity", "-infinity", "4713-01-02 BC", "294276-12-30 23:59:59"));
                types.put("interval", List.of("-178000000 years", "1 mon -1 day"));
                types.put("uuid", List.of("00000000-0000-0000-0000-000000000000"));
                types.put("json", List.of("null", "{\"a\": \"a@mail.example\", \"a\": 1e400}"));
                types.put("jsonb", List.of("\"a@mail.example\"", "[1e400]"));
                types.put("inet", List.of("::1/128", "10.0.0.1/8"));
                types.put("cidr", List.of("0.0.0.0/0"));
                types.put("macaddr", List.of("ff:ff:ff:ff:ff:ff"));
                types.put("money", List.of("-92233720368547758.08", "92233720368547758.07"));
                types.put("point", List.of("(NaN,Infinity)"));
                types.put("line", List.of("{1,0,0}"));
                types.put("box", List.of("((0,0),(1,1))"));
                types.put("path", List.of("[(0,0)]"));
                types.put("polygon", List.of("((0,0))"));
                types.put("circle", List.of("<(0,0),0>"));
                types.put("bit(3)", List.of("101"));
                types.put("varbit(8)", List.of("", "1"));
                types.put("tsvector", List.of("", "'a@mail.example':1"));
                types.put("tsquery", List.of("'a' & !'b'"));
                types.put("int4range", List.of("empty", "(,)"));
                types.put("daterange", List.of("[-infinity,infinity]"));
                types.put("tstzrange", List.of("empty"));
                types.put("int[]", List.of("{}", "{NULL,1}"));
                types.put("text[]", List.of("{}", "{a@mail.example,NULL}"));
                types.put("date[]", List.of("{infinity}"));
                types.put("jsonpath", List.of("$.a"));
                types.put("pg_lsn", List.of("0/0"));
                types.put("xid", List.of("0"));
                types.put("oid", List.of("4294967295"));
                types.put("mood", List.of("happy", "sad"));
                types.put("pair", List.of("(,)", "(1,a@mail.example)"));
                types.put("zip", List.of("12345", "99999"));
                types.put("positive", List.of("1", "9"));
                types.put("born", List.of("1900-01-05", "infinity"));
                types.put("given", List.of("x"));
            }
            case MARIADB -> {
                types.put("tinyint(1)", List.of("-128", "0", "127"));
                types.put("tinyint", List.of("-128", "127"));
                types.put("tinyint unsigned", List.of("0", "255"));
                types.put("smallint", List.of("-32768", "32767"));
                types.put("smallint unsigned", List.of("0", "65535"));
                types.put("mediumint", List.of("-8388608", "8388607"));
                types.put("int", List.of("-2147483648", "2147483647"));
                types.put("int(5) unsigned zerofill", List.of("0", "4294967295"));
                types.put("bigint", List.of("-9223372036854775808", "9223372036854775807"));
                types.put("bigint unsigned", List.of("0", "18446744073709551615"));
                types.put("decimal(5,2)", List.of("-999.99", "999.99"));
                types.put("decimal(3,0)", List.of("-999"));
                types.put("decimal(65,30)", List.of("-99999999999999999999999999999999999.9", "1e-30"));
                types.put("decimal(5,2) unsigned", List.of("0", "999.99"));
                types.put("float", List.of("-3.4e38", "1e-38"));
                types.put("double", List.of("-1.7e308", "5e-300"));
                types.put("bit(1)", List.of("1"));
                types.put("bit(8)", List.of("a"));
                types.put("char(3)", List.of("ä", "😀😀😀"));
                types.put("varchar(1)", List.of("", "é"));
                types.put("varchar(20)", List.of("", "a@mail.example"));
                types.put("varchar(20) character set ascii", List.of("", "a@mail.example"));
                types.put("varchar(20) character set latin1", List.of("ä", "a@mail.example"));
                types.put("tinytext", List.of("", "a@mail.example"));
                types.put("text", List.of("", "call a@mail.example"));
                types.put("longtext", List.of("", "call a@mail.example"));
                types.put("binary(4)", List.of("", "abcd"));
                types.put("varbinary(4)", List.of("", "abcd"));
                types.put("blob", List.of("", "call a@mail.example"));
                types.put("json", List.of("null", "{\"a\": \"a@mail.example\"}"));
                types.put("date", List.of("0000-00-00", "1000-00-00", "0001-01-01", "9999-12-31"));
                types.put("time(6)", List.of("-838:59:59", "838:59:59.999999"));
                types.put("datetime(6)", List.of("0000-00-00", "0001-01-01", "9999-12-31 23:59:59.999999"));
                types.put("timestamp(6) null", List.of("0000-00-00", "1970-01-01 02:00:01", "2038-01-19 04:14:07"));
                types.put("year", List.of("0000", "1901", "2155"));
                types.put("enum('happy', 'sad', '0')", List.of("happy", "0"));
                types.put("set('happy', 'sad')", List.of("", "happy,sad"));
                types.put("uuid", List.of("00000000-0000-0000-0000-000000000000"));
                types.put("inet6", List.of("::1"));
            }
        }
        return types;
    }

    private static String[] before(Product product) {
        return switch (product) {
            case POSTGRESQL ->
                new String[] {
                    "create type mood as enum ('happy', 'sad')",
                    "create type pair as (a int, b text)",
                    "create domain zip as varchar(5) check (length(value) = 5)",
                    "create domain positive as int check (value > 0)",
                    "create domain born as date check (value >= '1900-01-02')",
                    "create domain given as text check (value <> '')"
                };
            case MARIADB -> new String[] {};
        };
    }

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void whatever_check_lets_through_treats_or_fails_its_own_person(Product product) {
        List<String> findings = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        Set<String> tried = new TreeSet<>(Set.of(OF_THE_LINK));
        types(product).forEach((type, values) -> {
            try (TestDatabase database = product.create(before(product))) {
                tried.addAll(tried(database, type, values, failed, findings));
            } catch (PalimpsestException stopped) {
                findings.add(type + " stops everybody: " + stopped.getMessage());
            }
        });
        assertThat(findings).isEmpty();
        // the sweep itself must reach both ends
        assertThat(failed).hasSizeGreaterThan(3);
        assertThat(tried)
                .as("treatments that some type can bear; one that needs options has them in WITH_OPTIONS")
                .containsExactlyInAnyOrderElementsOf(Treatments.words());
    }

    /**
     * One column for each treatment, and for each value in it one person.
     *
     * @return the words of the treatments that the type can bear
     */
    private Set<String> tried(
            TestDatabase database, String type, List<String> values, List<String> failed, List<String> findings) {
        Map<String, String> columns = new LinkedHashMap<>();
        for (int i = 0; i < TREATMENTS.size(); i++) {
            columns.put("v" + i, TREATMENTS.get(i));
        }
        String definitions = String.join(
                ", ",
                columns.keySet().stream().map(column -> column + " " + type).toList());
        database.execute(
                "create table person (id int primary key, email varchar(80), seen_on date)",
                "create table thing (id int primary key, person_id int, " + definitions + ")");
        Palimpsest palimpsest = withWhatCheckLetsThrough(database, columns);
        StringBuilder rows = new StringBuilder(
                database.product() == Product.MARIADB ? "set sql_mode = ''; set time_zone = 'Europe/Berlin';" : "");
        int people = 0;
        for (String column : columns.keySet()) {
            for (String value : values) {
                people++;
                rows.append(
                        "insert into person values (" + people + ", 'p" + people + "@mail.example', '2020-01-01');");
                rows.append(inserted(database.product(), columns, people, column, value));
            }
        }
        database.execute(rows.toString());

        Preview preview = palimpsest.preview(Selection.eligible(), each -> {});
        RunResult result = ClubFixture.run(palimpsest, preview);

        if (result.done() + result.failed() != people) {
            findings.add(type + ": " + result.reasons());
        }
        List<String> names = List.copyOf(columns.keySet());
        database.rows("select concat(subject_key, ' ', reason) from palimpsest_receipt where outcome = 'failed'")
                .forEach(reason -> {
                    String column = names.get((Integer.parseInt(reason.split(" ")[0]) - 1) / values.size());
                    failed.add(type + " " + reason);
                    if (!reason.contains(
                            "PAL-DB-006 (table " + database.schema() + ".thing, column " + column + ", ")) {
                        findings.add(type + ", " + columns.get(column) + ": " + reason);
                    }
                });
        // the same value stands in several columns, so where it is kept the proof finds it
        ClubFixture.prove(palimpsest).findings().stream()
                .filter(finding -> !finding.contains("of treated people"))
                .forEach(finding -> findings.add(type + ": proof: " + finding));
        Set<String> words = new TreeSet<>();
        columns.values().forEach(treatment -> words.add(treatment.split("\\W+")[treatment.startsWith("{") ? 1 : 0]));
        return words;
    }

    private static String inserted(
            Product product, Map<String, String> columns, int person, String column, String value) {
        List<String> literals = new ArrayList<>();
        for (String each : columns.keySet()) {
            literals.add(
                    each.equals(column)
                            ? "'"
                                    + (product == Product.MARIADB ? value.replace("\\", "\\\\") : value)
                                            .replace("'", "''")
                                    + "'"
                            : "null");
        }
        return "insert into thing values (" + person + ", " + person + ", " + String.join(", ", literals) + ");";
    }

    /** Takes away what check refuses, at the line it names. */
    private Palimpsest withWhatCheckLetsThrough(TestDatabase database, Map<String, String> columns) {
        while (true) {
            StringBuilder map = new StringBuilder(HEAD.replace("SCHEMA", database.schema()));
            columns.forEach((column, treatment) -> map.append("    " + column + ": " + treatment + "\n"));
            Palimpsest palimpsest = Palimpsest.attach(
                            database.dataSource(),
                            PrivacyMapReader.read("shop.yaml", map.toString()),
                            Home.at(directory.resolve(database.name())))
                    .with(ClubFixture.noonOf(ClubFixture.TODAY));
            try {
                palimpsest.check();
                return palimpsest;
            } catch (PalimpsestException refused) {
                int lines = (int) HEAD.lines().count();
                List<String> names = List.copyOf(columns.keySet());
                for (Problem problem : refused.problems()) {
                    Position at = problem.at();
                    assertThat(at).as(problem.toString()).isNotNull();
                    assertThat(at.line()).as(problem.toString()).isGreaterThan(lines);
                    String column = names.get(at.line() - lines - 1);
                    if (columns.remove(column) != null) {
                        database.execute("alter table thing drop column " + column);
                    }
                }
            }
        }
    }
}
