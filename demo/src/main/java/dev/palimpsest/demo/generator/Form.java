package dev.palimpsest.demo.generator;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The ways in which people write down somebody's name, address or number. */
public enum Form {
    /** Anna Müller. */
    FULL_NAME(true, p -> p.name().full()),
    /** ANNA MÜLLER. */
    UPPER_CASE_NAME(true, p -> p.name().full().toUpperCase(Locale.GERMAN)),
    /** Müller, Anna. */
    LAST_FIRST(true, p -> p.name().lastFirst()),
    /** Anna Mueller; only for names with an umlaut or a sharp s. */
    TRANSLITERATED_NAME(true, p -> p.name().transliterated()),
    /** MUELLER ANNA, as banks write it. */
    BANK_NAME(true, p -> p.name().asBanksWrite()),
    /** Name and first name in two JSON fields. */
    SPLIT_JSON_NAME(
            true,
            p -> "\"last\": \"" + p.name().last() + "\", \"first\": \""
                    + p.name().first() + "\""),
    /** Vertrag_Mueller_Anna.pdf. */
    FILE_NAME(true, p -> p.name().inFileNames()),
    /** The name before the marriage; an old invoice still shows it. */
    FORMER_NAME(false, p -> changed(p.formerName(), Name::full)),
    EMAIL(false, Identity::ownEmail),
    UPPER_CASE_EMAIL(false, p -> changed(p.ownEmail(), e -> e.toUpperCase(Locale.ROOT))),
    MAILTO(false, p -> changed(p.ownEmail(), e -> "mailto:" + e)),
    /** 0151/12345678. */
    MOBILE_SLASH(false, p -> Phone.written(p.ownMobile(), Phone.Style.SLASH)),
    /** +49 151 12345678. */
    MOBILE_INTERNATIONAL(false, p -> Phone.written(p.ownMobile(), Phone.Style.INTERNATIONAL)),
    /** 0049 151 12345678. */
    MOBILE_DOUBLE_ZERO(false, p -> Phone.written(p.ownMobile(), Phone.Style.DOUBLE_ZERO)),
    /** (0151) 123 456 78. */
    MOBILE_BRACKETS(false, p -> Phone.written(p.ownMobile(), Phone.Style.BRACKETS)),
    IBAN(false, Identity::ownIban),
    /** DE12 3456 7890 … */
    IBAN_GROUPED(false, p -> changed(p.ownIban(), Iban::grouped)),
    NUMBER(false, Identity::number),
    /** Ahrstr. 12, 50667 Köln. */
    ADDRESS(false, p -> changed(p.ownAddress(), Address::oneLine)),
    /** Ahrstraße 12, 50667 Köln; only for streets stored with the abbreviation. */
    ADDRESS_SPELT_OUT(false, p -> changed(p.ownAddress(), Address::speltOut)),
    /** The address before the move; an old invoice still shows it. */
    FORMER_ADDRESS(false, p -> changed(p.formerAddress(), Address::oneLine));

    private final boolean name;
    private final Function<Identity, @Nullable String> writer;

    Form(boolean name, Function<Identity, @Nullable String> writer) {
        this.name = name;
        this.writer = writer;
    }

    /** Those that people use in running text. */
    public static List<Form> inText() {
        return List.of(
                FULL_NAME,
                UPPER_CASE_NAME,
                LAST_FIRST,
                TRANSLITERATED_NAME,
                FORMER_NAME,
                EMAIL,
                UPPER_CASE_EMAIL,
                MAILTO,
                MOBILE_SLASH,
                MOBILE_INTERNATIONAL,
                MOBILE_DOUBLE_ZERO,
                MOBILE_BRACKETS,
                IBAN,
                IBAN_GROUPED,
                NUMBER,
                ADDRESS,
                ADDRESS_SPELT_OUT,
                FORMER_ADDRESS);
    }

    /** Whether it is nothing but the present name, which a namesake bears too. */
    public boolean isName() {
        return name;
    }

    /** The characters, or null where the person has no such datum or shares it with others. */
    public @Nullable String of(Identity person) {
        return writer.apply(person);
    }

    private static <T> @Nullable String changed(@Nullable T datum, Function<T, @Nullable String> writer) {
        return datum == null ? null : writer.apply(datum);
    }
}
