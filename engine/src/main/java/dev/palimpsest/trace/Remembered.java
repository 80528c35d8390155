package dev.palimpsest.trace;

import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.identity.Fingerprint;
import dev.palimpsest.identity.Fingerprinter;
import dev.palimpsest.identity.Identifier;
import dev.palimpsest.identity.TraceSet;
import dev.palimpsest.ledger.OwnTables;
import dev.palimpsest.ledger.RunId;
import dev.palimpsest.map.SubjectKey;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The fingerprints of a chunk's subjects. They are taken from what was read before the treatment, on another processor while
 * the database treats.
 */
public final class Remembered {
    private final OwnTables tables;
    private final RunId run;
    private final Fingerprinter fingerprinter;
    private final List<Borne> identifiers;
    private final CompletableFuture<Taken> taken;
    private final Map<SubjectKey, String> cutTies;
    private final TraceSet inRun;

    /** An identifier with whose it is. */
    record Borne(SubjectKey key, Identifier identifier) {}

    /**
     * @param packed key, fingerprints and cut ties of each subject, as rows for a statement
     * @param own the forms by which each subject's own texts are redacted; none where nobody was expected to ask
     */
    private record Taken(Sql packed, @Nullable Map<SubjectKey, TraceSet> own) {}

    /**
     * @param redacts whether own texts are going to be redacted, so that {@link #own} should not be waited for
     * @param cutTies see {@link CutTies}
     * @param inRun whole names of everybody in the run: an own name inside one of them is that person's
     */
    Remembered(
            OwnTables tables,
            RunId run,
            Fingerprinter fingerprinter,
            Dialect dialect,
            List<SubjectKey> subjects,
            List<Borne> identifiers,
            boolean redacts,
            Map<SubjectKey, String> cutTies,
            TraceSet inRun) {
        this.tables = tables;
        this.run = run;
        this.fingerprinter = fingerprinter;
        this.identifiers = identifiers;
        this.cutTies = cutTies;
        this.inRun = inRun;
        this.taken = CompletableFuture.supplyAsync(() -> take(dialect, subjects, redacts));
    }

    private Taken take(Dialect dialect, List<SubjectKey> subjects, boolean redacts) {
        Map<SubjectKey, Set<Fingerprint>> remembered = new LinkedHashMap<>();
        // also of somebody without identifiers, so that missing traces are noticed
        subjects.forEach(key -> remembered.put(key, new LinkedHashSet<>()));
        Map<SubjectKey, TraceSet.Builder> own = new HashMap<>();
        for (Borne borne : identifiers) {
            List<Fingerprint> fingerprints = fingerprinter.fingerprints(borne.identifier());
            remembered
                    .computeIfAbsent(borne.key(), first -> new LinkedHashSet<>())
                    .addAll(fingerprints);
            if (redacts) {
                own.computeIfAbsent(borne.key(), first -> TraceSet.builder())
                        .addAll(fingerprinter.ownFingerprints(borne.identifier(), fingerprints));
            }
        }
        List<String> keys = new ArrayList<>();
        List<String> packed = new ArrayList<>();
        List<@Nullable String> ties = new ArrayList<>();
        remembered.forEach((key, fingerprints) -> {
            keys.add(key.value());
            packed.add(HexFormat.of().formatHex(Fingerprint.pack(fingerprints)));
            ties.add(cutTies.get(key));
        });
        Sql rows = dialect.rows(List.of(keys, packed, ties), List.of("text", "text", "text"));
        return new Taken(rows, redacts ? built(own) : null);
    }

    private Map<SubjectKey, TraceSet> built(Map<SubjectKey, TraceSet.Builder> own) {
        Map<SubjectKey, TraceSet> forms = new HashMap<>();
        own.forEach((key, builder) -> forms.put(key, builder.build().sparing(inRun)));
        return forms;
    }

    private Taken taken() {
        try {
            return taken.join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failure;
        }
    }

    /** The forms by which each subject's own texts are redacted. */
    public Map<SubjectKey, TraceSet> own() {
        Map<SubjectKey, TraceSet> own = taken().own();
        if (own != null) {
            return own;
        }
        Map<SubjectKey, TraceSet.Builder> forms = new HashMap<>();
        for (Borne borne : identifiers) {
            forms.computeIfAbsent(borne.key(), first -> TraceSet.builder())
                    .addAll(fingerprinter.ownFingerprints(borne.identifier()));
        }
        return built(forms);
    }

    /** Writes the fingerprints down. Stands in the same transaction as the treatment. */
    public void write(Session session) throws SQLException {
        session.update(Sql.of(
                        "insert into " + tables.trace(session)
                                + " (run_id, subject_key, fingerprints, cut_ties) select ?, t.c0, "
                                + session.dialect().fromHex("t.c1") + ", t.c2 from ",
                        run.value())
                .add(taken().packed())
                .add(" t"));
    }
}
