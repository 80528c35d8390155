package dev.palimpsest.server.frame;

import dev.palimpsest.server.access.Account;
import dev.palimpsest.server.access.Gate;
import dev.palimpsest.server.access.Right;
import dev.palimpsest.text.Words;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What every page knows. */
@ControllerAdvice
class Frame {
    /**
     * A line of the navigation.
     *
     * @param text its name in the office's texts
     * @param current whether this page lies below it
     */
    record Place(String address, String text, boolean current) {}

    @ModelAttribute("account")
    @Nullable
    Account account(HttpServletRequest request) {
        return Gate.accountOrNone(request);
    }

    /** Only what the visitor may see. */
    @ModelAttribute("places")
    List<Place> places(HttpServletRequest request) {
        Account account = Gate.accountOrNone(request);
        List<Place> places = new ArrayList<>();
        if (account != null) {
            String here = request.getRequestURI();
            places.add(new Place("/", "place.start", here.equals("/")));
            if (account.maySomewhere(Right.MAP)) {
                places.add(new Place("/businesses", "place.businesses", here.startsWith("/businesses")));
            }
            if (account.may(Right.USERS, null)) {
                places.add(new Place("/users", "place.users", here.startsWith("/users")));
            }
        }
        return places;
    }

    @ModelAttribute("languages")
    List<String> languages() {
        return Words.languages();
    }
}
