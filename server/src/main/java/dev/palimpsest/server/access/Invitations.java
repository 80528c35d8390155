package dev.palimpsest.server.access;

import dev.palimpsest.server.page.Refused;
import dev.palimpsest.text.Sha256;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who has an invitation may choose the password of an account, once, within three days. Only its hash is kept. */
@Service
public class Invitations {
    static final Duration VALID = Duration.ofDays(3);
    private static final int BYTES = 32;

    private final JdbcClient store;
    private final Passwords passwords;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Invitations(JdbcClient store, Passwords passwords, Clock clock) {
        this.store = store;
        this.passwords = passwords;
        this.clock = clock;
    }

    /** A new one, which takes the place of an earlier one of the account. */
    @Transactional
    public String invite(long account) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        store.sql("delete from invitation where account = ?").param(account).update();
        store.sql("insert into invitation (token_hash, account, expires_at) values (?, ?, ?)")
                .params(Sha256.of(token), account, clock.instant().plus(VALID).atOffset(ZoneOffset.UTC))
                .update();
        return token;
    }

    /** Whose it is; empty when it is spent, over or made up. */
    public Optional<Long> owner(String token) {
        return store.sql("""
                        select i.account from invitation i join account a on a.id = i.account and a.enabled
                        where i.token_hash = ? and i.expires_at > ?
                        """)
                .params(Sha256.of(token), clock.instant().atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .optional();
    }

    /** @throws Refused when it is spent, over or made up, or the password is too short */
    @Transactional
    public long accept(String token, String password) {
        long account = owner(token).orElseThrow(() -> new Refused("invitation.over"));
        passwords.set(account, password);
        if (store.sql("delete from invitation where token_hash = ?")
                        .param(Sha256.of(token))
                        .update()
                == 0) {
            throw new Refused("invitation.over");
        }
        return account;
    }
}
