package dev.palimpsest.cli.demo;

import static dev.palimpsest.cli.terminal.Numbers.grouped;

import dev.palimpsest.cli.Shell;
import dev.palimpsest.cli.document.CheckDocument;
import dev.palimpsest.cli.document.DemoDocument;
import dev.palimpsest.cli.document.ProofDocument;
import dev.palimpsest.cli.document.RunDocument;
import dev.palimpsest.cli.document.SurveyDocument;
import dev.palimpsest.cli.terminal.Numbers;
import dev.palimpsest.cli.terminal.Terminal;
import dev.palimpsest.cli.text.PreviewText;
import dev.palimpsest.cli.text.ProofText;
import dev.palimpsest.cli.text.RunText;
import dev.palimpsest.cli.text.SubjectText;
import dev.palimpsest.cli.text.SurveyText;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Sample;
import java.io.PrintStream;
import java.util.List;

/** Tells the story on the terminal. */
final class StoryTeller implements Narrator {
    private final Terminal terminal;
    private final PrintStream out;
    private final DemoSettings settings;
    private final Access access;

    StoryTeller(Terminal terminal, DemoSettings settings, Access access) {
        this.terminal = terminal;
        this.out = terminal.out();
        this.settings = settings;
        this.access = access;
    }

    @Override
    public void made(DemoDocument.Generated generated) {
        long rows =
                generated.rows().values().stream().mapToLong(Long::longValue).sum();
        out.println(terminal.bold("A gym with " + grouped(settings.subjects()) + " members")
                + ", made for this demo: " + grouped(rows) + " rows in "
                + generated.rows().size() + " tables ("
                + Numbers.seconds(generated.elapsedSeconds()) + ").");
        out.println("Its privacy map says where a member's data lie and what is to become of them: " + settings.map());
    }

    @Override
    public void checked(CheckDocument check) {
        out.println("The map fits: " + check.columns() + " columns of " + check.tables()
                + " tables are decided, none is forgotten.");
    }

    @Override
    public void surveyed(String title, SurveyDocument survey, List<BlockedExample> examples) {
        chapter("1. Who has not been here for nine months, and may they go?");
        SurveyText.print(terminal, title, survey);
        if (!examples.isEmpty()) {
            chapter("2. Why some may not");
            examples.forEach(example -> {
                out.print("  ");
                SubjectText.print(terminal, example.subject(), example.title(), settings.language());
            });
        }
    }

    @Override
    public void previewed(Preview preview, String title, List<Sample> samples) {
        chapter("3. What would happen: the preview");
        PreviewText.print(terminal, preview);
        PreviewText.samples(terminal, title, samples);
    }

    @Override
    public void beforeRun(Preview preview) {
        chapter("4. The run");
        out.println("A human would now confirm the digest of what was seen, "
                + preview.digest().substring(0, 12) + "...; this demo does.");
    }

    @Override
    public void ran(RunDocument run) {
        RunText.print(terminal, run);
    }

    @Override
    public void proved(ProofDocument proof) {
        chapter("5. The proof: the whole database is read again");
        ProofText.print(terminal, proof);
    }

    @Override
    public void ended(DemoDocument story) {
        chapter("What to try next");
        if (!access.isKept()) {
            out.println("The database is stopped now. To look around in it, or to try the verbs by hand:");
            out.println("  " + Shell.palimpsest() + " demo --keep" + again());
            return;
        }
        out.println("The database " + settings.database() + " stays running. Look around:");
        out.println("  " + access.psql());
        out.println("Who is blocked, and why:");
        out.println("  " + Shell.palimpsest() + " survey " + access.attach() + " --list --verdict blocked");
        out.println("Prepare the archived members, too:");
        out.println("  " + Shell.palimpsest() + " preview " + access.attach() + " --with-archived --out "
                + Shell.quoted(settings.directory().resolve("archived.json").toString()));
        out.println("Stop it:");
        out.println("  " + Shell.palimpsest() + " demo --stop" + place());
    }

    private String again() {
        return (settings.subjects() == 5000 ? "" : " --subjects " + settings.subjects())
                + (settings.seed() == 42 ? "" : " --seed " + settings.seed())
                + place();
    }

    private String place() {
        return settings.directory().equals(dev.palimpsest.home.Home.standard().resolve("demo"))
                ? ""
                : " --dir " + Shell.quoted(settings.directory().toString());
    }

    private void chapter(String title) {
        terminal.heading(title);
    }
}
