package dev.palimpsest.server.access;

import dev.palimpsest.server.access.Account.Granted;
import dev.palimpsest.server.access.Account.Theme;
import dev.palimpsest.server.page.Refused;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The accounts of the office. One enabled administrator of all businesses always stays. */
@Repository
public class Accounts {
    private static final String SELECT = """
            select a.id, a.login, a.name, a.language, a.theme, a.enabled, a.sessions, a.password is null as invited,
              array(select g.role || ':' || coalesce(g.attachment::text, '') from granted_role g where g.account = a.id) as roles
            from account a
            """;

    private final JdbcClient store;

    Accounts(JdbcClient store) {
        this.store = store;
    }

    boolean isEmpty() {
        return store.sql("select not exists (select from account)")
                .query(Boolean.class)
                .single();
    }

    public List<Account> all() {
        return store.sql(SELECT + " order by lower(a.name), a.id")
                .query((row, number) -> account(row))
                .list();
    }

    public Optional<Account> find(long id) {
        return store.sql(SELECT + " where a.id = ?")
                .param(id)
                .query((row, number) -> account(row))
                .optional();
    }

    /** @throws Refused when there is an account with this login */
    @Transactional
    public long create(String login, String name, String language, Set<Granted> roles) {
        try {
            long id = store.sql("insert into account (login, name, language) values (?, ?, ?) returning id")
                    .params(login, name, language)
                    .query(Long.class)
                    .single();
            write(id, roles);
            return id;
        } catch (DuplicateKeyException taken) {
            throw new Refused("user.login-taken");
        }
    }

    /** @throws Refused when no administrator would be left */
    @Transactional
    public void setRoles(long id, Set<Granted> roles) {
        oneAtATime();
        store.sql("delete from granted_role where account = ?").param(id).update();
        write(id, roles);
        requireAdministrator();
    }

    /** @throws Refused when no administrator would be left */
    @Transactional
    public void setEnabled(long id, boolean enabled) {
        oneAtATime();
        store.sql("update account set enabled = ?, failed_logins = 0, locked_until = null where id = ?")
                .params(enabled, id)
                .update();
        requireAdministrator();
    }

    public void setLook(long id, String language, Theme theme) {
        store.sql("update account set language = ?, theme = ? where id = ?")
                .params(language, theme.name().toLowerCase(Locale.ROOT), id)
                .update();
    }

    /** Two administrators who take each other's role at the same time would leave nobody. */
    private void oneAtATime() {
        store.sql("lock table granted_role in share row exclusive mode").update();
    }

    private void requireAdministrator() {
        boolean left = store.sql("""
                        select exists (select from account a join granted_role g on g.account = a.id
                          where a.enabled and a.password is not null and g.role = ? and g.attachment is null)
                        """)
                .param(Role.ADMINISTRATOR.name())
                .query(Boolean.class)
                .single();
        if (!left) {
            throw new Refused("user.last-administrator");
        }
    }

    private void write(long id, Set<Granted> roles) {
        for (Granted granted : roles) {
            store.sql("insert into granted_role (account, role, attachment) values (?, ?, ?)")
                    .param(id)
                    .param(granted.role().name())
                    .param(granted.attachment())
                    .update();
        }
    }

    private static Account account(ResultSet row) throws SQLException {
        Set<Granted> roles = new HashSet<>();
        for (String written : (String[]) row.getArray("roles").getArray()) {
            int colon = written.indexOf(':');
            String attachment = written.substring(colon + 1);
            roles.add(new Granted(
                    Role.valueOf(written.substring(0, colon)), attachment.isEmpty() ? null : Long.valueOf(attachment)));
        }
        return new Account(
                row.getLong("id"),
                row.getString("login"),
                row.getString("name"),
                row.getString("language"),
                Theme.valueOf(row.getString("theme").toUpperCase(Locale.ROOT)),
                row.getBoolean("enabled"),
                row.getBoolean("invited"),
                row.getInt("sessions"),
                roles);
    }
}
