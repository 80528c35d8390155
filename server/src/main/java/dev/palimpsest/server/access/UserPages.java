package dev.palimpsest.server.access;

import dev.palimpsest.server.access.Account.Granted;
import dev.palimpsest.server.page.NotThere;
import dev.palimpsest.server.page.Refusals;
import dev.palimpsest.server.page.Refused;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Users and their roles. */
@Controller
@RequestMapping("/users")
@Needs(Right.USERS)
class UserPages {
    private final Accounts accounts;
    private final Invitations invitations;
    private final Businesses businesses;

    UserPages(Accounts accounts, Invitations invitations, Businesses businesses) {
        this.accounts = accounts;
        this.invitations = invitations;
        this.businesses = businesses;
    }

    @GetMapping
    String list(Model model) {
        model.addAttribute("users", accounts.all()).addAttribute("businesses", businesses.names());
        return "access/users";
    }

    @GetMapping("/new")
    String form(Model model) {
        offer(model, Set.of());
        return "access/new-user";
    }

    @PostMapping
    String create(
            @RequestParam String login,
            @RequestParam String name,
            @RequestParam(defaultValue = "") List<String> role,
            Locale language,
            Model model,
            HttpServletResponse response) {
        Set<Granted> roles = granted(role);
        try {
            long id = accounts.create(Names.login(login), Names.name(name), language.getLanguage(), roles);
            return "redirect:/users/" + id;
        } catch (Refused refused) {
            offer(model, roles);
            model.addAttribute("login", login).addAttribute("name", name);
            return Refusals.again(refused, model, response, "access/new-user");
        }
    }

    @GetMapping("/{id}")
    String user(@PathVariable long id, Model model) {
        Account user = require(id);
        offer(model, user.roles());
        model.addAttribute("user", user);
        return "access/user";
    }

    @PostMapping("/{id}/roles")
    String setRoles(
            @PathVariable long id,
            @RequestParam(defaultValue = "") List<String> role,
            Model model,
            HttpServletResponse response) {
        return changed(id, model, response, () -> accounts.setRoles(id, granted(role)));
    }

    @PostMapping("/{id}/enabled")
    String setEnabled(@PathVariable long id, @RequestParam boolean enabled, Model model, HttpServletResponse response) {
        return changed(id, model, response, () -> accounts.setEnabled(id, enabled));
    }

    /** The way in is shown once, on this page only: to be handed on by whoever invited. */
    @PostMapping("/{id}/invitation")
    String invite(@PathVariable long id, Model model, HttpServletRequest request) {
        require(id);
        String token = invitations.invite(id);
        String link = ServletUriComponentsBuilder.fromContextPath(request)
                .pathSegment("invitation", token)
                .toUriString();
        model.addAttribute("link", link);
        return user(id, model);
    }

    private String changed(long id, Model model, HttpServletResponse response, Runnable change) {
        require(id);
        try {
            change.run();
            return "redirect:/users/" + id;
        } catch (Refused refused) {
            return Refusals.again(refused, model, response, user(id, model));
        }
    }

    private Account require(long id) {
        return accounts.find(id).orElseThrow(NotThere::new);
    }

    private void offer(Model model, Set<Granted> chosen) {
        Set<String> written = new HashSet<>();
        chosen.forEach(granted ->
                written.add(granted.role() + ":" + (granted.attachment() == null ? "" : granted.attachment())));
        model.addAttribute("roles", Role.values())
                .addAttribute("businesses", businesses.names())
                .addAttribute("chosen", written);
    }

    private Set<Granted> granted(List<String> written) {
        Set<Granted> roles = new HashSet<>();
        for (String each : written) {
            int colon = each.indexOf(':');
            try {
                String business = each.substring(colon + 1);
                roles.add(new Granted(
                        Role.valueOf(each.substring(0, Math.max(colon, 0))),
                        business.isEmpty() ? null : Long.valueOf(business)));
            } catch (IllegalArgumentException madeUp) {
                throw new NotThere();
            }
        }
        return roles;
    }
}
