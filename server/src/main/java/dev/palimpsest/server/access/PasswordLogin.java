package dev.palimpsest.server.access;

import java.util.List;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/** Log-in by login and password. */
@Component
class PasswordLogin implements AuthenticationProvider {
    private final Passwords passwords;
    private final Accounts accounts;

    PasswordLogin(Passwords passwords, Accounts accounts) {
        this.passwords = passwords;
        this.accounts = accounts;
    }

    @Override
    public Authentication authenticate(Authentication asked) {
        Account account = passwords
                .owner(String.valueOf(asked.getName()), String.valueOf(asked.getCredentials()))
                .flatMap(accounts::find)
                .orElseThrow(() -> new BadCredentialsException("refused"));
        return known(account);
    }

    /** What stands in the session. */
    static Authentication known(Account account) {
        return UsernamePasswordAuthenticationToken.authenticated(Visitor.of(account), null, List.of());
    }

    @Override
    public boolean supports(Class<?> kind) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(kind);
    }
}
