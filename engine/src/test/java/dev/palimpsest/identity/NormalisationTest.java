package dev.palimpsest.identity;

import static dev.palimpsest.map.IdentifierKind.ADDRESS;
import static dev.palimpsest.map.IdentifierKind.EMAIL;
import static dev.palimpsest.map.IdentifierKind.IBAN;
import static dev.palimpsest.map.IdentifierKind.NAME;
import static dev.palimpsest.map.IdentifierKind.NUMBER;
import static dev.palimpsest.map.IdentifierKind.PHONE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class NormalisationTest {

    private static final Identifier ANNA = Identifier.of(NAME, "Anna", "Schmidt");
    private static final Identifier JUERGEN = Identifier.of(NAME, "Jürgen", "Weiß");
    private static final Identifier JAN = Identifier.of(NAME, "Jan", "van der Berg");
    private static final Identifier MARIA = Identifier.of(NAME, "Anna Maria", "Schmidt");
    private static final Identifier MAIL = Identifier.of(EMAIL, "anna.schmidt@example.org");
    private static final Identifier MOBILE = Identifier.of(PHONE, "+49 151 23456789");
    private static final Identifier ACCOUNT = Identifier.of(IBAN, "DE89370400440532013000");
    private static final Identifier MEMBER = Identifier.of(NUMBER, "M-10023");
    private static final Identifier HOME = Identifier.of(ADDRESS, "Hauptstraße 12a", "10115", "Berlin");

    private record Variant(Identifier identifier, String text) {}

    /** Texts in which the identifier is found with the normalisation and missed without it. */
    private static List<Variant> variants(Normalisation normalisation) {
        return switch (normalisation) {
            case CASE ->
                List.of(
                        new Variant(ANNA, "ANNA SCHMIDT"),
                        new Variant(ANNA, "anna schmidt"),
                        new Variant(MAIL, "Anna.Schmidt@Example.ORG"),
                        new Variant(MEMBER, "m-10023"),
                        new Variant(ACCOUNT, "de89370400440532013000"),
                        new Variant(HOME, "HAUPTSTRASSE 12A, 10115 BERLIN"));
            case DIACRITICS ->
                List.of(
                        new Variant(JUERGEN, "Juergen Weiss"),
                        new Variant(JUERGEN, "Jurgen Weiß"),
                        new Variant(JUERGEN, "Ju\u0308rgen Weiß"),
                        new Variant(JUERGEN, "JUERGEN WEISS"),
                        new Variant(Identifier.of(NAME, "Rene", "Lefevre"), "René Lefèvre"),
                        new Variant(Identifier.of(NAME, "Łukasz", "Sørensen"), "Lukasz Sorensen"),
                        new Variant(Identifier.of(NAME, "Mu\u0308ller", "Eva"), "Eva Mueller"),
                        new Variant(HOME, "Hauptstrasse 12a"));
            case NAME_ORDER -> List.of(new Variant(ANNA, "Schmidt, Anna"), new Variant(ANNA, "schmidt_anna.pdf"));
            case NAME_WORDS ->
                List.of(
                        new Variant(JAN, "van der Berg, Jan"),
                        new Variant(JAN, "Jan van der Berg"),
                        new Variant(JAN, "Jan Berg"),
                        new Variant(MARIA, "Anna Maria Schmidt"),
                        new Variant(MARIA, "Anna Schmidt"),
                        new Variant(MARIA, "Schmidt, Maria"));
            case PHONE_NATIONAL ->
                List.of(
                        new Variant(MOBILE, "0151 23456789"),
                        new Variant(MOBILE, "+49 (0)151 23456789"),
                        new Variant(Identifier.of(PHONE, "0151 23456789"), "15123456789"));
            case PHONE_SEPARATORS ->
                List.of(
                        new Variant(MOBILE, "+49 151 23456789"),
                        new Variant(MOBILE, "0151/234567-89"),
                        new Variant(MOBILE, "(0151) 23 45 67 89"),
                        new Variant(MOBILE, "0049-151-23456789"),
                        new Variant(MOBILE, "0151.234.567.89"),
                        new Variant(MOBILE, "+49\u00a0151\u00a023456789"));
            case IBAN_GROUPS ->
                List.of(
                        new Variant(ACCOUNT, "DE89 3704 0044 0532 0130 00"),
                        new Variant(ACCOUNT, "DE89-3704-0044-0532-0130-00"));
            case EMAIL_EMBEDDED ->
                List.of(
                        new Variant(MAIL, "mailto:anna.schmidt@example.org"),
                        new Variant(MAIL, "Anna <anna.schmidt@example.org>"),
                        new Variant(MAIL, "export/anna.schmidt@example.org.csv"),
                        new Variant(MAIL, "to=anna.schmidt@example.org&x=1"),
                        new Variant(MAIL, "(anna.schmidt@example.org)"));
            case NUMBER_SEPARATORS ->
                List.of(
                        new Variant(MEMBER, "M 10023"),
                        new Variant(MEMBER, "M/10023"),
                        new Variant(Identifier.of(NUMBER, "M10023"), "M-10023"),
                        new Variant(Identifier.of(NUMBER, "2024100023"), "2024-100023"));
            case ADDRESS_ABBREVIATION ->
                List.of(
                        new Variant(HOME, "Hauptstr. 12a, 10115 Berlin"),
                        new Variant(HOME, "Hauptstraße 12 a, 10115 Berlin"),
                        new Variant(HOME, "Haupt-Str. 12a"),
                        new Variant(Identifier.of(ADDRESS, "Lange Str. 5", "01067", "Dresden"), "Lange Straße 5"),
                        new Variant(Identifier.of(ADDRESS, "Dorpsstraat 7", "1012 AB", "Amsterdam"), "Dorpsstr. 7"));
            case JSON ->
                List.of(
                        new Variant(JUERGEN, "{\"name\":\"J\\u00fcrgen Wei\\u00df\"}"),
                        new Variant(ANNA, "{\"first\":\"Anna\",\"last\":\"Schmidt\"}"),
                        new Variant(ANNA, "{\"last\": \"Schmidt\", \"age\": 30, \"first\": \"Anna\"}"),
                        new Variant(ANNA, "\"{\\\"first\\\":\\\"Anna\\\",\\\"last\\\":\\\"Schmidt\\\"}\""),
                        new Variant(ANNA, "{\"note\":\"Kurs\\nAnna Schmidt\"}"));
            case MARKUP ->
                List.of(
                        new Variant(ANNA, "Anna <b>Schmidt</b>"),
                        new Variant(ANNA, "<td>Anna</td><td>Schmidt</td>"),
                        new Variant(ANNA, "Anna Sch<i>mi</i>dt"),
                        new Variant(JUERGEN, "J&uuml;rgen Wei&szlig;"),
                        new Variant(JUERGEN, "J&#252;rgen Wei&#xDF;"),
                        new Variant(JUERGEN, "J&amp;uuml;rgen Wei&szlig;"),
                        new Variant(MAIL, "anna.schmidt&#64;example.org"));
            case PERCENT ->
                List.of(
                        new Variant(MAIL, "?email=anna.schmidt%40example.org&x=1"),
                        new Variant(MAIL, "anna.schmidt%2540example.org"),
                        new Variant(JUERGEN, "J%C3%BCrgen%20Wei%C3%9F"),
                        new Variant(JUERGEN, "J%FCrgen+Wei%DF"));
            case SERIALISED ->
                List.of(
                        new Variant(ANNA, "a:2:{i:0;s:4:\"Anna\";i:1;s:7:\"Schmidt\";}"),
                        new Variant(
                                ANNA,
                                "a:2:{s:5:\"first\";s:4:\"Anna\";s:3:\"age\";i:30;s:4:\"last\";s:7:\"Schmidt\";}"));
            case MAIL ->
                List.of(
                        new Variant(JUERGEN, "=?UTF-8?Q?J=C3=BCrgen_Wei=C3=9F?="),
                        new Variant(ANNA, "=?UTF-8?B?QW5uYQ==?= =?us-ascii?Q?_Schmidt?="),
                        new Variant(MAIL, "=?UTF-8?Q?anna.schmidt=40example.org?="),
                        new Variant(JUERGEN, "J=C3=BCrgen Wei=C3=9F"),
                        new Variant(JUERGEN, "J=FCrgen Wei=DF"),
                        new Variant(JUERGEN, "J=C3=BCr=\ngen Weiss"));
        };
    }

    private static Stream<Arguments> variants() {
        return Stream.of(Normalisation.values())
                .flatMap(normalisation ->
                        variants(normalisation).stream().map(variant -> Arguments.of(normalisation, variant)));
    }

    @ParameterizedTest
    @MethodSource("variants")
    void a_variant_is_found_with_its_normalisation_and_missed_without_it(Normalisation off, Variant variant) {
        assertThat(Traces.of(variant.identifier).findsIn(variant.text)).isTrue();
        assertThat(Traces.without(off, variant.identifier).findsIn(variant.text))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(Normalisation.class)
    void no_normalisation_is_left_untested(Normalisation normalisation) {
        assertThat(variants(normalisation)).isNotEmpty();
    }
}
