package dev.palimpsest.server.attachment;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.database.DirectDatabase;
import dev.palimpsest.home.Home;
import dev.palimpsest.map.PrivacyMapReader;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.server.ServeSettings;
import dev.palimpsest.server.access.Businesses;
import dev.palimpsest.server.page.Refused;
import dev.palimpsest.server.secret.Secrets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The attached businesses, and the way from one of them to the engine's verbs. */
@Service
public class Attachments implements Businesses {
    private static final String SELECT = "select id, name, url, database_user, map from attachment";

    private final JdbcClient store;
    private final Secrets secrets;
    private final ServeSettings settings;

    Attachments(JdbcClient store, Secrets secrets, ServeSettings settings) {
        this.store = store;
        this.secrets = secrets;
        this.settings = settings;
    }

    public List<Attached> all() {
        return store.sql(SELECT + " order by lower(name), id")
                .query((row, number) -> new Attached(
                        row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5)))
                .list();
    }

    public Optional<Attached> find(long id) {
        return all().stream().filter(attached -> attached.id() == id).findFirst();
    }

    @Override
    public Map<Long, String> names() {
        Map<Long, String> names = new LinkedHashMap<>();
        all().forEach(attached -> names.put(attached.id(), attached.name()));
        return names;
    }

    /**
     * Keeps a new one. The map must be readable; whether it fits the database says {@code check}.
     *
     * @throws Refused when another bears the name
     * @throws PalimpsestException with every problem of the map, or BAD_ARGUMENT for the address
     */
    @Transactional
    public long add(String name, String url, String user, String password, String map) {
        requireUsable(url, user, map);
        try {
            long id = store.sql(
                            "insert into attachment (name, url, database_user, map) values (?, ?, ?, ?) returning id")
                    .params(name, url, user, map)
                    .query(Long.class)
                    .single();
            setPassword(id, password);
            return id;
        } catch (DuplicateKeyException taken) {
            throw new Refused("business.name-taken");
        }
    }

    /**
     * Changes one.
     *
     * @param password empty when it stays as it is
     */
    @Transactional
    public void change(long id, String name, String url, String user, String password, String map) {
        requireUsable(url, user, map);
        try {
            store.sql("update attachment set name = ?, url = ?, database_user = ?, map = ? where id = ?")
                    .params(name, url, user, map, id)
                    .update();
        } catch (DuplicateKeyException taken) {
            throw new Refused("business.name-taken");
        }
        if (!password.isEmpty()) {
            setPassword(id, password);
        }
    }

    /** Forgets the connection and the roles in it; the business database stays as it is. */
    @Transactional
    public void remove(long id) {
        store.sql("delete from attachment where id = ?").param(id).update();
    }

    /** The engine's verbs on it. Opens no connection yet. */
    public Palimpsest attach(Attached attached) {
        return Palimpsest.attach(
                new DirectDatabase(attached.url(), attached.user(), password(attached.id())),
                PrivacyMapReader.read(attached.name(), attached.map()),
                Home.at(settings.data().resolve("home")));
    }

    private void setPassword(long id, String password) {
        byte @Nullable [] hidden = password.isEmpty() ? null : secrets.seal(password, place(id));
        store.sql("update attachment set sealed_password = ? where id = ?")
                .param(hidden)
                .param(id)
                .update();
    }

    private @Nullable String password(long id) {
        return store.sql("select sealed_password from attachment where id = ?")
                .param(id)
                .query((row, number) -> Optional.ofNullable(row.getBytes(1)))
                .single()
                .map(hidden -> secrets.open(hidden, place(id)))
                .orElse(null);
    }

    /** A password copied into another row opens nowhere. */
    private static String place(long id) {
        return "attachment " + id;
    }

    private static void requireUsable(String url, String user, String map) {
        new DirectDatabase(url, user, null);
        PrivacyMapReader.read("map", map);
    }
}
