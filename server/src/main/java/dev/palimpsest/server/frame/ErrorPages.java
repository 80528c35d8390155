package dev.palimpsest.server.frame;

import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.server.page.Refusals;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** What is said when a page cannot be shown: what happened, what was not changed, what to do next. Never how it looks inside. */
@ControllerAdvice
class ErrorPages {
    /** A verb of the engine refused; its own words and code are for people. */
    @ExceptionHandler
    String refused(PalimpsestException refused, Model model, HttpServletResponse response) {
        return Refusals.again(refused, model, response, "frame/problems");
    }

    /** The control store is away. */
    @ExceptionHandler({DataAccessException.class, CannotCreateTransactionException.class})
    String storeLost(HttpServletResponse response) {
        response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
        return "frame/store-lost";
    }

    /** The status decides. */
    @Component
    static class ByStatus implements ErrorViewResolver {
        @Override
        public @Nullable ModelAndView resolveErrorView(
                HttpServletRequest request, HttpStatus status, Map<String, Object> model) {
            String kind = switch (status) {
                case NOT_FOUND -> "not-found";
                case FORBIDDEN -> "forbidden";
                case BAD_REQUEST, METHOD_NOT_ALLOWED -> "wrong-request";
                default -> "failed";
            };
            return new ModelAndView("frame/error", Map.of("kind", kind), status);
        }
    }
}
