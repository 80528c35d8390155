package dev.palimpsest.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command without a verb: says which there are. */
@Command(
        name = "palimpsest",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Anonymises the people in a business database and proves it; invoices and statistics stay.",
        synopsisSubcommandLabel = "VERB",
        commandListHeading = "%nVerbs:%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nThe way of a record, with your own database and its privacy map:%n",
        footer = {
            "  palimpsest check   --map gym.yaml --url jdbc:postgresql://localhost/gym --user gym",
            "  palimpsest survey  (the same options)",
            "  palimpsest preview (the same options) --out p.json",
            "  palimpsest run     (the same options) --preview p.json --confirm DIGEST",
            "  palimpsest prove   (the same options)",
            "",
            "The password comes from PALIMPSEST_PASSWORD or --password-file.",
            "See it first on a business of its own: palimpsest demo",
            "",
            Texts.EXIT_CODES
        })
final class PalimpsestCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.REFUSED;
    }
}
