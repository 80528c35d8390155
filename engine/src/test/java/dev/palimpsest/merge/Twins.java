package dev.palimpsest.merge;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase;
import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.ledger.MergeReason;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.run.Boutique;
import java.nio.file.Path;
import java.util.List;

/**
 * Anne and Anna, two profiles of the same person in the boutique; the old one is Anne.
 *
 * @param anne her key
 * @param anna her key
 */
record Twins(Boutique boutique, long anne, long anna) implements AutoCloseable {
    private static final String TREATMENT = "treatment:";

    /**
     * The two with settings that collide.
     *
     * @param merge as the map writes it
     */
    static Twins open(Product product, Path directory, String merge, String... more) {
        Twins twins = of(Boutique.open(product, directory, more).inPlace().with(TREATMENT, merge + "\n" + TREATMENT));
        twins.database()
                .execute(
                        "update reglage set valeur = 'fr' where client_id = " + twins.anne,
                        "update reglage set valeur = 'en' where client_id = " + twins.anna);
        return twins;
    }

    /** Lets the two into this boutique. */
    static Twins of(Boutique boutique) {
        boutique.fill("Anne", "Anna");
        return new Twins(boutique, boutique.id("Anne"), boutique.id("Anna"));
    }

    static SubjectKey key(long client) {
        return new SubjectKey(Long.toString(client));
    }

    /** The map with this piece exchanged. */
    Twins with(String piece, String instead) {
        boutique.with(piece, instead);
        return this;
    }

    TestDatabase database() {
        return boutique.database();
    }

    Palimpsest palimpsest() {
        return boutique.palimpsest();
    }

    MergeRequest request() {
        return request(false);
    }

    MergeRequest request(boolean keepOld) {
        return new MergeRequest(key(anne), key(anna), MergeReason.DUPLICATE, keepOld);
    }

    MergeResult look() {
        return palimpsest().merge(request());
    }

    MergeResult merge() {
        return palimpsest().merge(request(), Merger.YES, "test");
    }

    /** A place as messages name it. */
    String place(String name) {
        return boutique.table(name);
    }

    List<String> everything() {
        return database()
                .rows("select 'c', id, prenom, email, code from client union all select 'r', id, concat(client_id, ''),"
                        + " concat(seance_id, ''), null from reservation union all select 's', id, concat(client_id, ''),"
                        + " valeur, null from reglage union all select 'p', id, concat(reservation_id, ''), null, null"
                        + " from presence union all select 'f', id, concat(client_id, ''), nom, null from facture"
                        + " order by 1, 2");
    }

    @Override
    public void close() {
        boutique.close();
    }
}
