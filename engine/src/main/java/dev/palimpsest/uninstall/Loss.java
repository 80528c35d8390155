package dev.palimpsest.uninstall;

import dev.palimpsest.ledger.OwnContents;
import dev.palimpsest.ledger.RunId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What somebody still needs, and would be lost with Palimpsest's own tables. */
public enum Loss {
    /** Whoever is held may be anonymised by the next installation. They end, are lifted, or go here. */
    LEGAL_HOLDS {
        @Override
        public long count(OwnContents contents) {
            return contents.activeHolds();
        }

        @Override
        public String inWords(OwnContents contents) {
            return counted(count(contents), "legal hold holds", "legal holds hold") + " somebody today";
        }

        @Override
        public String wayOut(OwnContents contents) {
            return "'hold lift' lifts them";
        }
    },
    /** Nobody can ever prove these runs, or go on with them. They are proved, or go here. */
    UNPROVED_RUNS {
        @Override
        public long count(OwnContents contents) {
            return contents.unproved().size();
        }

        @Override
        public String inWords(OwnContents contents) {
            return counted(count(contents), "run is", "runs are") + " not proved";
        }

        @Override
        public String wayOut(OwnContents contents) {
            List<String> runs = contents.unproved().stream().map(RunId::value).toList();
            int more = runs.size() - SHOWN;
            return "'prove' " + String.join(", ", runs.subList(0, Math.min(SHOWN, runs.size())))
                    + (more > 0 ? " and " + more + " more" : "");
        }
    },
    /** Other systems will never be told to forget these people. They confirm, or it goes here. */
    UNTOLD {
        @Override
        public long count(OwnContents contents) {
            return contents.untold();
        }

        @Override
        public String inWords(OwnContents contents) {
            return "other systems have not confirmed that they forgot " + counted(count(contents), "person", "people");
        }

        @Override
        public String wayOut(OwnContents contents) {
            return "'resume' tells them again";
        }
    };

    /** How many there are. */
    public abstract long count(OwnContents contents);

    /** The same in words. */
    public abstract String inWords(OwnContents contents);

    /** How it is seen to, so that nothing is lost. */
    public abstract String wayOut(OwnContents contents);

    private static final int SHOWN = 5;

    private static String counted(long count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }

    /** What people write. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** All words. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Loss::word).toList();
    }

    public static Optional<Loss> of(String word) {
        return Arrays.stream(values()).filter(loss -> loss.word().equals(word)).findFirst();
    }
}
