package dev.palimpsest.demo.gym;

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
    FORMER_NAME(false, Form::formerName),
    EMAIL(false, Person::ownEmail),
    UPPER_CASE_EMAIL(false, p -> changed(p.ownEmail(), e -> e.toUpperCase(Locale.ROOT))),
    MAILTO(false, p -> changed(p.ownEmail(), e -> "mailto:" + e)),
    /** 0151/12345678. */
    MOBILE_SLASH(false, p -> Phone.written(p.contact().mobile(), Phone.Style.SLASH)),
    /** +49 151 12345678. */
    MOBILE_INTERNATIONAL(false, p -> Phone.written(p.contact().mobile(), Phone.Style.INTERNATIONAL)),
    /** 0049 151 12345678. */
    MOBILE_DOUBLE_ZERO(false, p -> Phone.written(p.contact().mobile(), Phone.Style.DOUBLE_ZERO)),
    /** (0151) 123 456 78. */
    MOBILE_BRACKETS(false, p -> Phone.written(p.contact().mobile(), Phone.Style.BRACKETS)),
    IBAN(false, Person::ownIban),
    /** DE12 3456 7890 … */
    IBAN_GROUPED(false, p -> changed(p.ownIban(), Iban::grouped)),
    MEMBER_NUMBER(false, Person::memberNumber),
    /** Ahrstr. 12, 50667 Köln. */
    ADDRESS(false, p -> p.sharesAddress() ? null : p.address().oneLine()),
    /** Ahrstraße 12, 50667 Köln; only for streets stored with the abbreviation. */
    ADDRESS_SPELT_OUT(false, p -> p.sharesAddress() ? null : p.address().speltOut()),
    /** The address before the move; an old invoice still shows it. */
    FORMER_ADDRESS(false, Form::formerAddress);

    private final boolean name;
    private final Function<Person, @Nullable String> writer;

    Form(boolean name, Function<Person, @Nullable String> writer) {
        this.name = name;
        this.writer = writer;
    }

    /** Those that people use in running text. */
    static List<Form> inText() {
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
                MEMBER_NUMBER,
                ADDRESS,
                ADDRESS_SPELT_OUT,
                FORMER_ADDRESS);
    }

    /** Whether it is nothing but the present name, which a namesake bears too. */
    boolean isName() {
        return name;
    }

    /** The characters, or null where the member has no such datum or shares it with the family. */
    @Nullable
    String of(Person person) {
        return writer.apply(person);
    }

    private static @Nullable String formerName(Person person) {
        Person.Change change = person.change();
        return change == null ? null : changed(change.name(), Name::full);
    }

    private static @Nullable String formerAddress(Person person) {
        Person.Change change = person.change();
        return change == null ? null : changed(change.address(), Address::oneLine);
    }

    private static <T> @Nullable String changed(@Nullable T datum, Function<T, String> writer) {
        return datum == null ? null : writer.apply(datum);
    }
}
