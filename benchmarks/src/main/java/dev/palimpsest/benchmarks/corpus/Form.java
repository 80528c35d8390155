package dev.palimpsest.benchmarks.corpus;

import java.text.Normalizer;
import java.util.Locale;
import java.util.function.Function;

/** A way in which somebody is written down. */
enum Form {
    NAME(human -> human.tongue().isUnspaced() ? human.last() + human.first() : human.first() + " " + human.last()),
    NAME_LAST_FIRST(human -> human.last() + ", " + human.first()),
    NAME_UPPER(human -> (human.first() + " " + human.last()).toUpperCase(locale(human))),
    NAME_LOWER(human -> (human.first() + " " + human.last()).toLowerCase(locale(human))),
    NAME_DECOMPOSED(human -> Normalizer.normalize(human.first() + " " + human.last(), Normalizer.Form.NFD)),
    NAME_WITHOUT_ACCENTS(human -> plain(human.first() + " " + human.last())),
    NAME_WITH_TITLE(human -> "Dr. " + human.first() + " " + human.last()),
    EMAIL(Human::email),
    EMAIL_UPPER(human -> human.email().toUpperCase(Locale.ROOT)),
    EMAIL_MAILTO(human -> "mailto:" + human.email()),
    EMAIL_NAMED(human -> "<" + human.email() + ">"),
    PHONE(Human::phone),
    PHONE_INTERNATIONAL(human ->
            "+49 " + human.phone().substring(1, 4) + " " + human.phone().substring(4)),
    PHONE_ZEROS(human -> "0049" + human.phone().substring(1)),
    PHONE_GROUPED(human -> human.phone().substring(0, 4) + "/" + human.phone().substring(4, 8) + "-"
            + human.phone().substring(8)),
    IBAN(Human::iban),
    IBAN_GROUPED(human -> human.iban().replaceAll("(.{4})", "$1 ").strip()),
    NUMBER(Human::customer),
    NUMBER_SPACED(human -> human.customer().replace("-", " ")),
    ADDRESS(human -> human.street() + ", " + human.postal() + " " + human.town()),
    ADDRESS_SHORT(human -> human.street().replace("straße", "str.") + ", " + human.postal() + " " + human.town());

    private final Function<Human, String> writing;

    Form(Function<Human, String> writing) {
        this.writing = writing;
    }

    String of(Human human) {
        return writing.apply(human);
    }

    boolean isName() {
        return name().startsWith("NAME");
    }

    /** Not every form is one of everybody: some scripts have no blanks, accents or small letters, and {@code rose wood} is no name. */
    boolean fits(Human human) {
        return switch (this) {
            case NAME_LOWER -> !human.tongue().isUnspaced() && !human.isOfCommonWords();
            case NAME_LAST_FIRST, NAME_UPPER, NAME_WITHOUT_ACCENTS, NAME_WITH_TITLE ->
                !human.tongue().isUnspaced();
            default -> true;
        };
    }

    private static Locale locale(Human human) {
        return human.tongue() == Tongue.TURKISH ? Locale.of("tr") : Locale.ROOT;
    }

    private static String plain(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{Mn}", "")
                .replace("ß", "ss")
                .replace('ł', 'l')
                .replace('Ł', 'L')
                .replace('ı', 'i');
    }
}
