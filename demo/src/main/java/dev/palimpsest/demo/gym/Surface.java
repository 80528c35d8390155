package dev.palimpsest.demo.gym;

import java.util.List;

/** A place in which people write about somebody else, and the forms in which they do it there. */
enum Surface {
    MEMBER_NOTES(Form.inText()),
    NOTE(Form.inText()),
    TASK(Form.inText()),
    MESSAGE(Form.inText()),
    STAFF_NOTE(Form.inText()),
    EMERGENCY_CONTACT(List.of(Form.SPLIT_JSON_NAME)),
    TRAINS_WITH(List.of(Form.LAST_FIRST, Form.FULL_NAME)),
    CONTRACT_REMARKS(List.of(Form.FULL_NAME, Form.UPPER_CASE_NAME, Form.LAST_FIRST, Form.MEMBER_NUMBER)),
    PAYER(List.of(Form.FULL_NAME, Form.UPPER_CASE_NAME, Form.BANK_NAME)),
    PURPOSE(List.of(Form.BANK_NAME, Form.MEMBER_NUMBER)),
    TYPED_RECIPIENT(List.of(Form.EMAIL)),
    NEWSLETTER(List.of(Form.EMAIL));

    private final List<Form> forms;

    Surface(List<Form> forms) {
        this.forms = forms;
    }

    List<Form> forms() {
        return forms;
    }

    /** Whether the row belongs to no member. */
    boolean unlinked() {
        return this == STAFF_NOTE || this == TYPED_RECIPIENT || this == NEWSLETTER;
    }
}
