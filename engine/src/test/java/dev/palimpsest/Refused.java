package dev.palimpsest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.palimpsest.problem.PalimpsestException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What a call that has to be refused is refused with. */
public final class Refused {
    private Refused() {}

    /** Makes the call and fails unless it is refused. */
    public static PalimpsestException by(ThrowingCallable call) {
        PalimpsestException refused = catchThrowableOfType(PalimpsestException.class, call);
        assertThat(refused).as("a refusal").isNotNull();
        return refused;
    }
}
