package dev.palimpsest.server.access;

import dev.palimpsest.server.page.Refused;
import java.util.regex.Pattern;

/** What people of the office are called. */
final class Names {
    private static final Pattern LOGIN = Pattern.compile("[\\p{L}\\p{N}._@+-]{1,100}");
    private static final int LONGEST = 100;

    private Names() {}

    /** @throws Refused when it is empty, too long, or holds other than letters, digits and {@code . _ @ + -} */
    static String login(String written) {
        String login = written.strip();
        if (!LOGIN.matcher(login).matches()) {
            throw new Refused("user.login-wrong");
        }
        return login;
    }

    /** @throws Refused when it is empty or too long */
    static String name(String written) {
        String name = written.strip();
        if (name.isEmpty() || name.length() > LONGEST) {
            throw new Refused("user.name-wrong", LONGEST);
        }
        return name;
    }
}
