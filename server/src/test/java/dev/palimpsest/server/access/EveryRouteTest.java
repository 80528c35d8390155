package dev.palimpsest.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.server.TestOffice;
import dev.palimpsest.server.Visit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every address of the office, asked by everybody. */
@Tag("database")
final class EveryRouteTest {
    @RegisterExtension
    static final TestOffice OFFICE = new TestOffice();

    /** Who may, written down a second time: a role is taken from nobody, and given to nobody, by mistake. */
    private static final Map<Right, List<Role>> MATRIX = Map.of(
            Right.COME_IN, List.of(Role.values()),
            Right.MAP, List.of(Role.ADMINISTRATOR),
            Right.USERS, List.of(Role.ADMINISTRATOR));

    private record Route(RequestMethod method, String address, boolean open, Right right) {}

    private static List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        OFFICE.office()
                .parts()
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((mapping, handler) -> {
                    if (handler.getBeanType().getName().startsWith("dev.palimpsest")) {
                        for (String address : mapping.getPatternValues()) {
                            for (RequestMethod method :
                                    mapping.getMethodsCondition().getMethods()) {
                                routes.add(route(method, address, handler));
                            }
                        }
                    }
                });
        return routes;
    }

    private static Route route(RequestMethod method, String address, HandlerMethod handler) {
        Needs needs = AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), Needs.class);
        if (needs == null) {
            needs = AnnotatedElementUtils.findMergedAnnotation(handler.getBeanType(), Needs.class);
        }
        boolean open = handler.getBeanType().isAnnotationPresent(Open.class);
        assertThat(open || needs != null).as(address + " says whom it is for").isTrue();
        return new Route(method, address, open, needs == null ? null : needs.value());
    }

    @Test
    void every_page_is_refused_to_nobody_who_may_and_to_everybody_who_may_not() {
        OFFICE.administrator();
        Accounts accounts = OFFICE.office().parts().getBean(Accounts.class);
        Passwords passwords = OFFICE.office().parts().getBean(Passwords.class);
        Map<Role, Visit> visits = new TreeMap<>();
        for (Role role : Role.values()) {
            long id =
                    accounts.create(role.name(), role.name(), "en", java.util.Set.of(new Account.Granted(role, null)));
            passwords.set(id, TestOffice.PASSWORD);
            visits.put(role, OFFICE.loggedIn(role.name()));
        }
        assertThat(MATRIX.keySet()).containsExactlyInAnyOrder(Right.values());

        List<Route> routes = routes();

        assertThat(routes).hasSizeGreaterThan(15);
        for (Route route : routes) {
            // of nobody and of nothing: what is asked for here must not happen, only be let through
            String address = route.address().replaceAll("\\{[a-z]+}", "999999");
            visits.forEach((role, visit) -> {
                boolean may = route.open() || MATRIX.get(route.right()).contains(role);
                int status = ask(visit, route, address);
                assertThat(status == 403)
                        .as(route + " as " + role + ": " + status)
                        .isEqualTo(!may);
            });
            Visit.Shown nobody = route.method() == RequestMethod.GET
                    ? OFFICE.visit().get(address)
                    : OFFICE.visit().post("/login", address);
            if (!route.open()) {
                assertThat(nobody.at().getPath()).as(route.toString()).isEqualTo("/login");
            }
        }
    }

    private static int ask(Visit visit, Route route, String address) {
        return route.method() == RequestMethod.GET
                ? visit.get(address).status()
                : visit.post("/account", address).status();
    }

    @Test
    void a_role_in_one_business_opens_no_other() {
        Visit administrator = OFFICE.administrator();
        String one = attached(administrator, "One");
        String other = attached(administrator, "Other");
        long id = OFFICE.office()
                .parts()
                .getBean(Accounts.class)
                .create(
                        "only-one",
                        "Only One",
                        "en",
                        java.util.Set.of(new Account.Granted(
                                Role.ADMINISTRATOR, Long.valueOf(one.substring(one.lastIndexOf('/') + 1)))));
        OFFICE.office().parts().getBean(Passwords.class).set(id, TestOffice.PASSWORD);
        Visit visit = OFFICE.loggedIn("only-one");

        assertThat(visit.get("/").page()).contains(">One<").doesNotContain(">Other<");
        assertThat(visit.get("/businesses").page()).contains(">One<").doesNotContain(">Other<");
        for (Route route : routes()) {
            if (route.address().contains("{attachment}")) {
                String mine = route.address().replace("/businesses/{attachment}", one);
                String theirs = route.address().replace("/businesses/{attachment}", other);
                assertThat(ask(visit, route, theirs)).as(route.toString()).isEqualTo(403);
                assertThat(ask(visit, route, mine)).as(route.toString()).isNotEqualTo(403);
            }
        }
        assertThat(visit.get("/businesses/new").status()).isEqualTo(403);
        assertThat(visit.get("/users").status()).isEqualTo(403);
        assertThat(administrator.get(other).page()).contains("Ready");
    }

    private static String attached(Visit administrator, String name) {
        Visit.Shown shown = administrator.post(
                "/businesses/new",
                "/businesses",
                "name",
                name,
                "url",
                OFFICE.businessUrl(),
                "user",
                OFFICE.databaseUser(),
                "password",
                OFFICE.databasePassword(),
                "map",
                TestOffice.MAP);
        assertThat(shown.status()).as(shown.page()).isEqualTo(200);
        return shown.at().getPath();
    }
}
