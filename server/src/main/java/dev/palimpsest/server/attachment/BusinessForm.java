package dev.palimpsest.server.attachment;

import dev.palimpsest.server.page.Refused;

/**
 * What somebody has entered of a business.
 *
 * @param password empty where none is entered; never shown again
 * @param map the privacy map as it is written
 */
record BusinessForm(String name, String url, String user, String password, String map) {
    static final BusinessForm EMPTY = new BusinessForm("", "", "", "", "");
    private static final int LONGEST_NAME = 100;

    BusinessForm {
        name = name.strip();
        url = url.strip();
        user = user.strip();
    }

    /** @throws Refused when the name is empty or too long */
    void requireName() {
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw new Refused("business.name-wrong", LONGEST_NAME);
        }
    }
}
