package dev.palimpsest.identity;

import dev.palimpsest.map.IdentifierKind;
import java.util.Set;

/** The forms of a login: one is found wherever it stands; of one that reads like a word, each for other surroundings. */
final class LoginForms {
    private static final int SHORTEST = 3;

    /** So many people and programs use them that in quotation marks they name nobody. */
    private static final Set<String> ANYBODY = Set.of(
            "active",
            "admin",
            "administrator",
            "anonymous",
            "client",
            "customer",
            "default",
            "demo",
            "false",
            "guest",
            "info",
            "login",
            "mail",
            "manager",
            "member",
            "name",
            "new",
            "nobody",
            "none",
            "null",
            "office",
            "open",
            "root",
            "sales",
            "shop",
            "staff",
            "support",
            "system",
            "test",
            "true",
            "unknown",
            "user",
            "visitor",
            "web",
            "webmaster",
            "yes");

    private final CutText text;
    private final LoginCandidates logins;
    private final EmailForms emails;
    private final NumberForms numbers;
    private final WordForms forms;

    LoginForms(CutText text, LoginCandidates logins, EmailForms emails, NumberForms numbers, WordForms words) {
        this.text = text;
        this.logins = logins;
        this.emails = emails;
        this.numbers = numbers;
        this.forms = words;
    }

    void add(String login, Gathered gathered) {
        String name = withoutDomain(login);
        if (name.indexOf('@') > 0) {
            emails.add(name, gathered);
            return;
        }
        text.cut(name);
        int length = text.block.length();
        if (!logins.hasLetters(0, length)) {
            numbers.add(name, gathered);
        } else if (!logins.isToken(0, length)) {
            forms.add(name, gathered);
        } else {
            addToken(length, gathered);
        }
    }

    private static String withoutDomain(String login) {
        return login.substring(login.lastIndexOf('\\') + 1).strip(); // of Windows
    }

    /** Whether so many use it, or it is so short, that it names nobody. */
    boolean isAnybodys(String login) {
        text.cut(withoutDomain(login));
        return isAnybodys(text.block.length());
    }

    private boolean isAnybodys(int length) {
        return length < SHORTEST || ANYBODY.contains(new String(text.block.text(), 0, length));
    }

    private void addToken(int length, Gathered gathered) {
        long hash = logins.hash(0, length);
        gathered.add(IdentifierKind.LOGIN, hash, false);
        if (text.words.count() == 1 && text.isLetters(0)) {
            gathered.add(IdentifierKind.LOGIN, LoginCandidates.door(text.words.hash(0)), true);
        }
        if (logins.isLikeAWord(0, length)) {
            boolean anybodys = isAnybodys(length);
            gathered.add(IdentifierKind.LOGIN, LoginCandidates.alone(hash), anybodys);
            gathered.add(IdentifierKind.LOGIN, LoginCandidates.bare(hash), true);
            if (logins.hasCapitals(0, length)) {
                gathered.add(IdentifierKind.LOGIN, logins.exact(0, length), anybodys);
            }
        }
    }
}
