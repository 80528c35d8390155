package dev.palimpsest.server.attachment;

import dev.palimpsest.server.access.Account;
import dev.palimpsest.server.access.Needs;
import dev.palimpsest.server.access.Right;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Where everybody begins. */
@Controller
class StartPage {
    private final Attachments attachments;

    StartPage(Attachments attachments) {
        this.attachments = attachments;
    }

    @GetMapping("/")
    @Needs(value = Right.COME_IN, somewhere = true)
    String start(Account account, Model model) {
        model.addAttribute(
                "businesses",
                attachments.all().stream()
                        .filter(attached -> account.may(Right.COME_IN, attached.id()))
                        .toList());
        model.addAttribute("mayAttach", account.may(Right.MAP, null));
        return "attachment/start";
    }
}
