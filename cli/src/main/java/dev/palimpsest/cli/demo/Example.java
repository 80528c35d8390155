package dev.palimpsest.cli.demo;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.survey.Assessment;
import java.util.List;
import java.util.Map;

/**
 * Somebody whom a story shows, for the screen only.
 *
 * @param title the name
 */
record Example(Assessment subject, String title) {
    static List<Example> named(Palimpsest palimpsest, List<Assessment> subjects) {
        Map<SubjectKey, String> titles =
                palimpsest.titles(subjects.stream().map(Assessment::key).toList());
        return subjects.stream()
                .map(subject -> new Example(subject, titles.getOrDefault(subject.key(), "")))
                .toList();
    }

    @Override
    public String toString() {
        return subject.key().value();
    }
}
