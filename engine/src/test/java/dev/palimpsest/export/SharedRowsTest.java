package dev.palimpsest.export;

import static dev.palimpsest.ClubFixture.keys;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.ClubFixture;
import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase;
import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.home.Home;
import dev.palimpsest.map.PrivacyMapReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Addresses that several may refer to: Ada (1) lives alone, Bea (2) and Cid (3) share an address, with a door code that the
 * map keeps; and every type that needs a form of its own.
 */
@Tag("database")
@ParameterizedClass
@EnumSource
final class SharedRowsTest {
    private static final String SCHEMA = """
            create table address (id int primary key, street text not null, door_code text);
            create table customer (id int primary key, name text not null, address_id int references address (id),
                created_at date not null, photo {bytes}, member boolean, points numeric(8, 2), share double precision);
            create table visit (id int primary key, customer_id int not null references customer (id),
                on_day date not null);
            insert into address values (10, 'Ulmenweg 3', 'D-1010'), (20, 'Lindenallee 7', 'D-2020');
            insert into customer values
                (1, 'Ada', 10, '2015-01-01', null, true, 12.50, 0.25),
                (2, 'Bea', 20, '2015-01-01', null, null, null, 0.5),
                (3, 'Cid', 20, '2015-01-01', null, false, null, null),
                (4, 'Dora', null, '2015-01-01', null, null, null, null);
            """;

    private static final String MAP = """
            palimpsest: 1
            name: shop
            jurisdiction: DE
            schema: public
            subject: {table: customer, key: id, title: name, inactive-for: P2Y, identifiers: {name: [name]}}
            activity: {visit: {table: visit, at: on_day}}
            treatment:
              customer: {name: {replace: Former}, photo: erase, keep: all}
              visit: {keep: all}
              address: {via: "id -> customer.address_id", street: {replace: gone}, keep: [door_code]}
            """;

    private String map = MAP;

    @TempDir
    private Path directory;

    @AutoClose
    private final TestDatabase database;

    SharedRowsTest(Product product) {
        database = product.create(product.say(SCHEMA));
    }

    private JsonNode export(long id, long... others) throws IOException {
        long[] all = java.util.stream.LongStream.concat(
                        java.util.stream.LongStream.of(id), java.util.stream.LongStream.of(others))
                .toArray();
        Path out = directory.resolve("out" + id + "-" + others.length);
        Palimpsest.attach(
                        database.dataSource(),
                        PrivacyMapReader.read(
                                "shop.yaml", map.replace("schema: public", "schema: " + database.schema())),
                        Home.at(directory.resolve("home")))
                .with(ClubFixture.noonOf(ClubFixture.TODAY))
                .export(new ExportOrder(keys(all), Set.of(), Set.of(ExportForm.values()), out, "en", false));
        return JsonMapper.shared()
                .readTree(Files.readString(out.resolve("export-" + id + ".json")))
                .path("export")
                .path("tables");
    }

    private static JsonNode address(JsonNode tables) {
        return tables.valueStream()
                .filter(table -> table.path("table").asString().equals("address"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shows_a_row_whole_that_only_the_person_refers_to() throws IOException {
        JsonNode address = address(export(1));

        assertThat(address.path("rows").get(0).path("door_code").asString()).isEqualTo("D-1010");
        assertThat(address.path("sharedRows").asInt()).isZero();
    }

    @Test
    void shows_of_a_row_that_belongs_to_several_only_what_the_map_treats() throws IOException {
        JsonNode address = address(export(2));

        assertThat(address.path("rows").get(0).propertyNames()).containsExactly("street");
        assertThat(address.path("rows").get(0).path("street").asString()).isEqualTo("Lindenallee 7");
        assertThat(address.path("sharedRows").asInt()).isEqualTo(1);
    }

    @Test
    void a_row_stays_shared_when_everybody_it_belongs_to_is_exported_together() throws IOException {
        JsonNode tables = export(2, 3, 4);

        assertThat(address(tables).path("rows").get(0).has("door_code")).isFalse();
        assertThat(Files.readString(directory.resolve("out2-2/address.csv")))
                .isEqualTo("palimpsest_key,id,street,door_code\r\n2,,Lindenallee 7,\r\n3,,Lindenallee 7,\r\n");
        assertThat(Files.readString(directory.resolve("out2-2/export-3.html")))
                .contains("One of these rows belongs to other people")
                .doesNotContain("D-2020");
        assertThat(Files.readString(directory.resolve("out2-2/export-4.json"))).doesNotContain("Lindenallee");
    }

    @Test
    void writes_bytes_truth_and_numbers_in_forms_that_json_has() throws IOException {
        database.execute(
                switch (database.product()) {
                    // what is no number
                    case POSTGRESQL ->
                        "update customer set photo = decode('00ff10', 'hex'), share = 'NaN' where id = 1";
                    case MARIADB -> "update customer set photo = unhex('00ff10') where id = 1";
                });

        JsonNode ada = export(1).get(0).path("rows").get(0);
        JsonNode bea = export(2).get(0).path("rows").get(0);

        assertThat(ada.path("photo").asString()).isEqualTo("AP8Q");
        assertThat(ada.path("member").isBoolean()).isTrue();
        assertThat(ada.path("points").isNumber()).isTrue();
        assertThat(ada.path("share").asString())
                .isEqualTo(
                        switch (database.product()) {
                            case POSTGRESQL -> "NaN";
                            case MARIADB -> "0.25";
                        });
        assertThat(bea.path("photo").isNull()).isTrue();
        assertThat(bea.path("member").isNull()).isTrue();
        assertThat(Files.readString(directory.resolve("out1-0/export-1.html"))).contains("3 bytes", ">yes<");
    }

    @Test
    void a_row_with_a_co_owner_gives_each_only_what_is_theirs() throws IOException {
        database.execute(
                "create table duo (id int primary key, customer_id int not null references customer (id),"
                        + " partner_id int references customer (id), partner_name text, plan text)",
                "insert into duo values (7, 1, 2, 'Bea B.', 'gold')");
        map = MAP + """
              duo:
                via: customer_id
                co-owners: {partner_id: {partner_id: erase, partner_name: erase}}
                keep: [plan]
            """.indent(0);

        JsonNode ada = part(export(1), "duo", "");
        JsonNode bea = part(export(2), "duo", "partner_id");

        assertThat(ada.path("rows").get(0).propertyNames()).containsExactly("id", "customer_id", "plan");
        assertThat(ada.path("withheld").valueStream().map(JsonNode::asString))
                .containsExactly("partner_id", "partner_name");
        assertThat(bea.path("rows").get(0).propertyNames()).containsExactly("partner_id", "partner_name");
        assertThat(bea.path("rows").get(0).path("partner_name").asString()).isEqualTo("Bea B.");
        assertThat(Files.readString(directory.resolve("out2-0/duo.partner_id.csv")))
                .isEqualTo("palimpsest_key,partner_id,partner_name\r\n2,2,Bea B.\r\n");
        assertThat(Files.readString(directory.resolve("out1-0/export-1.html"))).doesNotContain("Bea B.");
    }

    private static JsonNode part(JsonNode tables, String table, String coOwner) {
        return tables.valueStream()
                .filter(each -> each.path("table").asString().equals(table)
                        && each.path("coOwnerBy").asString("").equals(coOwner))
                .findFirst()
                .orElseThrow();
    }
}
