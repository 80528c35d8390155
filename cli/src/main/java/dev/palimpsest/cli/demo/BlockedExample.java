package dev.palimpsest.cli.demo;

import dev.palimpsest.survey.Assessment;

/**
 * Somebody who may not go, for the screen only.
 *
 * @param title the name
 */
record BlockedExample(Assessment subject, String title) {
    @Override
    public String toString() {
        return subject.key().value();
    }
}
