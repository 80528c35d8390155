package dev.palimpsest.identity;

import dev.palimpsest.map.IdentifierKind;
import java.util.List;

/**
 * The forms of a postal address: with its postal code, with its town, and the street alone (weak), by way of which the
 * scanner finds the others.
 */
final class AddressForms {
    private final CutText text;
    private final Words words;
    private final AddressCandidates addresses;

    AddressForms(CutText text, AddressCandidates addresses) {
        this.text = text;
        this.words = text.words;
        this.addresses = addresses;
    }

    void add(List<String> parts, Gathered gathered) {
        int rest = Math.max(1, parts.size() - 2);
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
            places(street, house + 1, gathered);
            return;
        }
        for (String part : parts.subList(rest, parts.size())) {
            text.cut(part);
            places(street, 0, gathered);
        }
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
    private void places(long street, int from, Gathered gathered) {
        int town = -1;
        for (int i = from; i < words.count(); i++) {
            if (AddressCandidates.isPostalCode(words, i)) {
                gathered.add(IdentifierKind.ADDRESS, street + addresses.postalCode(words.hash(i)), false);
            } else if (words.kind(i) == Words.LETTERS && (town < 0 || words.length(i) > words.length(town))) {
                town = i;
            }
        }
        if (town >= 0 && words.length(town) > 2 && words.hash(town) != Words.NO_HASH) {
            gathered.add(IdentifierKind.ADDRESS, street + addresses.town(words.hash(town)), false);
        }
    }
}
