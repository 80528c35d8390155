package dev.palimpsest.server.page;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;

/** A form that was refused is shown again, with what was entered and the reason above it. */
public final class Refusals {
    private Refusals() {}

    public static String again(Refused refused, Model model, HttpServletResponse response, String view) {
        model.addAttribute("refused", refused);
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return view;
    }
}
