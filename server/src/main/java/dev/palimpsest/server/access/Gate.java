package dev.palimpsest.server.access;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Stands before every page: lets nobody on without the right that the page says it needs. A page that says nothing is
 * refused to all.
 */
@Component
public class Gate implements HandlerInterceptor {
    /** In an address, the number of a business. */
    public static final String ATTACHMENT = "attachment";

    private static final String ACCOUNT = Gate.class.getName();

    private final Accounts accounts;

    Gate(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        Optional<Account> account = visitor().flatMap(this::account);
        account.ifPresent(known -> request.setAttribute(ACCOUNT, known));
        if (!(handler instanceof HandlerMethod method)
                || isOf(method, Open.class)
                || request.getDispatcherType() == DispatcherType.ERROR) {
            return true;
        }
        if (account.isEmpty()) {
            // was shut out while logged in, or has another password
            Optional.ofNullable(request.getSession(false)).ifPresent(session -> session.invalidate());
            response.sendRedirect("/login");
            return false;
        }
        Needs needs = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), Needs.class);
        if (needs == null) {
            needs = AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), Needs.class);
        }
        if (needs == null || !may(account.get(), needs, attachment(request))) {
            response.sendError(HttpStatus.FORBIDDEN.value());
            return false;
        }
        return true;
    }

    /** Who asks for this page; never missing on a page that needs a right. */
    public static Account account(HttpServletRequest request) {
        return Objects.requireNonNull(accountOrNone(request), "the page is open to all");
    }

    /** The same, of a page that is open to all. */
    public static @Nullable Account accountOrNone(HttpServletRequest request) {
        return (Account) request.getAttribute(ACCOUNT);
    }

    private static boolean may(Account account, Needs needs, @Nullable Long attachment) {
        return attachment == null && needs.somewhere()
                ? account.maySomewhere(needs.value())
                : account.may(needs.value(), attachment);
    }

    private static @Nullable Long attachment(HttpServletRequest request) {
        Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        Object written = variables instanceof Map<?, ?> map ? map.get(ATTACHMENT) : null;
        try {
            return written == null ? null : Long.valueOf(written.toString());
        } catch (NumberFormatException none) {
            return 0L;
        }
    }

    private static boolean isOf(HandlerMethod method, Class<Open> open) {
        return method.hasMethodAnnotation(open) || method.getBeanType().isAnnotationPresent(open);
    }

    /** Of somebody who is still let on. */
    private Optional<Account> account(Visitor visitor) {
        return accounts.find(visitor.account()).filter(Account::enabled).filter(visitor::is);
    }

    private static Optional<Visitor> visitor() {
        Authentication known = SecurityContextHolder.getContext().getAuthentication();
        return known != null && known.getPrincipal() instanceof Visitor visitor
                ? Optional.of(visitor)
                : Optional.empty();
    }
}
