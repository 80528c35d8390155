package dev.palimpsest.server.access;

import java.util.Map;

/** The attached businesses, as far as roles have to know them. */
public interface Businesses {
    /** By number, in the order of their names. */
    Map<Long, String> names();
}
