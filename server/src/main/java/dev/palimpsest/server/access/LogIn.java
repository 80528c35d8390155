package dev.palimpsest.server.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;

/** Lets somebody in who has just chosen a password. */
@Component
public class LogIn {
    private final Accounts accounts;
    private final HttpSessionSecurityContextRepository sessions = new HttpSessionSecurityContextRepository();

    LogIn(Accounts accounts) {
        this.accounts = accounts;
    }

    /** In a session of a new name. */
    public void letIn(long account, HttpServletRequest request, HttpServletResponse response) {
        request.getSession();
        request.changeSessionId();
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(PasswordLogin.known(accounts.find(account).orElseThrow()));
        SecurityContextHolder.setContext(context);
        sessions.saveContext(context, request, response);
    }
}
