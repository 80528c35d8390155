package dev.palimpsest.cli;

import dev.palimpsest.database.DirectDatabase;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;

/** The database of the options; where it is refused, they are named. */
final class Database {
    private Database() {}

    /** @throws PalimpsestException {@code PAL-ARG-001} when the address is none or holds a user or password */
    static DirectDatabase of(String url, String user, Password password) {
        try {
            return new DirectDatabase(
                    url, user, password.value(), refused -> password.value() == null ? withHint(refused) : refused);
        } catch (PalimpsestException wrong) {
            throw wrong.code() == ErrorCode.BAD_ARGUMENT
                    ? with(wrong, "Here: --url, --user, and PALIMPSEST_PASSWORD or --password-file.")
                    : wrong;
        }
    }

    private static PalimpsestException withHint(PalimpsestException refused) {
        return refused.code() == ErrorCode.DATABASE_LOGIN_REFUSED
                ? with(refused, "No password was given: set PALIMPSEST_PASSWORD, or name a --password-file.")
                : refused;
    }

    private static PalimpsestException with(PalimpsestException refused, String hint) {
        return new PalimpsestException(
                refused.code(), refused.problems().getFirst().message() + " " + hint);
    }
}
