package dev.palimpsest.proof;

import dev.palimpsest.home.Home;
import dev.palimpsest.home.UnfinishedFile;
import dev.palimpsest.ledger.Decision;
import dev.palimpsest.text.CsvWriter;
import dev.palimpsest.trace.Leftover;
import dev.palimpsest.trace.Leftovers;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes down everything that a proof finds while it finds it, in a file of each form for each rank of evidence, and puts these one
 * behind the other in the end. Holds no more than the first few of each rank in memory. Safe for several threads.
 */
final class HitFiles implements Leftovers.Taker, Closeable {
    /** So many of a rank are named in the report itself. */
    static final int NAMED = 1_000;

    static final String JSONL = Home.HIT_LINES;
    static final String CSV = Home.HIT_TABLE;

    private final Home home;
    private final String stem;
    private final TreeMap<Integer, Rank> ranks = new TreeMap<>();
    private @Nullable UnfinishedFile jsonl;
    private @Nullable UnfinishedFile csv;
    private long lines;
    /** By which something was decided that was found. */
    private final Set<Decision> decided = new HashSet<>();

    /**
     * Removes what a proof that was killed has left.
     *
     * @param stem what the report's files are called before the dot; nobody else writes these
     */
    HitFiles(Home home, String stem) {
        this.home = home;
        this.stem = stem;
        home.removeUnfinished(stem + JSONL);
        home.removeUnfinished(stem + CSV);
    }

    private static final class Rank {
        final UnfinishedFile jsonl;
        final UnfinishedFile csv;
        final LineForm form = new LineForm();
        final List<HitLine> first = new ArrayList<>();

        Rank(UnfinishedFile jsonl, UnfinishedFile csv) {
            this.jsonl = jsonl;
            this.csv = csv;
        }
    }

    @Override
    public synchronized void take(List<Leftover> found) {
        try {
            for (Leftover leftover : found) {
                Rank rank = ranks.computeIfAbsent(leftover.rank(), first -> rank());
                rank.form.write(leftover, rank.jsonl.writer(), rank.csv.writer());
                if (rank.first.size() < NAMED) {
                    rank.first.add(HitLine.of(leftover));
                }
                lines++;
                if (leftover.decision() != null) {
                    decided.add(leftover.decision());
                }
            }
        } catch (IOException broken) {
            throw home.unwritable(broken);
        }
    }

    /** Whether something was found about which it is. */
    synchronized boolean wasDecidedBy(Decision decision) {
        return decided.contains(decision);
    }

    private Rank rank() {
        return new Rank(
                home.unfinishedReport(stem + JSONL).asPart(),
                home.unfinishedReport(stem + CSV).asPart());
    }

    /** The first of a class, by their places, the strongest evidence first. */
    synchronized List<HitLine> first(String hitClass) {
        return ranks.values().stream()
                .flatMap(rank -> rank.first.stream()
                        .filter(line -> line.hitClass().equals(hitClass))
                        .sorted(Comparator.comparing(HitLine::table)
                                .thenComparing(HitLine::column)
                                .thenComparing(HitLine::key)))
                .limit(NAMED)
                .toList();
    }

    /** Everything was found: makes the two files whole. They do not stand in their places yet. */
    synchronized HitList finish() {
        try {
            UnfinishedFile wholeJsonl = home.unfinishedReport(stem + JSONL);
            jsonl = wholeJsonl;
            UnfinishedFile wholeCsv = home.unfinishedReport(stem + CSV);
            csv = wholeCsv;
            new CsvWriter(wholeCsv.writer()).headings(HitLine.HEADINGS);
            for (Rank rank : ranks.values()) {
                wholeJsonl.append(rank.jsonl);
                wholeCsv.append(rank.csv);
                rank.jsonl.close();
                rank.csv.close();
            }
            return new HitList(lines, stem + JSONL, stem + CSV, wholeJsonl.finish(), wholeCsv.finish());
        } catch (IOException broken) {
            throw home.unwritable(broken);
        }
    }

    /** Moves the finished files to their places. */
    void move() {
        try {
            if (jsonl != null && csv != null) {
                jsonl.move();
                csv.move();
            }
        } catch (IOException broken) {
            throw home.unwritable(broken);
        }
    }

    /** What is not in its place goes. */
    @Override
    public void close() {
        List<UnfinishedFile> left = new ArrayList<>();
        ranks.values().forEach(rank -> left.addAll(List.of(rank.jsonl, rank.csv)));
        if (jsonl != null) {
            left.add(jsonl);
        }
        if (csv != null) {
            left.add(csv);
        }
        for (UnfinishedFile each : left) {
            try {
                each.close();
            } catch (IOException broken) {
                throw home.unwritable(broken);
            }
        }
    }
}
