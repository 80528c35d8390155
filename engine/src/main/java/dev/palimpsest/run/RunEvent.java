package dev.palimpsest.run;

import dev.palimpsest.database.TableName;
import dev.palimpsest.ledger.RunId;

/** What happens while a run goes on, for progress bars and logs. Holds counts, never a key or value. */
public sealed interface RunEvent {

    /** @param remaining subjects without a receipt */
    record Started(RunId run, long subjects, long remaining) implements RunEvent {}

    /** A chunk was committed; the numbers are of the whole run. */
    record Progress(RunId run, long subjects, long done, long skipped, long failed, long rows) implements RunEvent {}

    /** Somebody else holds what a chunk needs; it is tried again. */
    record Waiting(RunId run, int attempt) implements RunEvent {}

    /** A chunk failed and is split to find the subject that does. */
    record Split(RunId run, int subjects) implements RunEvent {}

    /** A table's other records are searched for treated subjects. */
    record Sweeping(RunId run, TableName table) implements RunEvent {}

    /** Old values are cleared from dead rows, statistics and stored views. */
    record Housekeeping(RunId run, TableName table) implements RunEvent {}

    /** Everybody has a receipt and the sweep is done. */
    record Finished(RunId run, long done, long skipped, long failed) implements RunEvent {}

    /** Another system is told whom it must forget. */
    record Telling(RunId run, String hook) implements RunEvent {}

    /** Takes events; must not throw. */
    @FunctionalInterface
    interface Listener {
        void on(RunEvent event);

        /** One that ignores everything. */
        static Listener none() {
            return event -> {};
        }
    }
}
