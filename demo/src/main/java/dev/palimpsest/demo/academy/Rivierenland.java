package dev.palimpsest.demo.academy;

import dev.palimpsest.demo.generator.Region;
import dev.palimpsest.demo.generator.Region.Names;
import dev.palimpsest.demo.generator.Region.Town;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The Dutch towns that the institute's participants come from. */
final class Rivierenland {
    private static final List<String> INFIXES = List.of("de", "van", "van de", "van den", "van der", "ten", "ter");
    private static final List<String> AFTER_INFIXES = List.of(
            "Berg", "Bosch", "Broek", "Brink", "Velde", "Linden", "Meer", "Heuvel", "Wal", "Laan", "Horst", "Poel",
            "Ven", "Dam", "Kamp", "Hoek", "Weide", "Akker", "Vliet", "Molen", "Steen", "Graaf", "Wit", "Haan", "Ruiter",
            "Bruin", "Groot", "Vries", "Jong", "Boer", "Lange", "Hoop", "Beek", "Dijk", "Leeuwen", "Doorn");

    static final Region REGION = new Region(
            Locale.of("nl"),
            Set.of("Van", "Voor", "Met", "Over"),
            INFIXES.stream()
                    .flatMap(infix -> AFTER_INFIXES.stream().map(name -> infix + " " + name))
                    .toList(),
            List.of(
                    new Town("Utrecht", 3511, 3585, "30"),
                    new Town("Amersfoort", 3811, 3829, "33"),
                    new Town("Rotterdam", 3011, 3089, "10"),
                    new Town("Dordrecht", 3311, 3329, "78"),
                    new Town("Tilburg", 5011, 5049, "13"),
                    new Town("Breda", 4811, 4839, "76"),
                    new Town("Nijmegen", 6511, 6546, "24"),
                    new Town("Arnhem", 6811, 6846, "26")),
            "31",
            List.of("61", "62", "63", "64", "65"),
            7,
            List.of("ziggo", "kpnmail", "xs4all", "mail", "posteo", "planet"),
            new Names(women(), men(), List.of()));

    private Rivierenland() {}

    private static List<String> women() {
        return words("""
                Anna Anouk Annemieke Astrid Bianca Carla Carolien Chantal Charlotte Claudia Daphne Demi Diana Dorien
                Eline Ellen Els Emma Esmee Esther Eva Evelien Femke Fleur Floor Geertje Gerda Hanneke Heleen Iris Isabel
                Jacqueline Janneke Jasmijn Joke Judith Julia Karin Kim Laura Lieke Lisanne Lotte Maaike Maartje Marieke
                Marije Marleen Marloes Marjan Mieke Mirjam Monique Nicole Nienke Noortje Petra Renske Roos Sanne Saskia
                Sophie Suzanne Tamara Tineke Trudy Vera Wendy Wilma Yvonne""");
    }

    private static List<String> men() {
        return words("""
                Arjan Arno Barend Bart Bas Bram Casper Cees Christiaan Daan Dennis Diederik Dirk Erik Evert Ferdinand Floris
                Frank Freek Gerard Gerrit Gijs Hans Harm Hendrik Henk Herman Hugo Ivo Jaap Jasper Jelle Jeroen Jesse Joost
                Jorrit Jurgen Karel Kees Klaas Koen Lars Lennart Leon Lucas Luuk Maarten Marcel Mark Marten Mathijs Menno
                Michiel Niels Olivier Pascal Paul Peter Pieter Ralf Remco Rens Rik Robbert Roel Ronald Ruben Rutger Sander
                Sjoerd Stefan Stijn Teun Thijs Thomas Tijmen Tom Victor Vincent Wessel Willem Wim Wouter""");
    }

    private static List<String> words(String text) {
        return Stream.of(text.split("\\s+")).toList();
    }
}
