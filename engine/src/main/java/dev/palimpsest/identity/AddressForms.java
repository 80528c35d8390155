package dev.palimpsest.identity;

import dev.palimpsest.map.IdentifierKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * The forms of a postal address: with its postal code, with its town, and the street alone (weak), by way of which the
 * scanner finds the others.
 */
final class AddressForms {
    /** Street with house number, postal code, town. */
    private static final int USUAL = 3;
    /** No longer is what is added to a house number. */
    private static final int ADDED = 2;

    private final CutText text;
    private final Words words;
    private final AddressCandidates addresses;

    AddressForms(CutText text, AddressCandidates addresses) {
        this.text = text;
        this.words = text.words;
        this.addresses = addresses;
    }

    void add(List<String> written, Gathered gathered) {
        if (written.size() <= USUAL) {
            add(written, Math.max(1, written.size() - 2), false, gathered);
            return;
        }
        List<String> parts = fromStreet(written);
        int street = streetParts(parts);
        if (street == 0) {
            return;
        }
        List<String> places = places(parts.subList(street, parts.size()));
        boolean added = !places.isEmpty()
                && parts.get(street - 1).strip().length() <= ADDED
                && isNoNumber(parts.get(street - 1));
        add(Stream.concat(parts.stream().limit(street), places.stream()).toList(), street, false, gathered);
        if (added) {
            // in columns of their own, a number and the letter behind it are not seen as one
            add(
                    Stream.concat(parts.stream().limit(street - 1L), places.stream())
                            .toList(),
                    street - 1,
                    true,
                    gathered);
        }
    }

    /** @param rest the parts of street and house number; the others are places */
    private void add(List<String> parts, int rest, boolean weak, Gathered gathered) {
        text.cut(String.join(" ", parts.subList(0, rest)));
        int house = houseNumber();
        if (house < 0) {
            return;
        }
        boolean letterApart = addresses.hasLetterApart(words, house);
        long street = addresses.house(words, house);
        if (letterApart) {
            street += addresses.houseLetter(words.hash(house + 1));
        }
        int first = Math.max(0, house - AddressCandidates.LONGEST_STREET);
        int last = house;
        if (house == 0) {
            first = words.count() > 2 && addresses.isRepetition(words, 1) ? 2 : 1;
            last = Math.min(words.count(), first + AddressCandidates.LONGEST_STREET);
        }
        boolean any = false;
        for (int i = first; i < last; i++) {
            if (words.kind(i) == Words.LETTERS) {
                street += addresses.street(words, i);
                any = true;
            }
        }
        if (!any) {
            return;
        }
        gathered.add(IdentifierKind.ADDRESS, street, true);
        if (parts.size() == 1) {
            places(street, house + 1, weak, gathered);
            return;
        }
        for (String part : parts.subList(rest, parts.size())) {
            text.cut(part);
            places(street, 0, weak, gathered);
        }
    }

    /** The parts that hold something; postal code and town behind the street, also where the country writes them before. */
    private List<String> fromStreet(List<String> written) {
        List<String> parts =
                new ArrayList<>(written.stream().filter(part -> !part.isBlank()).toList());
        boolean placeFirst = parts.size() > USUAL
                && isPostalCode(parts.getFirst())
                && parts.stream().skip(1).noneMatch(this::isPostalCode);
        if (placeFirst) {
            Collections.rotate(parts, -2);
        }
        return parts;
    }

    private boolean isPostalCode(String part) {
        text.cut(part);
        boolean dutch = words.count() == 2 && words.kind(1) == Words.LETTERS && words.length(1) == 2;
        return (words.count() == 1 || dutch) && AddressCandidates.isPostalCode(words, 0);
    }

    /** How many parts it takes to have a street and a house number, with what is added to it: {@code a}; 0 if there is none. */
    private int streetParts(List<String> parts) {
        for (int count = 1; count <= parts.size(); count++) {
            text.cut(String.join(" ", parts.subList(0, count)));
            if (houseNumber() >= 0 && hasStreet()) {
                boolean added = count < parts.size()
                        && parts.get(count).strip().length() <= ADDED
                        && isNoNumber(parts.get(count));
                return added ? count + 1 : count;
            }
        }
        return 0;
    }

    private static boolean isNoNumber(String part) {
        return part.chars().noneMatch(Character::isDigit);
    }

    /** Postal code and town among the parts behind the street: the first of letters, and what stands beside the code. */
    private List<String> places(List<String> parts) {
        int code = -1;
        int town = -1;
        for (int i = 0; i < parts.size(); i++) {
            code = code < 0 && isPostalCode(parts.get(i)) ? i : code;
            town = town < 0 && isNoNumber(parts.get(i)) ? i : town;
        }
        List<String> places = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            if (i == town || code >= 0 && Math.abs(i - code) <= 1) {
                places.add(parts.get(i));
            }
        }
        return places;
    }

    private boolean hasStreet() {
        for (int i = 0; i < words.count(); i++) {
            if (words.kind(i) == Words.LETTERS && words.length(i) > ADDED && !addresses.isRepetition(words, i)) {
                return true;
            }
        }
        return false;
    }

    /** The first number with letters directly before it; else the first word, if letters follow. */
    private int houseNumber() {
        for (int i = 1; i < words.count(); i++) {
            if (addresses.isHouseNumber(words, i) && words.kind(i - 1) == Words.LETTERS) {
                return i;
            }
        }
        return words.count() > 1 && addresses.isHouseNumber(words, 0) && words.kind(1) == Words.LETTERS ? 0 : -1;
    }

    /** The postal code and the town among the words that were cut: the town is the longest word. */
    private void places(long street, int from, boolean weak, Gathered gathered) {
        int town = -1;
        for (int i = from; i < words.count(); i++) {
            if (AddressCandidates.isPostalCode(words, i)) {
                gathered.add(IdentifierKind.ADDRESS, street + addresses.postalCode(words.hash(i)), weak);
            } else if (words.kind(i) == Words.LETTERS && (town < 0 || words.length(i) > words.length(town))) {
                town = i;
            }
        }
        if (town >= 0 && words.length(town) > 2 && words.hash(town) != Words.NO_HASH) {
            gathered.add(IdentifierKind.ADDRESS, street + addresses.town(words.hash(town)), weak);
        }
    }
}
