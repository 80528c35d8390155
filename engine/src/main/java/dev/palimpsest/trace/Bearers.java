package dev.palimpsest.trace;

import dev.palimpsest.database.Session;
import dev.palimpsest.identity.Fingerprint;
import dev.palimpsest.map.SubjectKey;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Of whom an e-mail address, telephone number, account, number, login or address is that was found, among those of whom a run keeps
 * traces. Takes about 20 bytes for each. Immutable once read.
 */
final class Bearers {
    private final List<SubjectKey> subjects = new ArrayList<>();
    private long[] values = new long[1 << 10];
    /** The numbers of the subjects, plus one; 0 is a free slot. A value that several bear stands there several times. */
    private int[] bearers = new int[values.length];

    private int size;

    private Bearers() {}

    static Bearers read(Session session, Sought sought) throws SQLException {
        Bearers all = new Bearers();
        sought.each(session, (subject, fingerprints) -> {
            all.subjects.add(subject);
            fingerprints.stream()
                    .filter(Bearers::isCertain)
                    .forEach(each -> all.put(each.value(), all.subjects.size()));
        });
        return all;
    }

    /** Whether nobody else would be meant by it; a name is borne by many, an address of the network by whoever comes next. */
    static boolean isCertain(Fingerprint fingerprint) {
        return switch (fingerprint.kind()) {
            case NAME, IP -> false;
            case EMAIL, PHONE, IBAN, NUMBER, LOGIN, ADDRESS -> !fingerprint.weak();
        };
    }

    List<SubjectKey> of(Fingerprint fingerprint) {
        List<SubjectKey> found = new ArrayList<>();
        for (int slot = slot(fingerprint.value()); bearers[slot] != 0; slot = next(slot)) {
            if (values[slot] == fingerprint.value()) {
                found.add(subjects.get(bearers[slot] - 1));
            }
        }
        return found;
    }

    private void put(long value, int bearer) {
        if (size++ > values.length * 0.6) {
            grow();
        }
        int slot = slot(value);
        while (bearers[slot] != 0) {
            slot = next(slot);
        }
        values[slot] = value;
        bearers[slot] = bearer;
    }

    private void grow() {
        long[] oldValues = values;
        int[] oldBearers = bearers;
        values = new long[Math.multiplyExact(oldValues.length, 2)];
        bearers = new int[values.length];
        for (int i = 0; i < oldValues.length; i++) {
            if (oldBearers[i] != 0) {
                int slot = slot(oldValues[i]);
                while (bearers[slot] != 0) {
                    slot = next(slot);
                }
                values[slot] = oldValues[i];
                bearers[slot] = oldBearers[i];
            }
        }
    }

    private int slot(long value) {
        return (int) Math.unsignedMultiplyHigh(value, values.length);
    }

    private int next(int slot) {
        return slot + 1 == values.length ? 0 : slot + 1;
    }
}
