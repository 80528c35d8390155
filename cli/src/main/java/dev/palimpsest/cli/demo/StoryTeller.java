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
import dev.palimpsest.cli.text.MentionsText;
import dev.palimpsest.cli.text.PreviewText;
import dev.palimpsest.cli.text.ProofText;
import dev.palimpsest.cli.text.RunText;
import dev.palimpsest.cli.text.SubjectText;
import dev.palimpsest.cli.text.SurveyText;
import dev.palimpsest.demo.Business;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Sample;
import dev.palimpsest.trace.Mentions;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Tells the story on the terminal. */
final class StoryTeller implements Narrator {
    private final Terminal terminal;
    private final PrintStream out;
    private final DemoSettings settings;
    private final Access access;
    private final Business business;
    private int chapters;

    StoryTeller(Terminal terminal, DemoSettings settings, Access access) {
        this.terminal = terminal;
        this.out = terminal.out();
        this.settings = settings;
        this.access = access;
        this.business = settings.business();
    }

    @Override
    public void made(DemoDocument.Generated generated) {
        long rows =
                generated.rows().values().stream().mapToLong(Long::longValue).sum();
        out.println(terminal.bold(
                        capital(business.called()) + " with " + grouped(settings.subjects()) + " " + business.people())
                + ", made for this demo: " + grouped(rows) + " rows in "
                + generated.rows().size() + " tables ("
                + Numbers.seconds(generated.elapsedSeconds()) + ").");
        out.println("Its privacy map says where the data of its " + business.people()
                + " lie and what is to become of them: " + settings.map());
    }

    @Override
    public void checked(CheckDocument check) {
        out.println("The map fits: " + check.columns() + " columns of " + check.tables()
                + " tables are decided, none is forgotten.");
    }

    @Override
    public void surveyed(String title, SurveyDocument survey, List<Example> examples) {
        chapter("Who has not been here since " + survey.cutoff() + ", and may they go?");
        SurveyText.print(terminal, title, survey);
        if (!examples.isEmpty()) {
            chapter("Why some may not");
            examples.forEach(example -> {
                out.print("  ");
                SubjectText.print(terminal, example.subject(), example.title(), settings.language());
            });
        }
    }

    @Override
    public void previewed(Preview preview, String title, List<Sample> samples, Mentions mentions) {
        chapter("What would happen: the preview");
        PreviewText.print(terminal, preview);
        PreviewText.samples(terminal, title, samples);
        MentionsText.print(terminal, mentions);
    }

    @Override
    public void beforeRun(Preview preview) {
        chapter("The run");
        out.println("A human would now confirm the digest of what was seen, "
                + preview.digest().substring(0, 12) + "...; this demo does.");
    }

    @Override
    public void ran(RunDocument run) {
        RunText.print(terminal, run);
    }

    @Override
    public void proved(ProofDocument proof) {
        chapter("The proof: the whole database is read again");
        ProofText.print(terminal, proof);
    }

    @Override
    public void ended(DemoDocument story) {
        terminal.heading("What to try next");
        if (!access.isKept()) {
            out.println("The database is stopped now. To look around in it, or to try the verbs by hand:");
            out.println("  " + Shell.palimpsest() + " demo " + business.id() + " --keep" + again());
            return;
        }
        out.println("The database " + settings.database() + " stays running. Look around:");
        out.println("  " + access.client());
        out.println("Who is blocked, and why:");
        out.println("  " + Shell.palimpsest() + " survey " + access.attach() + " --list --verdict blocked");
        out.println("Prepare the archived " + business.people() + ", too:");
        out.println("  " + Shell.palimpsest() + " preview " + access.attach() + " --with-archived --out "
                + Shell.quoted(settings.directory().resolve("archived.json").toString()));
        out.println("Stop it:");
        out.println("  " + Shell.palimpsest() + " demo --stop" + place());
    }

    private String again() {
        return (settings.subjects() == business.usualSubjects() ? "" : " --subjects " + settings.subjects())
                + (settings.seed() == 42 ? "" : " --seed " + settings.seed())
                + place();
    }

    private String place() {
        return settings.directory().equals(dev.palimpsest.home.Home.standard().resolve("demo"))
                ? ""
                : " --dir " + Shell.quoted(settings.directory().toString());
    }

    @Override
    public void chapter(String title, Consumer<Terminal> text) {
        chapter(title);
        text.accept(terminal);
    }

    private void chapter(String title) {
        chapters++;
        terminal.heading(chapters + ". " + title);
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
