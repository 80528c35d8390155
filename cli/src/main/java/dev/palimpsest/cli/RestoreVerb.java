package dev.palimpsest.cli;

import dev.palimpsest.cli.terminal.Terminal;
import dev.palimpsest.survey.Act;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code palimpsest restore}. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = "Brings hidden or deactivated records back. Nobody who was anonymised can be restored.",
        optionListHeading = "%nOptions:%n",
        footerHeading = Texts.EXAMPLES,
        footer = {
            "  palimpsest restore --map gym.yaml --url jdbc:postgresql://localhost:5432/gym --user gym --key 4711",
            "  palimpsest restore (the same options) --confirm 1",
            "",
            "Without --confirm it only shows who would change, and why others would not. Everybody is judged again under"
                    + " locks before anything is set.",
            "",
            Texts.EXIT_CODES
        })
final class RestoreVerb extends StateVerb {
    RestoreVerb(Terminal terminal, Map<String, String> environment) {
        super(terminal, environment, Act.RESTORE);
    }
}
