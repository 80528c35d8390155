package dev.palimpsest.run;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase;
import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.home.Home;
import dev.palimpsest.map.PrivacyMapReader;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.proof.ProofReport;
import dev.palimpsest.survey.Verdict;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** A small French business whose customers leave their bookings and invoices to an anonymous profile. */
public final class Boutique implements AutoCloseable {
    static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    /** The anonymous profile: "Client supprimé" in the group "Externe". */
    public static final long PROFILE = 1;

    static final String[] TABLES = {
        "create table groupe (id bigint primary key, nom varchar(40) not null)",
        """
        create table client (id {serial}, code varchar(40) unique, groupe_id bigint references groupe (id),
            prenom varchar(40) not null, nom varchar(40) not null, email varchar(80),
            statut varchar(10) default 'ACTIF' not null, cree_le date)
        """,
        "create table reservation (id {serial}, client_id bigint not null references client (id),"
                + " seance_id bigint not null, prise_le date not null, prix numeric(8,2) not null, remarque varchar(99))",
        "create table presence (id {serial}, reservation_id bigint not null references reservation (id),"
                + " duree int not null, commentaire varchar(99))",
        "create table facture (id {serial}, client_id bigint not null references client (id),"
                + " numero varchar(20) not null unique, nom varchar(80), emise_le date not null,"
                + " total numeric(10,2) not null)",
        "create table ligne (id {serial}, facture_id bigint not null references facture (id),"
                + " montant numeric(10,2))",
        "create table reglage (id {serial}, client_id bigint not null references client (id),"
                + " cle varchar(20) not null, valeur varchar(20), unique (client_id, cle))",
        "create index reservation_client on reservation (client_id)",
        "create index facture_client on facture (client_id)",
        "insert into groupe values (1, 'Externe'), (2, 'Yoga')",
        "insert into client (code, groupe_id, prenom, nom) values ('EXTERNE', 1, 'Client', 'supprimé')"
    };

    static final String SHARED = "reassign: {shared: \"code = 'EXTERNE'\"}";
    static final String STUB = "reassign: {stub: {groupe_id: 1, prenom: Client, nom: supprimé}}";

    static final String MAP = """
            palimpsest: 1
            name: boutique
            jurisdiction: FR
            schema: {schema}
            subject:
              table: client
              key: id
              title: [prenom, nom]
              born-into-system: cree_le
              inactive-for: P2Y
              identifiers: {name: [[prenom, nom], [facture.nom]], email: email}
              reassign: {shared: "code = 'EXTERNE'"}
            activity:
              reservation: {table: reservation, at: prise_le}
            blockers:
              impaye: {table: facture, where: "total < 0", message: x}
            treatment:
              client: delete
              reservation: {client_id: reassign, remarque: erase, keep: [seance_id, prise_le, prix]}
              presence: {commentaire: erase, keep: [duree]}
              facture:
                retain: {class: invoice, starts: emise_le}
                client_id: reassign
                nom: {replace: Client}
                keep: [numero, emise_le, total]
              ligne: {keep: [montant]}
              reglage: delete
            """;

    private final TestDatabase database;
    private final Path directory;
    private String map;

    private Boutique(TestDatabase database, Path directory) {
        this.database = database;
        this.directory = directory;
        this.map = MAP.replace("{schema}", database.schema());
    }

    public static Boutique open(Path directory, String... more) {
        return open(Product.POSTGRESQL, directory, more);
    }

    public static Boutique open(Product product, Path directory, String... more) {
        String serial = product == Product.POSTGRESQL ? "bigserial primary key" : "bigint auto_increment primary key";
        String[] statements = Stream.concat(Arrays.stream(TABLES), Arrays.stream(more))
                .map(statement -> statement.replace("{serial}", serial))
                .toArray(String[]::new);
        return new Boutique(product.create(statements), directory);
    }

    /** The map with this piece exchanged. */
    public Boutique with(String piece, String instead) {
        if (!map.contains(piece)) {
            throw new IllegalArgumentException("the map holds no '" + piece + "'");
        }
        map = map.replace(piece, instead);
        return this;
    }

    /** Nobody's own row goes: everything stays where it is. */
    public Boutique inPlace() {
        return with(
                        "client: delete",
                        "client: {prenom: {replace: Client}, nom: {replace: supprimé}, email: erase, code: erase,"
                                + " keep: [groupe_id, statut, cree_le]}")
                .with("client_id: reassign, remarque", "remarque")
                .with("    client_id: reassign\n", "")
                .with("  " + SHARED + "\n", "");
    }

    public TestDatabase database() {
        return database;
    }

    /** Lets customers in who have not come since 2015, each with two bookings and an old and a new invoice. */
    public Boutique fill(String... names) {
        for (String name : names) {
            database.execute(
                    "insert into client (code, groupe_id, prenom, nom, email, cree_le) values (concat('C-', '" + name
                            + "'), 2, '" + name + "', 'Moreau', concat(lower('" + name
                            + "'), '@exemple.fr'), '2014-01-01')",
                    ofLast("insert into reservation (client_id, seance_id, prise_le, prix, remarque)"
                            + " select id, s, jour, 12.50 * s, concat(prenom, ' vient avec ', email) from c,"
                            + " (select 1 as s, date '2015-03-02' as jour union all select 2, date '2015-03-03') deux"),
                    "insert into presence (reservation_id, duree, commentaire) select r.id, 60, concat('vu ', c.email)"
                            + " from reservation r join client c on c.id = r.client_id where c.prenom = '" + name + "'",
                    ofLast("insert into facture (client_id, numero, nom, emise_le, total)"
                            + " select id, concat('A-', id), concat(prenom, ' ', nom), date '2012-05-05', 25 from c"),
                    ofLast("insert into facture (client_id, numero, nom, emise_le, total)"
                            + " select id, concat('B-', id), concat(prenom, ' ', nom), date '2023-05-05', 37.5 from c"),
                    "insert into ligne (facture_id, montant) select f.id, f.total from facture f"
                            + " join client c on c.id = f.client_id where c.prenom = '" + name + "'",
                    ofLast("insert into reglage (client_id, cle, valeur) select id, 'langue', 'fr' from c"));
        }
        return this;
    }

    private static String ofLast(String statement) {
        int at = statement.indexOf("select");
        return statement.substring(0, at) + "with c as (select * from client order by id desc limit 1) "
                + statement.substring(at);
    }

    public long id(String prenom) {
        return database.count("select id from client where prenom = '" + prenom + "'");
    }

    public Palimpsest palimpsest() {
        return palimpsest(database.dataSource());
    }

    public Palimpsest palimpsest(DataSource source) {
        return Palimpsest.attach(
                        source, PrivacyMapReader.read("boutique.yaml", map), Home.at(directory.resolve("home")))
                .with(Studio.SETTINGS)
                .with(Clock.fixed(TODAY.atTime(12, 0).toInstant(ZoneOffset.UTC), ZoneOffset.UTC));
    }

    public Preview preview(Long... clients) {
        List<SubjectKey> keys = Arrays.stream(clients)
                .map(client -> new SubjectKey(client.toString()))
                .toList();
        return palimpsest().preview(keys.isEmpty() ? Selection.eligible() : Selection.of(keys), skipped -> {});
    }

    public RunResult run(Preview preview) {
        return palimpsest().run(preview, preview.digest(), "test", RunEvent.Listener.none());
    }

    /** Proves the newest run. */
    ProofReport prove() {
        return palimpsest().prove(Optional.empty());
    }

    /** Everybody's verdict, by the key. */
    Map<String, Verdict> verdicts() {
        Map<String, Verdict> verdicts = new HashMap<>();
        palimpsest().survey(assessment -> verdicts.put(assessment.key().value(), assessment.verdict()));
        return verdicts;
    }

    /** A table, or a column behind a dot, as messages and reports name it. */
    public String table(String name) {
        return database.schema() + "." + name;
    }

    @Override
    public void close() {
        database.close();
    }
}
