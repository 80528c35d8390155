package dev.palimpsest.server.page;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** What an address names is not there, or not for this visitor, which looks the same. */
@ResponseStatus(HttpStatus.NOT_FOUND)
public final class NotThere extends RuntimeException {
    private static final long serialVersionUID = 1L;
}
