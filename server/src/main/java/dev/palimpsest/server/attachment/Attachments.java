package dev.palimpsest.server.attachment;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.database.DatabaseAddress;
import dev.palimpsest.home.Home;
import dev.palimpsest.map.PrivacyMapReader;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.server.ServeSettings;
import dev.palimpsest.server.access.Businesses;
import dev.palimpsest.server.page.NotThere;
import dev.palimpsest.server.page.Refused;
import dev.palimpsest.server.secret.Secrets;
import java.sql.ResultSet;
import java.sql.SQLException;
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
    private static final String SELECT = "select id, name, url, database_user from attachment";

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
                .query((row, number) -> attached(row))
                .list();
    }

    public Optional<Attached> find(long id) {
        return store.sql(SELECT + " where id = ?")
                .param(id)
                .query((row, number) -> attached(row))
                .optional();
    }

    private static Attached attached(ResultSet row) throws SQLException {
        return new Attached(row.getLong(1), row.getString(2), row.getString(3), row.getString(4));
    }

    @Override
    public Map<Long, String> names() {
        Map<Long, String> names = new LinkedHashMap<>();
        all().forEach(attached -> names.put(attached.id(), attached.name()));
        return names;
    }

    /** Its privacy map, as it was written. */
    String map(long id) {
        return store.sql("select map from attachment where id = ?")
                .param(id)
                .query(String.class)
                .single();
    }

    /**
     * Keeps a new one. The map must be readable; whether it fits the database says {@code check}.
     *
     * @throws Refused when another bears the name
     * @throws PalimpsestException with every problem of the map, or BAD_ARGUMENT for the address
     */
    @Transactional
    public long add(BusinessForm form) {
        requireUsable(form);
        try {
            long id = store.sql(
                            "insert into attachment (name, url, database_user, map) values (?, ?, ?, ?) returning id")
                    .params(form.name(), form.url(), form.user(), form.map())
                    .query(Long.class)
                    .single();
            setPassword(id, form.password());
            return id;
        } catch (DuplicateKeyException taken) {
            throw new Refused("business.name-taken");
        }
    }

    /**
     * Changes one, as {@link #add}; its password stays where none is entered.
     *
     * @throws Refused also when address or user change without it: the stored password would be sent to whatever listens there
     */
    @Transactional
    public void change(long id, BusinessForm form) {
        requireUsable(form);
        Attached before = find(id).orElseThrow(NotThere::new);
        boolean elsewhere = !before.url().equals(form.url()) || !before.user().equals(form.user());
        if (elsewhere && form.password().isEmpty()) {
            throw new Refused("business.password-again");
        }
        try {
            store.sql("update attachment set name = ?, url = ?, database_user = ?, map = ? where id = ?")
                    .params(form.name(), form.url(), form.user(), form.map(), id)
                    .update();
        } catch (DuplicateKeyException taken) {
            throw new Refused("business.name-taken");
        }
        setPassword(id, form.password());
    }

    /** Forgets the connection and the roles in it; the business database stays as it is. */
    @Transactional
    public void remove(long id) {
        store.sql("delete from attachment where id = ?").param(id).update();
    }

    /** The engine's verbs on it. Opens no connection yet. */
    public Palimpsest attach(Attached attached) {
        return Palimpsest.attach(
                new BusinessDatabase(DatabaseAddress.of(attached.url()), attached.user(), password(attached.id())),
                PrivacyMapReader.read(attached.name(), map(attached.id())),
                Home.at(settings.data().resolve("home")));
    }

    private void setPassword(long id, String password) {
        if (!password.isEmpty()) {
            store.sql("update attachment set sealed_password = ? where id = ?")
                    .params(secrets.seal(password, place(id)), id)
                    .update();
        }
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

    private static void requireUsable(BusinessForm form) {
        form.requireName();
        DatabaseAddress.of(form.url());
        PrivacyMapReader.read("map", form.map());
    }
}
