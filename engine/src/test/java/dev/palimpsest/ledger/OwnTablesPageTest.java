package dev.palimpsest.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.database.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/reference/own-tables.md and the script that makes the tables tell the same. */
final class OwnTablesPageTest {
    private static final Pattern TABLE =
            Pattern.compile("(?s)create table if not exists \\{schema}\\.(\\w+) \\((.*?)\\n\\)");
    private static final Pattern COLUMN = Pattern.compile("(?m)^    (\\w+) +[\\w{}]+");
    private static final List<String> NO_COLUMNS = List.of("primary", "unique", "generated");

    @Test
    void every_table_and_column_is_described() throws IOException {
        String page = Files.readString(
                Path.of(System.getProperty("palimpsest.docs", "../docs"), "reference", "own-tables.md"));

        TABLE.matcher(Migrations.read("own-tables.sql")).results().forEach(table -> {
            String name = table.group(1);
            assertThat(page).as("the page has a section on it").containsPattern("(?m)^### .*\\b" + name + "\\b");
            COLUMN.matcher(table.group(2))
                    .results()
                    .map(column -> column.group(1))
                    .filter(column -> !NO_COLUMNS.contains(column))
                    .forEach(column -> assertThat(section(page, name))
                            .as("the section on %s says what %s is", name, column)
                            .containsPattern("`" + column + "`|" + column + "\\b"));
        });
    }

    @Test
    void the_script_makes_the_tables_that_the_programme_knows() {
        List<String> made = TABLE.matcher(Migrations.read("own-tables.sql"))
                .results()
                .map(table -> table.group(1))
                .toList();

        assertThat(new TreeSet<>(made))
                .isEqualTo(new OwnTables(new TableName("public", "member"))
                        .names().stream().map(TableName::name).collect(Collectors.toCollection(TreeSet::new)));
    }

    /** What people read before they trust the programme names every table, and every verb that writes. */
    @Test
    void the_pages_on_safety_name_every_table_and_every_verb_that_writes() throws IOException {
        Path docs = Path.of(System.getProperty("palimpsest.docs", "../docs"));
        String security = Files.readString(docs.resolve("../SECURITY.md"));
        String safety = Files.readString(docs.resolve("explanation/safety.md"));
        Stream<String> rows = Files.readString(docs.resolve("reference/command-line.md"))
                .split("## Exit codes")[0]
                .lines()
                .filter(line -> line.matches("\\| \\[?`.*") && line.endsWith(" |"))
                .filter(line -> line.split(" \\| ").length == 3);

        new OwnTables(new TableName("public", "member"))
                .names()
                .forEach(table -> assertThat(security).contains("`" + table.name() + "`"));
        rows.filter(line -> !line.endsWith("| no |") && !line.contains("`demo`"))
                .flatMap(line -> Pattern.compile("`([a-z]+)`")
                        .matcher(line.split(" \\| ")[0])
                        .results())
                .map(verb -> verb.group())
                .forEach(verb -> {
                    assertThat(security).contains(verb);
                    assertThat(safety).contains(verb);
                });
        assertThat(security).contains("`after-run`");
        assertThat(safety).contains("`after-run`");
    }

    private static String section(String page, String table) {
        return Pattern.compile("(?m)^(?=##)")
                .splitAsStream(page)
                .filter(section -> section.lines().findFirst().orElse("").matches("### .*\\b" + table + "\\b.*"))
                .findFirst()
                .orElse("");
    }
}
