package dev.palimpsest.server.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;

/** Lets somebody in who has just chosen a password. */
@Component
class LogIn {
    private final HttpSessionSecurityContextRepository sessions = new HttpSessionSecurityContextRepository();

    void letIn(long account, HttpServletRequest request, HttpServletResponse response) {
        request.getSession();
        request.changeSessionId();
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(PasswordLogin.known(account));
        SecurityContextHolder.setContext(context);
        sessions.saveContext(context, request, response);
    }
}
