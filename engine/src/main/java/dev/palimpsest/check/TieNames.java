package dev.palimpsest.check;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What columns are called that refer to people, in English, German, Dutch and French. */
final class TieNames {
    private static final Set<String> KEYS = Set.of(
            "id", "key", "fk", "ref", "uid", "oid", "uuid", "no", "nr", "num", "number", "nummer", "numero", "code");

    private static final Set<String> PEOPLE = Set.of(
            "account",
            "client",
            "contact",
            "customer",
            "guest",
            "member",
            "participant",
            "patient",
            "people",
            "person",
            "pupil",
            "student",
            "user",
            "benutzer",
            "gast",
            "kontakt",
            "kunde",
            "kunden",
            "mitglied",
            "mitglieder",
            "nutzer",
            "schueler",
            "teilnehmer",
            "deelnemer",
            "gebruiker",
            "klant",
            "leerling",
            "lid",
            "persoon",
            "adherent",
            "eleve",
            "membre",
            "personne",
            "usager",
            "utilisateur");

    private static final Set<String> PARTS = Set.of(
            "assignedto",
            "assignee",
            "author",
            "changedby",
            "createdby",
            "creator",
            "owner",
            "parent",
            "partner",
            "payer",
            "recipient",
            "referredby",
            "referrer",
            "sender",
            "updatedby",
            "absender",
            "besitzer",
            "empfaenger",
            "erstelltvon",
            "ersteller",
            "geaendertvon",
            "zahler",
            "zugewiesenan",
            "aangemaaktdoor",
            "afzender",
            "auteur",
            "betaler",
            "eigenaar",
            "ontvanger",
            "creepar",
            "destinataire",
            "expediteur",
            "payeur",
            "proprietaire");

    private static final List<String> PLURALS = List.of("", "s", "es", "n", "en", "e", "er");

    private final Set<String> stems = new LinkedHashSet<>();
    /** Of these, those of the whole name. */
    private final Set<String> whole = new LinkedHashSet<>();

    /** @param table the subject's, whose name may be in the plural and have a prefix */
    TieNames(String table) {
        List<String> words = words(table);
        whole.addAll(stems(String.join("", words)));
        stems.addAll(whole);
        stems.addAll(stems(words.getLast()));
    }

    private static Set<String> stems(String name) {
        Set<String> stems = new LinkedHashSet<>();
        for (String plural : PLURALS) {
            if (name.endsWith(plural) && name.length() - plural.length() >= 3) {
                stems.add(name.substring(0, name.length() - plural.length()));
            }
        }
        return stems;
    }

    /** {@code contact_inbox_id}, of a table {@code contact_inboxes}, and not of {@code contacts}. */
    boolean isCalledAfterAllOf(String column) {
        List<String> plain =
                words(column).stream().filter(word -> !KEYS.contains(word)).toList();
        return whole.contains(String.join("", plain));
    }

    /** {@code Member}, {@code App\\Models\\Member}, {@code crm.member}: what is written in a column of kinds, of a table {@code members}. */
    boolean isKind(String value) {
        String last = value.substring(
                Math.max(Math.max(value.lastIndexOf('\\'), value.lastIndexOf('.')), value.lastIndexOf(':')) + 1);
        return !last.isBlank() && stems.contains(String.join("", words(last)));
    }

    /** {@code member_id}, {@code idMember}, {@code second_member}, {@code memberid}, of a table {@code members}. */
    boolean isCalledAfter(String column) {
        return isCalledAfter(words(column), stems);
    }

    /** {@code id}, {@code code_no}: any table has such a column. */
    boolean saysNothing(String column) {
        return KEYS.containsAll(words(column));
    }

    /** {@code kunden_nr}, {@code created_by}, {@code author_id}. */
    boolean namesAPerson(String column) {
        List<String> words = words(column);
        List<String> plain = words.stream().filter(word -> !KEYS.contains(word)).toList();
        return isCalledAfter(words, PEOPLE) || PARTS.contains(String.join("", plain));
    }

    private static boolean isCalledAfter(List<String> words, Set<String> names) {
        List<String> plain = words.stream().filter(word -> !KEYS.contains(word)).toList();
        boolean named = plain.stream().anyMatch(names::contains) || names.contains(String.join("", plain));
        boolean whole = plain.size() == 1
                || plain.size() < words.size()
                || names.contains(plain.isEmpty() ? "" : plain.getLast());
        return named && whole || words.stream().anyMatch(word -> isJoined(word, names));
    }

    private static boolean isJoined(String word, Set<String> names) {
        return KEYS.stream()
                .anyMatch(key -> word.endsWith(key) && names.contains(word.substring(0, word.length() - key.length()))
                        || word.startsWith(key) && names.contains(word.substring(key.length())));
    }

    private static List<String> words(String name) {
        String[] words = name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_")
                .toLowerCase(Locale.ROOT)
                .replace("ä", "ae")
                .replace("ö", "oe")
                .replace("ü", "ue")
                .replaceAll("[éèê]", "e")
                .split("[^a-z0-9]+");
        List<String> found =
                Arrays.stream(words).filter(word -> !word.isEmpty()).toList();
        return found.isEmpty() ? List.of(name) : found;
    }
}
