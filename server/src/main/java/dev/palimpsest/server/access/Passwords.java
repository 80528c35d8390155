package dev.palimpsest.server.access;

import dev.palimpsest.server.page.Refused;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Passwords, kept as Argon2id with the parameters of
 * <a href="https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html">OWASP</a>. After {@value #ATTEMPTS} wrong ones in a row a login is locked
 * for a quarter of an hour, also for the right one, and nothing says whether there is such a login.
 */
@Service
public class Passwords {
    static final int SHORTEST = 12;
    static final int ATTEMPTS = 5;
    private static final int LONGEST = 200;
    private static final Duration LOCKED = Duration.ofMinutes(15);

    private final JdbcClient store;
    private final Clock clock;
    private final PasswordEncoder encoder = Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    private final String nobodys = String.valueOf(encoder.encode("nobody's"));

    Passwords(JdbcClient store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    private record Known(
            long id,
            @Nullable String password,
            boolean enabled,
            @Nullable Instant lockedUntil) {}

    /** Whose login and password these are; empty when they are nobody's, or the login is locked. */
    @Transactional
    public Optional<Long> owner(String login, String password) {
        // the lock keeps attempts at the same time from being counted as one
        Optional<Known> known = store.sql(
                        "select id, password, enabled, locked_until from account where lower(login) = lower(?) for update")
                .param(login)
                .query((row, number) -> new Known(
                        row.getLong(1),
                        row.getString(2),
                        row.getBoolean(3),
                        instant(row.getObject(4, OffsetDateTime.class))))
                .optional();
        String hash = known.map(Known::password).orElse(nobodys);
        boolean right = encoder.matches(password.length() > LONGEST ? "" : password, hash);
        if (known.isEmpty() || known.get().password() == null) {
            return Optional.empty();
        }
        Known account = known.get();
        Instant now = clock.instant();
        if (account.lockedUntil() != null && now.isBefore(account.lockedUntil())) {
            return Optional.empty();
        }
        if (!right) {
            count(account.id(), now);
            return Optional.empty();
        }
        store.sql("update account set failed_logins = 0, locked_until = null where id = ?")
                .param(account.id())
                .update();
        return account.enabled() ? Optional.of(account.id()) : Optional.empty();
    }

    /**
     * Gives the account another one, which ends all its sessions.
     *
     * @throws Refused when it is too short or too long
     */
    public void set(long account, String password) {
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST || length > LONGEST) {
            throw new Refused("password.length", SHORTEST, LONGEST);
        }
        store.sql(
                        "update account set password = ?, failed_logins = 0, locked_until = null, sessions = sessions + 1 where id = ?")
                .params(encoder.encode(password), account)
                .update();
    }

    private void count(long account, Instant now) {
        store.sql("""
                        update account set
                          locked_until = case when failed_logins + 1 >= :attempts then :until end,
                          failed_logins = case when failed_logins + 1 >= :attempts then 0 else failed_logins + 1 end
                        where id = :account
                        """)
                .param("attempts", ATTEMPTS)
                .param("until", now.plus(LOCKED).atOffset(ZoneOffset.UTC))
                .param("account", account)
                .update();
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime written) {
        return written == null ? null : written.toInstant();
    }
}
