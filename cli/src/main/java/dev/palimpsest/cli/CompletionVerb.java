package dev.palimpsest.cli;

import dev.palimpsest.cli.terminal.Terminal;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code palimpsest completion}. */
@Command(
        name = CompletionVerb.NAME,
        mixinStandardHelpOptions = true,
        description = "Prints a script that completes verbs and options in a shell.",
        parameterListHeading = "%nWhat:%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = Texts.EXAMPLES,
        footer = {
            "  source <(palimpsest completion bash)",
            "  palimpsest completion zsh > ~/.palimpsest-completion && echo 'source ~/.palimpsest-completion' >> ~/.zshrc"
        })
final class CompletionVerb implements Callable<Integer> {
    /** A shell that takes the script. */
    enum ShellName {
        BASH,
        ZSH;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    static final String NAME = "completion";

    private final Terminal terminal;

    @SuppressWarnings("UnusedVariable") // refuses other shells
    @Parameters(
            paramLabel = "bash|zsh",
            arity = "0..1",
            defaultValue = "bash",
            description = "The shell (default: bash).")
    private ShellName shell = ShellName.BASH;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    CompletionVerb(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        // One script serves both: under zsh it loads bashcompinit by itself.
        String script = AutoComplete.bash("palimpsest", spec.root().commandLine());
        terminal.out().writeBytes(script.getBytes(StandardCharsets.UTF_8));
        return ExitCode.DONE;
    }
}
