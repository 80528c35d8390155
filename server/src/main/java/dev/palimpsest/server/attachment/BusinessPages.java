package dev.palimpsest.server.attachment;

import dev.palimpsest.check.CheckResult;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.server.access.Account;
import dev.palimpsest.server.access.Gate;
import dev.palimpsest.server.access.Needs;
import dev.palimpsest.server.access.Right;
import dev.palimpsest.server.page.NotThere;
import dev.palimpsest.server.page.Refusals;
import dev.palimpsest.server.page.Refused;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
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
    private static final int LONGEST = 100;

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
        model.addAttribute("business", new Attached(0, "", "", "", ""));
        return "attachment/business-form";
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
        Attached written = new Attached(0, name.strip(), url.strip(), user.strip(), map);
        try {
            requireName(written.name());
            return "redirect:/businesses/"
                    + attachments.add(written.name(), written.url(), written.user(), password, map);
        } catch (Refused refused) {
            model.addAttribute("business", written);
            return Refusals.again(refused, model, response, "attachment/business-form");
        } catch (PalimpsestException problems) {
            model.addAttribute("business", written);
            return withProblems(problems, model, response, "attachment/business-form");
        }
    }

    /** What {@code check} says now: it reads the business database, and nothing is changed. */
    @GetMapping("/{attachment}")
    String business(@PathVariable(Gate.ATTACHMENT) long id, Model model, HttpServletResponse response) {
        Attached attached = require(id);
        model.addAttribute("business", attached);
        try {
            CheckResult result = attachments.attach(attached).check();
            model.addAttribute("check", result);
            return "attachment/business";
        } catch (PalimpsestException problems) {
            model.addAttribute("problems", problems.problems());
            return "attachment/business";
        }
    }

    @GetMapping("/{attachment}/change")
    String change(@PathVariable(Gate.ATTACHMENT) long id, Model model) {
        model.addAttribute("business", require(id));
        return "attachment/business-form";
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
        Attached written = new Attached(id, name.strip(), url.strip(), user.strip(), map);
        try {
            requireName(written.name());
            attachments.change(id, written.name(), written.url(), written.user(), password, map);
            return "redirect:/businesses/" + id;
        } catch (Refused refused) {
            model.addAttribute("business", written);
            return Refusals.again(refused, model, response, "attachment/business-form");
        } catch (PalimpsestException problems) {
            model.addAttribute("business", written);
            return withProblems(problems, model, response, "attachment/business-form");
        }
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

    private static void requireName(String name) {
        if (name.isEmpty() || name.length() > LONGEST) {
            throw new Refused("business.name-wrong", LONGEST);
        }
    }

    private static String withProblems(
            PalimpsestException refused, Model model, HttpServletResponse response, String view) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        model.addAttribute("problems", refused.problems());
        return view;
    }
}
