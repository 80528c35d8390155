package dev.palimpsest.server.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The right without which a page is refused. Where the address holds {@code {attachment}}, it is asked for that business; else
 * for the office as a whole, or, {@link #somewhere}, for any business.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Needs {
    Right value();

    /** Whether the right for any one business is enough. */
    boolean somewhere() default false;
}
