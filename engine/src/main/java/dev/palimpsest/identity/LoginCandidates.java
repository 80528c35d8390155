package dev.palimpsest.identity;

import dev.palimpsest.map.IdentifierKind;
import java.util.Locale;
import java.util.Set;

/**
 * Logins: whole tokens of letters, digits, full stops, hyphens and underscores, but neither of the two halves of an e-mail address.
 * A login that reads like a word ({@code rose}) counts where the text says that it is one: {@code @rose}, {@code /users/rose},
 * {@code login: rose}; and, in small letters or as it is spelt itself, where it stands alone in quotation marks or a column.
 */
final class LoginCandidates {

    /** A token with digits of fewer characters reads like a word, too: {@code mp3}. */
    private static final int SHORTEST_OF_ITS_OWN = 4;

    private static final int LONGEST = 64;
    private static final int LONGEST_KEY = 32;

    private static final long DOOR = 0x27D4EB2F165667C5L;
    private static final long ALONE = 0x9FB21C651E98DF25L;
    private static final long BARE = 0xC2B2AE3D27D4EB4FL;
    private static final long EXACT = 0x165667B19E3779F9L;

    private static final String QUOTES = "\"'\u201C\u201D\u201E\u201F\u201A\u201B\u00AB\u00BB\u2039\u203A";

    /** What stands before the name in the address of somebody's page. */
    private static final Set<String> PAGES = Set.of(
            "account",
            "accounts",
            "author",
            "authors",
            "autor",
            "benutzer",
            "compte",
            "gebruiker",
            "gebruikers",
            "home",
            "konto",
            "member",
            "members",
            "membre",
            "membres",
            "mitglied",
            "mitglieder",
            "people",
            "person",
            "profil",
            "profile",
            "profiles",
            "u",
            "user",
            "users",
            "utilisateur",
            "utilisateurs");

    /** What a field is called that holds one, without what is no letter. */
    private static final Set<String> FIELDS = Set.of(
            "account",
            "accountname",
            "anmeldename",
            "benutzer",
            "benutzerkennung",
            "benutzername",
            "compte",
            "gebruiker",
            "gebruikersnaam",
            "identifiant",
            "inlognaam",
            "kennung",
            "konto",
            "kontoname",
            "login",
            "loginname",
            "logon",
            "logonname",
            "nick",
            "nickname",
            "nomutilisateur",
            "pseudo",
            "pseudonyme",
            "screenname",
            "uid",
            "user",
            "userid",
            "userlogin",
            "username",
            "utilisateur");

    private final Forms forms;
    private final Block block;
    private final short[] classes;

    LoginCandidates(Forms forms, Block block) {
        this.forms = forms;
        this.block = block;
        this.classes = forms.alphabet().classes();
    }

    void find(Words words, Found found) {
        if (!found.traces().holds(IdentifierKind.LOGIN)) {
            return;
        }
        int reached = 0;
        for (int i = 0; i < words.count(); i++) {
            if (words.start(i) >= reached) {
                reached = find(words, i, reached, found);
            }
        }
    }

    /** Looks at the token that begins with this word, behind what was looked at. Most are words that no login reads like. */
    private int find(Words words, int word, int reached, Found found) {
        char[] text = block.text();
        int start = words.start(word);
        int end = words.end(word);
        if (!isWord(text[start])) {
            return end; // of a script without blanks: it parts a login as a blank does
        }
        while (end < block.length() && isInToken(text[end])) {
            end++;
        }
        int core = end;
        while (!isWord(text[core - 1])) {
            core--;
        }
        boolean plain =
                core == words.end(word) && words.kind(word) == Words.LETTERS && words.hash(word) != Words.NO_HASH;
        if (plain && !found.mayHold(IdentifierKind.LOGIN, door(words.hash(word)))) {
            return end;
        }
        look(start, core, found);
        int from = start;
        while (from > reached && text[from - 1] == '_') {
            from--;
        }
        int to = core;
        while (to < end && text[to] == '_') {
            to++;
        }
        if (from < start || to > core) {
            look(from, to, found);
        }
        return end;
    }

    private void look(int from, int to, Found found) {
        if (to - from > LONGEST || !hasLetters(from, to) || isOfMail(from, to)) {
            return;
        }
        long hash = hash(from, to);
        if (!isLikeAWord(from, to) || isNamed(from)) {
            found.look(IdentifierKind.LOGIN, hash, from, to);
        } else if (!isQuoted(from, to) && !isAlone(from, to)) {
            found.look(IdentifierKind.LOGIN, bare(hash), from, to);
        } else if (hasCapitals(from, to)) {
            found.look(IdentifierKind.LOGIN, exact(from, to), from, to);
            found.look(IdentifierKind.LOGIN, bare(hash), from, to);
        } else {
            found.look(IdentifierKind.LOGIN, alone(hash), from, to);
        }
    }

    /** The hash of a token where its surroundings need prove nothing. */
    long hash(int from, int to) {
        char[] text = block.text();
        long characters = 0xCBF29CE484222325L;
        for (int i = from; i < to; i++) {
            if ((classes[text[i]] & Alphabet.IGNORED) == 0) {
                characters = (characters ^ text[i]) * 0x100000001B3L;
            }
        }
        return forms.token(characters);
    }

    /** Of a login that is one word, that by which it is seen that a word may be one. */
    static long door(long word) {
        return word * DOOR;
    }

    /** That of one which stands alone. */
    static long alone(long hash) {
        return hash * ALONE;
    }

    /** That of one in the middle of a text. */
    static long bare(long hash) {
        return hash * BARE;
    }

    /** That of one with capital letters where it has them. */
    long exact(int from, int to) {
        long characters = 0xCBF29CE484222325L;
        for (int i = from; i < to; i++) {
            characters = (characters ^ block.original(i)) * 0x100000001B3L;
        }
        return forms.token(characters) * EXACT;
    }

    boolean hasCapitals(int from, int to) {
        for (int i = from; i < to; i++) {
            if (Character.isUpperCase(block.original(i))) {
                return true;
            }
        }
        return false;
    }

    /** Whether it could be a word of a language: of letters and hyphens only, or very short. */
    boolean isLikeAWord(int from, int to) {
        char[] text = block.text();
        boolean letters = true;
        for (int i = from; i < to && letters; i++) {
            letters = (classes[text[i]] & Alphabet.DIGIT) == 0 && text[i] != '_' && text[i] != '.';
        }
        return letters || to - from < SHORTEST_OF_ITS_OWN;
    }

    boolean isToken(int from, int to) {
        char[] text = block.text();
        for (int i = from; i < to; i++) {
            if (!isInToken(text[i])) {
                return false;
            }
        }
        return hasLetters(from, to);
    }

    boolean hasLetters(int from, int to) {
        char[] text = block.text();
        for (int i = from; i < to; i++) {
            if ((classes[text[i]] & Alphabet.LETTER) != 0) {
                return true;
            }
        }
        return false;
    }

    private boolean isInToken(char c) {
        return isWord(c) || c == '.' || c == '_' || c == '-';
    }

    private boolean isWord(char c) {
        return (classes[c] & (Alphabet.LETTER | Alphabet.DIGIT | Alphabet.IGNORED)) != 0;
    }

    /** Whether it is what stands before or behind the at sign of an e-mail address. */
    private boolean isOfMail(int from, int to) {
        char[] text = block.text();
        boolean domain = from > 1 && text[from - 1] == '@' && isInToken(text[from - 2]) && text[from - 2] != '.';
        boolean mention = from > 0 && text[from - 1] == '@' && !domain;
        boolean local = to + 1 < block.length() && text[to] == '@' && isWord(text[to + 1]);
        return domain || local && !mention;
    }

    /** Whether what stands before says that it is somebody's login. */
    private boolean isNamed(int from) {
        char before = at(from - 1);
        return switch (before) {
            case '@' -> true; // of no e-mail address, see above
            case '~' -> !isWord(at(from - 2));
            case '/', '\\' -> PAGES.contains(letters(skipped(from, "/\\")));
            case ':', '=', ' ', '"', '\'', '>' -> isInField(from);
            default -> false;
        };
    }

    /** {@code login: rose}, {@code "login": "rose"}, {@code login => 'rose'}. */
    private boolean isInField(int from) {
        int at = skipped(from, " \"'>");
        if (at == 0 || at(at - 1) != ':' && at(at - 1) != '=') {
            return false;
        }
        int end = skipped(at - 1, " \"':");
        return FIELDS.contains(letters(end));
    }

    private int skipped(int from, String skipped) {
        int at = from;
        while (at > 0 && from - at < 4 && skipped.indexOf(at(at - 1)) >= 0) {
            at--;
        }
        return at;
    }

    /** The letters of the token that ends here, in small. */
    private String letters(int end) {
        StringBuilder letters = new StringBuilder();
        int from = end;
        while (from > 0 && end - from < LONGEST_KEY && isInToken(at(from - 1))) {
            from--;
        }
        for (int i = from; i < end; i++) {
            if ((classes[at(i)] & Alphabet.LETTER) != 0) {
                letters.append(at(i));
            }
        }
        return letters.toString().toLowerCase(Locale.ROOT);
    }

    /** Not inside a tag, where everything stands in quotation marks: {@code class="rose"}. */
    private boolean isQuoted(int from, int to) {
        if (block.isInsideTag()) {
            return false;
        }
        int before = at(from - 1) == ' ' ? from - 2 : from - 1;
        int after = at(to) == ' ' ? to + 1 : to;
        boolean quoted = QUOTES.indexOf(at(before)) >= 0 && QUOTES.indexOf(at(after)) >= 0;
        boolean apostrophe = at(before) == '\'' && isWord(at(before - 1));
        return quoted && !apostrophe;
    }

    /** Whether the text, or the column of a row, holds nothing else. */
    private boolean isAlone(int from, int to) {
        int before = from - 1;
        while (before >= 0 && (classes[at(before)] & Alphabet.SPACE) != 0) {
            before--;
        }
        int after = to;
        while (after < block.length() && (classes[at(after)] & Alphabet.SPACE) != 0) {
            after++;
        }
        boolean begins = before < 0 && block.start(0) == 0 && !block.isInsideTag() || at(before) == Alphabet.BORDER;
        return begins && (after == block.length() || at(after) == Alphabet.BORDER);
    }

    /** The character at this place, 0 outside. */
    private char at(int index) {
        return index < 0 || index >= block.length() ? 0 : block.text()[index];
    }
}
