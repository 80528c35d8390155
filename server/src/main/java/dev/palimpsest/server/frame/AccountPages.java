package dev.palimpsest.server.frame;

import dev.palimpsest.server.access.Account;
import dev.palimpsest.server.access.Account.Theme;
import dev.palimpsest.server.access.Accounts;
import dev.palimpsest.server.access.LogIn;
import dev.palimpsest.server.access.Needs;
import dev.palimpsest.server.access.Passwords;
import dev.palimpsest.server.access.Right;
import dev.palimpsest.server.page.NotThere;
import dev.palimpsest.server.page.Refusals;
import dev.palimpsest.server.page.Refused;
import dev.palimpsest.text.Words;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What everybody sets for oneself. */
@Controller
@RequestMapping("/account")
@Needs(value = Right.COME_IN, somewhere = true)
class AccountPages {
    private final Accounts accounts;
    private final Passwords passwords;
    private final LogIn logIn;

    AccountPages(Accounts accounts, Passwords passwords, LogIn logIn) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.logIn = logIn;
    }

    @GetMapping
    String account(Model model) {
        model.addAttribute("themes", Theme.values());
        return "frame/account";
    }

    @PostMapping("/look")
    String look(@RequestParam String language, @RequestParam Theme theme, Account account) {
        if (!Words.languages().contains(language)) {
            throw new NotThere();
        }
        accounts.setLook(account.id(), language, theme);
        return "redirect:/account?saved";
    }

    @PostMapping("/password")
    String password(
            @RequestParam String now,
            @RequestParam String password,
            @RequestParam String again,
            Account account,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        try {
            if (passwords.owner(account.login(), now).isEmpty()) {
                throw new Refused("password.wrong");
            }
            if (!password.equals(again)) {
                throw new Refused("password.not-same");
            }
            passwords.set(account.id(), password);
            logIn.letIn(account.id(), request, response);
            return "redirect:/account?saved";
        } catch (Refused refused) {
            return Refusals.again(refused, model, response, account(model));
        }
    }
}
