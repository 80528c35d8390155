package dev.palimpsest.cli;

import dev.palimpsest.cli.terminal.Terminal;
import dev.palimpsest.survey.Act;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code palimpsest deactivate}. */
@Command(
        name = "deactivate",
        mixinStandardHelpOptions = true,
        description = "Sets the application's own inactive status for people who are inactive and whom nothing holds.",
        optionListHeading = "%nOptions:%n",
        footerHeading = Texts.EXAMPLES,
        footer = {
            "  palimpsest deactivate --map institute.yaml --url jdbc:postgresql://localhost:5432/institute --user app",
            "  palimpsest deactivate (the same options) --confirm 312",
            "",
            "Without --confirm it only shows who would change, and why others would not. Everybody is judged again under"
                    + " locks before anything is set.",
            "",
            Texts.EXIT_CODES
        })
final class DeactivateVerb extends StateVerb {
    DeactivateVerb(Terminal terminal, Map<String, String> environment) {
        super(terminal, environment, Act.DEACTIVATE);
    }
}
