package dev.palimpsest.work;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase;
import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.ledger.Decision;
import dev.palimpsest.ledger.HoldReason;
import dev.palimpsest.ledger.MergeReason;
import dev.palimpsest.ledger.RunId;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.merge.MergeRequest;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.proof.DecisionRequest;
import dev.palimpsest.run.Boutique;
import dev.palimpsest.survey.Act;
import dev.palimpsest.watch.Watch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** A business in which every verb of the library has something to do. */
final class Scene implements AutoCloseable {
    private final Boutique boutique;
    private final Path directory;
    private final RunId proved;
    private final long found;
    private final RunId unproved;
    private final Preview preview;
    private final Preview previewOfOne;
    private Watch watch = Watch.silent();
    private DataSource source;

    private Scene(Product product, Path directory) {
        this.directory = directory;
        this.boutique = Boutique.open(product, directory)
                .with("  reassign: {shared: \"code = 'EXTERNE'\"}\n", """
                          reassign: {shared: "code = 'EXTERNE'"}
                          deactivate: {set: {statut: INACTIF}}
                          archive: {set: {statut: ARCHIVE}}
                          restore: {set: {statut: ACTIF}}
                        """)
                .fill("Anna", "Bert", "Carl", "Dora", "Emil", "Fritz", "Gina", "Hans", "Ida");
        this.source = boutique.database().dataSource();
        boutique.database().execute("delete from reglage where client_id = " + boutique.id("Hans"));
        Palimpsest palimpsest = boutique.palimpsest();
        this.proved = boutique.run(boutique.preview(boutique.id("Anna"))).run();
        palimpsest.prove(Optional.of(proved));
        this.unproved = boutique.run(boutique.preview(boutique.id("Bert"))).run();
        this.found = boutique.database()
                .count(
                        "select min(p.id) from presence p join reservation r on r.id = p.reservation_id where r.client_id = "
                                + boutique.id("Ida"));
        boutique.database()
                .execute("update presence set commentaire = 'voir www.exemple.fr/bert-moreau/album' where id = "
                        + found);
        palimpsest.change(Act.ARCHIVE, Selection.of(archived()), 1, "test");
        palimpsest.holds().place(held(), HoldReason.OTHER, "", null, "test");
        palimpsest.selections().save("old", Selection.eligible(), true, "test");
        this.preview = palimpsest.preview(Selection.of(untreated()), skipped -> {});
        this.previewOfOne = palimpsest.preview(Selection.of(untreated().subList(0, 1)), skipped -> {});
    }

    static Scene of(Product product, Path directory) {
        return new Scene(product, directory);
    }

    Scene watching(Watch other) {
        watch = other;
        return this;
    }

    Scene over(DataSource other) {
        source = other;
        return this;
    }

    Palimpsest palimpsest() {
        return boutique.palimpsest(source).with(watch);
    }

    TestDatabase database() {
        return boutique.database();
    }

    private List<SubjectKey> keys(String... names) {
        return Stream.of(names)
                .map(name -> new SubjectKey(String.valueOf(boutique.id(name))))
                .toList();
    }

    List<SubjectKey> archived() {
        return keys("Carl");
    }

    List<SubjectKey> untreated() {
        return keys("Dora", "Emil", "Fritz");
    }

    List<SubjectKey> held() {
        return keys("Gina");
    }

    MergeRequest merge() {
        return new MergeRequest(keys("Hans").getFirst(), keys("Ida").getFirst(), MergeReason.DUPLICATE, false);
    }

    /** A place in which the proof of the unproved run finds something that may be somebody else's. */
    DecisionRequest found() {
        return new DecisionRequest(
                "presence", "commentaire", String.valueOf(found), Decision.Verdict.KEEP, "the address of a page");
    }

    RunId proved() {
        return proved;
    }

    RunId unproved() {
        return unproved;
    }

    Preview preview() {
        return preview;
    }

    Preview previewOfOne() {
        return previewOfOne;
    }

    Path out() {
        return directory.resolve("out");
    }

    /** Takes away what an export has written. */
    void clear() {
        try (Stream<Path> files = Files.exists(out()) ? Files.list(out()) : Stream.empty()) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every row of every table, as text. */
    List<String> rows() {
        return Stream.concat(rows(false).stream(), rows(true).stream()).toList();
    }

    /** Every row of the tables of Palimpsest, or of the business. */
    List<String> rows(boolean ownTables) {
        List<String> rows = new ArrayList<>();
        database().tables().stream()
                .filter(table -> table.contains("palimpsest_") == ownTables)
                .forEach(table -> database().rows("select * from " + table).stream()
                        .sorted()
                        .forEach(row -> rows.add(table + ": " + row)));
        return rows;
    }

    @Override
    public void close() {
        boutique.close();
    }
}
