package dev.palimpsest.cli;

import dev.palimpsest.cli.terminal.Terminal;
import dev.palimpsest.survey.Act;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code palimpsest archive}. */
@Command(
        name = "archive",
        mixinStandardHelpOptions = true,
        description = "Hides the records of people who are inactive and whom nothing holds in the application.",
        optionListHeading = "%nOptions:%n",
        footerHeading = Texts.EXAMPLES,
        footer = {
            "  palimpsest archive --map gym.yaml --url jdbc:postgresql://localhost:5432/gym --user gym --key 4711",
            "  palimpsest archive (the same options) --confirm 1",
            "",
            "Without --confirm it only shows who would change, and why others would not. Everybody is judged again under"
                    + " locks before anything is set.",
            "",
            Texts.EXIT_CODES
        })
final class ArchiveVerb extends StateVerb {
    ArchiveVerb(Terminal terminal, Map<String, String> environment) {
        super(terminal, environment, Act.ARCHIVE);
    }
}
