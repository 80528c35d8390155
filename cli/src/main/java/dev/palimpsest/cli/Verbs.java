package dev.palimpsest.cli;

import dev.palimpsest.cli.terminal.Terminal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The verbs, in the order of the help. To look at every option of every verb takes longer than many a verb, so only those that
 * are asked for are looked at; of the others the help needs the name and the first line.
 */
final class Verbs {
    private final Map<Class<?>, Supplier<Object>> verbs = new LinkedHashMap<>();

    Verbs(Terminal terminal, Map<String, String> environment) {
        verbs.put(CheckVerb.class, () -> new CheckVerb(terminal, environment));
        verbs.put(AdoptVerb.class, () -> new AdoptVerb(terminal, environment));
        verbs.put(SurveyVerb.class, () -> new SurveyVerb(terminal, environment));
        verbs.put(DeactivateVerb.class, () -> new DeactivateVerb(terminal, environment));
        verbs.put(ArchiveVerb.class, () -> new ArchiveVerb(terminal, environment));
        verbs.put(RestoreVerb.class, () -> new RestoreVerb(terminal, environment));
        verbs.put(HoldVerb.class, () -> new HoldVerb(terminal, environment));
        verbs.put(SelectVerb.class, () -> new SelectVerb(terminal, environment));
        verbs.put(PreviewVerb.class, () -> new PreviewVerb(terminal, environment));
        verbs.put(ExportVerb.class, () -> new ExportVerb(terminal, environment));
        verbs.put(RehearseVerb.class, () -> new RehearseVerb(terminal, environment));
        verbs.put(RunVerb.class, () -> new RunVerb(terminal, environment));
        verbs.put(ResumeVerb.class, () -> new ResumeVerb(terminal, environment));
        verbs.put(ProveVerb.class, () -> new ProveVerb(terminal, environment));
        verbs.put(DecideVerb.class, () -> new DecideVerb(terminal, environment));
        verbs.put(RunsVerb.class, () -> new RunsVerb(terminal, environment));
        verbs.put(MergeVerb.class, () -> new MergeVerb(terminal, environment));
        verbs.put(UninstallVerb.class, () -> new UninstallVerb(terminal, environment));
        verbs.put(ServeVerb.class, () -> new ServeVerb(terminal, environment));
        verbs.put(DemoVerb.class, () -> new DemoVerb(terminal, environment));
        verbs.put(CompletionVerb.class, () -> new CompletionVerb(terminal));
        verbs.put(CommandLine.HelpCommand.class, CommandLine.HelpCommand::new);
    }

    /** @param asked by name */
    CommandLine addedTo(Object command, Predicate<String> asked) {
        CommandLine commandLine = new CommandLine(command);
        verbs.forEach((type, made) -> {
            Command verb = type.getAnnotation(Command.class);
            if (asked.test(verb.name())) {
                commandLine.addSubcommand(made.get());
            } else {
                CommandSpec known = CommandSpec.create().name(verb.name());
                known.usageMessage().header(verb.header()).description(verb.description());
                commandLine.addSubcommand(verb.name(), known);
            }
        });
        return commandLine;
    }
}
