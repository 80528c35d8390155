package dev.palimpsest.cli;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.cli.document.PageDocument;
import dev.palimpsest.cli.document.SurveyDocument;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.survey.Assessment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Passes the wanted subjects on as they come, with their names where wanted. Holds at most a batch in memory. */
final class SubjectList implements Consumer<Assessment>, AutoCloseable {
    /** Subjects whose names are read at a time. */
    private static final int BATCH = 5_000;

    private final Palimpsest palimpsest;
    private final ListOptions options;
    private final boolean names;
    private final SubjectSink sink;
    private final List<Assessment> batch = new ArrayList<>();
    private long listed;

    SubjectList(Palimpsest palimpsest, ListOptions options, boolean names, SubjectSink sink) {
        this.palimpsest = palimpsest;
        this.options = options;
        this.names = names;
        this.sink = sink;
    }

    @Override
    public void accept(Assessment subject) {
        if (options.isWanted() && options.hasRoom(listed) && options.accepts(subject)) {
            listed++;
            batch.add(subject);
            if (batch.size() == BATCH) {
                pass();
            }
        }
    }

    private void pass() {
        Map<SubjectKey, String> titles = names && !batch.isEmpty()
                ? palimpsest.titles(batch.stream().map(Assessment::key).toList())
                : Map.of();
        batch.forEach(subject -> sink.take(subject, titles.getOrDefault(subject.key(), "")));
        batch.clear();
    }

    void end(SurveyDocument survey) {
        pass();
        sink.end("survey", survey);
    }

    void end(PageDocument page) {
        pass();
        sink.end("page", page);
    }

    @Override
    public void close() {
        sink.close();
    }
}
