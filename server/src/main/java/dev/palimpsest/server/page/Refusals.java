package dev.palimpsest.server.page;

import dev.palimpsest.problem.PalimpsestException;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;

/** A form that was refused is shown again, with what was entered and the reason above it. */
public final class Refusals {
    private Refusals() {}

    public static String again(Refused refused, Model model, HttpServletResponse response, String view) {
        model.addAttribute("refused", refused);
        return refused(response, view);
    }

    /** The engine refused, with one problem or several. */
    public static String again(PalimpsestException refused, Model model, HttpServletResponse response, String view) {
        model.addAttribute("problems", refused.problems());
        return refused(response, view);
    }

    private static String refused(HttpServletResponse response, String view) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return view;
    }
}
