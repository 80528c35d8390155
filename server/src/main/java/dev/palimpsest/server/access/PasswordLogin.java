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

    PasswordLogin(Passwords passwords) {
        this.passwords = passwords;
    }

    @Override
    public Authentication authenticate(Authentication asked) {
        long account = passwords
                .owner(String.valueOf(asked.getName()), String.valueOf(asked.getCredentials()))
                .orElseThrow(() -> new BadCredentialsException("refused"));
        return known(account);
    }

    /** What stands in the session. */
    static Authentication known(long account) {
        return UsernamePasswordAuthenticationToken.authenticated(new Visitor(account), null, List.of());
    }

    @Override
    public boolean supports(Class<?> kind) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(kind);
    }
}
