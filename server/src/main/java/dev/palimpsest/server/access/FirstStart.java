package dev.palimpsest.server.access;

import dev.palimpsest.server.access.Account.Granted;
import dev.palimpsest.server.page.Refused;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The first administrator. Who sees the terminal that started the office reads a code there, and nobody else: there is no
 * default password, and whoever finds the address first is not let in for that.
 */
@Service
public class FirstStart {
    private static final String LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
    private static final int LENGTH = 12;

    private final JdbcClient store;
    private final Accounts accounts;
    private final Passwords passwords;
    private final String code;

    FirstStart(JdbcClient store, Accounts accounts, Passwords passwords) {
        this.store = store;
        this.accounts = accounts;
        this.passwords = passwords;
        SecureRandom random = new SecureRandom();
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            letters.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        this.code = letters.toString();
    }

    /** Empty once there is somebody. */
    public Optional<String> code() {
        return isDue() ? Optional.of(code) : Optional.empty();
    }

    boolean isDue() {
        return accounts.isEmpty();
    }

    /** @throws Refused when the code is another, there is somebody already, or the password is too short */
    @Transactional
    public long begin(String given, String login, String name, String language, String password) {
        store.sql("lock table account in share row exclusive mode").update();
        if (!isDue()) {
            throw new Refused("first.over");
        }
        if (!MessageDigest.isEqual(
                given.strip().getBytes(StandardCharsets.UTF_8), code.getBytes(StandardCharsets.UTF_8))) {
            throw new Refused("first.code-wrong");
        }
        long id = accounts.create(login, name, language, Set.of(new Granted(Role.ADMINISTRATOR, null)));
        passwords.set(id, password);
        return id;
    }
}
