package dev.palimpsest.embedded;

import java.util.Locale;

/** Whose server it is. */
enum Product {
    POSTGRESQL("PostgreSQL"),
    MARIADB("MariaDB");

    private final String title;

    Product(String title) {
        this.title = title;
    }

    /** As it is used in names of files and directories. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As people write it. */
    @Override
    public String toString() {
        return title;
    }
}
