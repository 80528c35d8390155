package dev.palimpsest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.palimpsest.home.Home;
import dev.palimpsest.map.PrivacyMap;
import dev.palimpsest.map.PrivacyMapReader;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.problem.Problem;
import dev.palimpsest.proof.ProofReport;
import dev.palimpsest.run.RunEvent;
import dev.palimpsest.run.RunResult;
import dev.palimpsest.survey.SurveyResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the documentation shows works: the tutorial's database and maps, and the snippet for Java. */
@Tag("database")
class EmbedExampleTest {
    private static final Path TUTORIAL = Path.of("../docs/tutorial/attach-your-database.md");
    private static final Path EMBED = Path.of("../docs/how-to/embed-in-java.md");
    private static final Path THIS = Path.of("src/test/java/dev/palimpsest/EmbedExampleTest.java");

    @AutoClose
    private final TestDatabase database =
            TestDatabase.create(blocks(TUTORIAL, "sql").getFirst());

    @TempDir
    Path directory;

    /** The blocks of this language on a page. */
    private static List<String> blocks(Path page, String language) {
        try {
            Matcher block = Pattern.compile("```" + language + "\\R(.*?)```", Pattern.DOTALL)
                    .matcher(Files.readString(page));
            List<String> blocks = new ArrayList<>();
            while (block.find()) {
                blocks.add(block.group(1));
            }
            return blocks;
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    private PrivacyMap tutorialMap(int index) {
        return PrivacyMapReader.read("studio.yaml", blocks(TUTORIAL, "yaml").get(index));
    }

    @Test
    void the_snippet_goes_the_whole_way_to_a_green_proof() throws IOException {
        DataSource dataSource = database.dataSource();
        Path home = directory.resolve("home");
        Path mapFile = Files.writeString(
                directory.resolve("studio.yaml"), blocks(TUTORIAL, "yaml").get(1));

        // @start region="embed"
        PrivacyMap map = PrivacyMapReader.read(mapFile);
        Palimpsest palimpsest = Palimpsest.attach(dataSource, map, Home.at(home));

        palimpsest.check().rights().require();
        SurveyResult survey = palimpsest.survey(subject -> {});
        Preview preview = palimpsest.preview(Selection.eligible(), blocked -> {});

        // a human looks at the preview here, and confirms its digest
        RunResult run = palimpsest.run(preview, preview.digest(), "jane.doe", RunEvent.Listener.none());
        ProofReport proof = palimpsest.prove(Optional.of(run.run()));
        // @end

        assertThat(survey.eligible()).isEqualTo(1);
        assertThat(survey.blocked()).containsEntry("running-subscription", 1L);
        assertThat(run.done()).isEqualTo(1);
        assertThat(proof.green()).as(proof.findings().toString()).isTrue();
        assertThat(database.count("select count(*) from note where body like '%Anna%' or body like '%Berg%'"))
                .isZero();
        assertThat(database.rows("select billing_name from invoice order by number"))
                .containsExactly("Former customer", "Anna Berg", "Clara Vogt");
    }

    @Test
    void the_page_shows_the_snippet_as_it_is() throws IOException {
        String source = Files.readString(THIS);
        String region = source.substring(
                source.indexOf('\n', source.indexOf("// @start region=\"embed\"")) + 1,
                source.indexOf("        // @end"));

        assertThat(blocks(EMBED, "java").getFirst())
                .isEqualTo(region.stripTrailing().stripIndent() + "\n");
    }

    @Test
    void the_first_map_of_the_tutorial_is_refused_with_what_the_text_says() {
        Palimpsest palimpsest = Palimpsest.attach(database.dataSource(), tutorialMap(0), Home.at(directory));

        PalimpsestException refused = catchThrowableOfType(PalimpsestException.class, palimpsest::check);

        assertThat(refused.problems())
                .extracting(Problem::code)
                .contains(
                        ErrorCode.MAP_UNDECIDED_TABLE,
                        ErrorCode.MAP_UNDECIDED_COLUMN,
                        ErrorCode.MAP_UNBEARABLE_TREATMENT);
    }
}
