package dev.palimpsest.cli.demo;

import dev.palimpsest.cli.document.CheckDocument;
import dev.palimpsest.cli.document.DemoDocument;
import dev.palimpsest.cli.document.ProofDocument;
import dev.palimpsest.cli.document.RunDocument;
import dev.palimpsest.cli.document.SurveyDocument;
import dev.palimpsest.cli.terminal.Terminal;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Sample;
import dev.palimpsest.trace.Mentions;
import java.util.List;
import java.util.function.Consumer;

/** Is told what happens, chapter by chapter. */
interface Narrator {
    /** Tells nothing. */
    Narrator SILENT = new Narrator() {};

    default void made(DemoDocument.Generated generated) {}

    default void checked(CheckDocument check) {}

    default void surveyed(String title, SurveyDocument survey, List<Example> examples) {}

    /**
     * Somebody is shown before and after.
     *
     * @param title name of the subject whose rows are shown
     */
    default void previewed(Preview preview, String title, List<Sample> samples, Mentions mentions) {}

    /** A chapter that only this business has. */
    default void chapter(String title, Consumer<Terminal> text) {}

    default void beforeRun(Preview preview) {}

    default void ran(RunDocument run) {}

    default void proved(ProofDocument proof) {}

    default void ended(DemoDocument story) {}
}
