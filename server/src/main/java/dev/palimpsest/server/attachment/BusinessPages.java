package dev.palimpsest.server.attachment;

import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.server.access.Account;
import dev.palimpsest.server.access.Gate;
import dev.palimpsest.server.access.Needs;
import dev.palimpsest.server.access.Right;
import dev.palimpsest.server.page.NotThere;
import dev.palimpsest.server.page.Refusals;
import dev.palimpsest.server.page.Refused;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.LongSupplier;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Businesses: attach one, see whether its map fits its database, change it, let it go. */
@Controller
@RequestMapping("/businesses")
@Needs(Right.MAP)
class BusinessPages {
    /** The number of a business that is not attached yet. */
    private static final long NEW = 0;

    private final Attachments attachments;

    BusinessPages(Attachments attachments) {
        this.attachments = attachments;
    }

    @GetMapping
    @Needs(value = Right.MAP, somewhere = true)
    String list(Account account, Model model) {
        model.addAttribute(
                "businesses",
                attachments.all().stream()
                        .filter(attached -> account.may(Right.MAP, attached.id()))
                        .toList());
        return "attachment/businesses";
    }

    @GetMapping("/new")
    String form(Model model) {
        return form(NEW, BusinessForm.EMPTY, model);
    }

    @PostMapping
    String add(
            @RequestParam String name,
            @RequestParam String url,
            @RequestParam String user,
            @RequestParam String password,
            @RequestParam String map,
            Model model,
            HttpServletResponse response) {
        BusinessForm form = new BusinessForm(name, url, user, password, map);
        return kept(NEW, form, model, response, () -> attachments.add(form));
    }

    /** What {@code check} says now: it reads the business database, and nothing is changed. */
    @GetMapping("/{attachment}")
    String business(@PathVariable(Gate.ATTACHMENT) long id, Model model) {
        Attached attached = require(id);
        model.addAttribute("business", attached);
        try {
            model.addAttribute("check", attachments.attach(attached).check());
        } catch (PalimpsestException problems) {
            model.addAttribute("problems", problems.problems());
        }
        return "attachment/business";
    }

    @GetMapping("/{attachment}/change")
    String change(@PathVariable(Gate.ATTACHMENT) long id, Model model) {
        Attached attached = require(id);
        return form(
                id, new BusinessForm(attached.name(), attached.url(), attached.user(), "", attachments.map(id)), model);
    }

    @PostMapping("/{attachment}")
    String changed(
            @PathVariable(Gate.ATTACHMENT) long id,
            @RequestParam String name,
            @RequestParam String url,
            @RequestParam String user,
            @RequestParam String password,
            @RequestParam String map,
            Model model,
            HttpServletResponse response) {
        require(id);
        BusinessForm form = new BusinessForm(name, url, user, password, map);
        return kept(id, form, model, response, () -> {
            attachments.change(id, form);
            return id;
        });
    }

    @GetMapping("/{attachment}/remove")
    String askToRemove(@PathVariable(Gate.ATTACHMENT) long id, Model model) {
        model.addAttribute("business", require(id));
        return "attachment/remove";
    }

    @PostMapping("/{attachment}/remove")
    String remove(
            @PathVariable(Gate.ATTACHMENT) long id,
            @RequestParam String name,
            Model model,
            HttpServletResponse response) {
        Attached attached = require(id);
        if (!attached.name().equals(name.strip())) {
            model.addAttribute("business", attached);
            return Refusals.again(new Refused("business.name-not-typed"), model, response, "attachment/remove");
        }
        attachments.remove(id);
        return "redirect:/businesses";
    }

    private Attached require(long id) {
        return attachments.find(id).orElseThrow(NotThere::new);
    }

    private static String form(long id, BusinessForm form, Model model) {
        model.addAttribute("id", id).addAttribute("form", form);
        return "attachment/business-form";
    }

    /** Goes on to the page of the business, or shows the form again with what is wrong with it. */
    private static String kept(
            long id, BusinessForm form, Model model, HttpServletResponse response, LongSupplier keeping) {
        try {
            return "redirect:/businesses/" + keeping.getAsLong();
        } catch (Refused refused) {
            return Refusals.again(refused, model, response, form(id, form, model));
        } catch (PalimpsestException refused) {
            return Refusals.again(refused, model, response, form(id, form, model));
        }
    }
}
