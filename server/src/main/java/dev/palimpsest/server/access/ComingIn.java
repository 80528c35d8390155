package dev.palimpsest.server.access;

import dev.palimpsest.server.page.Refusals;
import dev.palimpsest.server.page.Refused;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Log-in, the first administrator, and the invitation of everybody else. */
@Controller
@Open
class ComingIn {
    private final FirstStart first;
    private final Invitations invitations;
    private final LogIn logIn;

    ComingIn(FirstStart first, Invitations invitations, LogIn logIn) {
        this.first = first;
        this.invitations = invitations;
        this.logIn = logIn;
    }

    @GetMapping("/login")
    String logIn() {
        return first.isDue() ? "redirect:/first" : "access/login";
    }

    @GetMapping("/first")
    String first() {
        return first.isDue() ? "access/first" : "redirect:/login";
    }

    @PostMapping("/first")
    String begin(
            @RequestParam String code,
            @RequestParam String login,
            @RequestParam String name,
            @RequestParam String password,
            @RequestParam String again,
            Locale language,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        try {
            requireSame(password, again);
            long account = first.begin(code, Names.login(login), Names.name(name), language.getLanguage(), password);
            logIn.letIn(account, request, response);
            return "redirect:/";
        } catch (Refused refused) {
            model.addAttribute("login", login).addAttribute("name", name);
            return Refusals.again(refused, model, response, "access/first");
        }
    }

    @GetMapping("/invitation/{token}")
    String invitation(@PathVariable String token, Model model, HttpServletResponse response) {
        boolean valid = invitations.owner(token).isPresent();
        if (!valid) {
            response.setStatus(HttpStatus.NOT_FOUND.value());
        }
        model.addAttribute("token", token).addAttribute("valid", valid);
        return "access/invitation";
    }

    @PostMapping("/invitation/{token}")
    String accept(
            @PathVariable String token,
            @RequestParam String password,
            @RequestParam String again,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        try {
            requireSame(password, again);
            logIn.letIn(invitations.accept(token, password), request, response);
            return "redirect:/";
        } catch (Refused refused) {
            model.addAttribute("token", token)
                    .addAttribute("valid", invitations.owner(token).isPresent());
            return Refusals.again(refused, model, response, "access/invitation");
        }
    }

    private static void requireSame(String password, String again) {
        if (!password.equals(again)) {
            throw new Refused("password.not-same");
        }
    }
}
